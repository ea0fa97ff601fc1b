import type {ResourceId} from '../../resources/registry.ts';
import {resourceNamed} from '../../resources/registry.ts';
import type {Scope} from '../../resources/resource.ts';
import {Table} from '../../ui/table.tsx';
import {inspectsSelected} from '../inspects-selected.ts';
import {prepareList} from '../list-body.ts';
import {type ListState, withoutGhosts} from '../list-state.ts';
import type {Panel, PlaceRecord} from '../place-record.ts';
import {tablesOfKind} from '../tables-of-kind.ts';

/** A list of one kind at full size; with a scope narrowed to what belongs to the row it was opened from. */
export type ListPlace = {
	readonly kind: 'list';
	readonly resource: ResourceId;
	readonly scope?: Scope;
	readonly list: ListState;
};

const panelOf = ({resource, list, scope}: ListPlace): Panel => ({
	resource,
	list,
	...(scope === undefined ? {} : {scope}),
});

/** A list of one kind. */
export const list: PlaceRecord<ListPlace> = {
	mode: 'list',
	tab: place => place.resource,
	crumb: ({scope, resource}) => scope?.title ?? resourceNamed(resource)(({title}) => title),
	panel: {
		of: panelOf,
		with: (place, list) => ({...place, list}),
		isRanking: false,
		isKept: place => place.scope === undefined,
	},
	tables: place => tablesOfKind(place.resource),
	inspects: (place, view) => inspectsSelected(panelOf(place), view),
	lay: (place, {view, size, bindings, columns}) =>
		resourceNamed(place.resource)(resource => {
			const panel = panelOf(place);
			const kept = {...panel, list: withoutGhosts(resource, panel.list, view)};
			const options = {bindings, columns, hasFaultsFirst: false};
			const drawn = prepareList(resource, kept, view, size.width, options).draw(size.height, {isFocused: true});
			return {body: <Table {...drawn.table} />, place: {...place, list: drawn.list}, containers: drawn.containers};
		}),
};
