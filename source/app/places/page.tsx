import type {Line} from '../../model/tone.ts';
import {type ResourceId, resourceNamed} from '../../resources/registry.ts';
import {rowOf} from '../../resources/rows.ts';
import {sectionLines} from '../../ui/sections.ts';
import {Page} from '../../ui/text-lines.tsx';
import type {Laid, PlaceRecord, Room} from '../place-record.ts';
import {tablesOfKind} from '../tables-of-kind.ts';

/** The page of one object. */
export type PagePlace = {
	readonly kind: 'page';
	readonly resource: ResourceId;
	readonly id: string;
	readonly name: string;
	readonly top: number;
	readonly isMasked: boolean;
	readonly hasProcesses: boolean;
	/** Title of a section to go to as soon as it is there. */
	readonly goTo?: string;
};

/** Title of the section of processes on a page. */
const processesTitle = 'Processes';

/** The page of an object as it opens; at its processes where these were asked for. */
export const freshPage = (
	object: {readonly resource: ResourceId; readonly id: string; readonly name: string},
	hasProcesses: boolean,
): PagePlace => ({
	kind: 'page',
	...object,
	top: 0,
	isMasked: true,
	hasProcesses,
	...(hasProcesses ? {goTo: processesTitle} : {}),
});

const lay = (place: PagePlace, {view, size, graphSpan}: Room): Laid<PagePlace> =>
	resourceNamed(place.resource)(resource => {
		const row = rowOf(resource, view.state, place.id);
		const kind = resource.singular.toUpperCase();
		const title: Line =
			row === undefined
				? [
						{text: `${kind} ${place.name}  `, tone: 'strong'},
						{text: '✗ is gone', tone: 'bad'},
						{text: '  Esc goes back', tone: 'quiet'},
					]
				: [
						{text: `${kind} ${place.name}  `, tone: 'strong'},
						{
							text: `${resource.condition(row, view).glyph} ${resource.condition(row, view).word}`,
							tone: resource.condition(row, view).tone,
						},
					];
		const content =
			row === undefined
				? []
				: sectionLines(resource.details(row, view, {isMasked: place.isMasked, graphSpan}), size.width);
		const height = size.height - 1;
		const {goTo, ...rest} = place;
		const found =
			goTo === undefined
				? -1
				: content.findIndex(
						line =>
							line
								.map(span => span.text)
								.join('')
								.trim() === goTo,
					);
		const top = Math.max(0, Math.min(found === -1 ? place.top : found, content.length - height));
		const more: Line =
			content.length > height
				? [{text: `  lines ${top + 1}-${Math.min(content.length, top + height)} of ${content.length}`, tone: 'quiet'}]
				: [];
		// What has not come yet moves no position.
		const isRead = view.state.inspected?.id === place.id && view.state.inspected.at !== undefined;
		return {
			body: <Page title={[...title, ...more]} lines={content.slice(top, top + height)} {...size} />,
			place: isRead ? {...(found === -1 ? place : rest), top} : place,
			containers: row === undefined ? [] : resource.usedContainers(row, view.state),
		};
	});

const withProcesses = ({goTo: _, ...page}: PagePlace): PagePlace =>
	page.hasProcesses ? {...page, hasProcesses: false} : {...page, hasProcesses: true, goTo: processesTitle};

/** What is known of one object, by sections. */
export const page: PlaceRecord<PagePlace> = {
	mode: 'page',
	tab: place => place.resource,
	object: place => place,
	scroll: {top: place => place.top, to: (place, top) => ({...place, top})},
	tables: place => [...tablesOfKind(place.resource), ...resourceNamed(place.resource)(({pageReads = []}) => pageReads)],
	inspects: (place, view) =>
		resourceNamed(place.resource)(resource => {
			const row = rowOf(resource, view.state, place.id);
			const ending = row === undefined ? undefined : resource.ending?.(row, view);
			return {
				table: place.resource,
				id: place.id,
				processes: place.hasProcesses,
				raw: false,
				...(ending === undefined ? {} : {ending}),
			};
		}),
	lay,
	command: (place, command) => {
		switch (command) {
			case 'values':
				return {...place, isMasked: !place.isMasked};
			case 'processes':
				return withProcesses(place);
			default:
				return undefined;
		}
	},
};
