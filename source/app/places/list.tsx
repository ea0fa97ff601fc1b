import {Box} from 'ink';
import type {ResourceId} from '../../resources/registry.ts';
import {resourceNamed} from '../../resources/registry.ts';
import type {Resource, Scope} from '../../resources/resource.ts';
import {rowOf} from '../../resources/rows.ts';
import {Table} from '../../ui/table.tsx';
import {type Beside, besideWidth, hasBeside, inspectsBeside, nextBeside} from '../list/beside.ts';
import {inspectsSelected} from '../list/inspects-selected.ts';
import {prepareList} from '../list/list-body.ts';
import {selectedInPanel} from '../list/list-groups.ts';
import {type ListState, withoutGhosts} from '../list/list-state.ts';
import {tablesOfKind} from '../list/tables-of-kind.ts';
import {everyLine} from '../log/log-rule.ts';
import {nextTargets} from '../log/log-targets.ts';
import type {Laid, Panel, PlaceRecord, Room} from '../place-record.ts';
import {BesideView, besideOf} from './beside.tsx';

/** A list of one kind at full size; with a scope narrowed to what belongs to the row it was opened from. */
export type ListPlace = {
	readonly kind: 'list';
	readonly resource: ResourceId;
	readonly scope?: Scope;
	readonly list: ListState;
	/** What stands beside it, where there is room for that. */
	readonly beside?: Beside;
};

const gap = 2;

/** Lines from the end of a log that are read for its tail. */
const besideTail = 100;

const panelOf = ({resource, list, scope}: ListPlace): Panel => ({
	resource,
	list,
	...(scope === undefined ? {} : {scope}),
});

const layList = <Row,>(
	resource: Resource<Row>,
	place: ListPlace,
	{view, size, bindings, columns}: Room,
	width: number,
) => {
	const panel = panelOf(place);
	const kept = {...panel, list: withoutGhosts(resource, panel.list, view)};
	const options = {bindings, columns, hasFaultsFirst: false};
	return prepareList(resource, kept, view, width, options).draw(size.height, {isFocused: true});
};

/** The list without what stands beside it. */
const layAlone = <Row,>(resource: Resource<Row>, place: ListPlace, room: Room): Laid<ListPlace> => {
	const drawn = layList(resource, place, room, room.size.width);
	return {body: <Table {...drawn.table} />, place: {...place, list: drawn.list}, containers: drawn.containers};
};

const layBoth = <Row,>(
	resource: Resource<Row>,
	place: ListPlace,
	row: Row,
	room: Room,
	width: number,
): Laid<ListPlace> => {
	const {view, size} = room;
	const drawn = layList(resource, place, room, size.width - gap - width);
	return {
		body: (
			<Box columnGap={gap}>
				<Table {...drawn.table} />
				<BesideView {...besideOf(resource, row, room, {width, height: size.height})} />
			</Box>
		),
		place: {...place, list: drawn.list},
		containers: [...drawn.containers, ...resource.usedContainers(row, view.state)],
	};
};

const lay = ({beside: before, ...place}: ListPlace, room: Room): Laid<ListPlace> =>
	resourceNamed(place.resource)(resource => {
		const {view, size, isBesideShown} = room;
		const width = besideWidth(size.width);
		// Until a person has pointed into it, a list has all of the width: its first row is nobody's choice.
		const isChosen = place.list.selectedId !== undefined;
		if (width === 0 || !isBesideShown || !isChosen || !hasBeside(resource)) return layAlone(resource, place, room);
		const beside = nextBeside(resource, before, selectedInPanel(resource, panelOf(place), view), view.now);
		const {shown} = beside;
		const row = shown === undefined ? undefined : rowOf(resource, view.state, shown.id);
		const here = {...place, beside};
		if (row === undefined) return layAlone(resource, here, room);
		// What was read of a log is that of the row that stood there before.
		const known = before?.shown?.id === shown?.id ? room : {...room, log: undefined};
		return layBoth(resource, here, row, known, width);
	});

const logOf = ({resource, beside}: ListPlace) => {
	const {shown} = beside ?? {};
	if (shown === undefined || shown.logs.length === 0) return undefined;
	const {targets} = nextTargets({targets: [], leftOut: 0}, shown.logs);
	return {key: `beside ${resource} ${shown.id}`, targets, span: {tail: besideTail}, rule: everyLine, isLeft: true};
};

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
	tables: ({resource, beside}) => [
		...tablesOfKind(resource),
		...(beside?.shown === undefined ? [] : resourceNamed(resource)(({pageReads = []}) => pageReads)),
	],
	inspects: (place, view) =>
		place.beside?.shown === undefined
			? inspectsSelected(panelOf(place), view)
			: inspectsBeside(place.resource, place.beside, view),
	log: logOf,
	lay,
};
