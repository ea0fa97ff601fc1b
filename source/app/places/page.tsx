import {keyOf} from '../../keys.ts';
import type {Line} from '../../model/tone.ts';
import {type ResourceId, resourceNamed} from '../../resources/registry.ts';
import type {Resource, Section, View} from '../../resources/resource.ts';
import {rowOf} from '../../resources/rows.ts';
import type {EngineState} from '../../store/state.ts';
import {sectionLines} from '../../ui/sections.ts';
import {Page} from '../../ui/text-lines.tsx';
import {inspectsRow} from '../list/beside.ts';
import {tablesOfKind} from '../list/tables-of-kind.ts';
import type {Laid, PlaceRecord, Room} from '../place-record.ts';
import {linkSection, linksTitle, namedLinks} from '../ways/link-section.ts';
import {type Lead, leadsOf, rowSought, type Sought} from '../ways/links.ts';

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
	/** Place among the links that are named of the one that Enter follows. */
	readonly link?: number;
	/** What it is found by, as long as its row is not known. */
	readonly sought?: Sought;
};

/** Title of the section of processes on a page. */
const processesTitle = 'Processes';

/** The page of an object as it opens; at its processes where these were asked for. */
export const freshPage = (
	object: Pick<PagePlace, 'resource' | 'id' | 'name' | 'sought'>,
	hasProcesses: boolean,
): PagePlace => ({
	kind: 'page',
	...object,
	top: 0,
	isMasked: true,
	hasProcesses,
	...(hasProcesses ? {goTo: processesTitle} : {}),
});

/** The page with its row's own id, as soon as the row is there that was looked for. */
const found = (place: PagePlace, state: EngineState): PagePlace => {
	const {sought, ...rest} = place;
	if (sought === undefined) return place;
	const id = resourceNamed(place.resource)(resource => {
		const row = rowSought(resource, sought, state);
		return row === undefined ? undefined : resource.identity(row);
	});
	return id === undefined ? place : {...rest, id};
};

/** What stands for a row that is not there: it was not read yet, is not on this engine, or is gone. */
const absence = ({sought}: PagePlace, isRead: boolean): Line => {
	if (sought !== undefined && !isRead) return [{text: '◌ reading', tone: 'busy'}];
	const words = sought === undefined ? 'is gone' : 'is not on this engine';
	return [
		{text: `✗ ${words}`, tone: 'bad'},
		{text: '  Esc goes back', tone: 'quiet'},
	];
};

/** The links of the row that the page names. */
const linksOn = (place: PagePlace, view: View): readonly Lead[] =>
	resourceNamed(place.resource)(resource => {
		const row = rowOf(resource, view.state, place.id);
		return row === undefined ? [] : namedLinks(leadsOf(resource, row, view));
	});

/** The same with another link chosen; round at the ends. */
const withLink = (place: PagePlace, view: View, step: 1 | -1): PagePlace => {
	const {length} = linksOn(place, view);
	if (length === 0) return place;
	const from = place.link ?? (step === 1 ? -1 : 0);
	return {...place, link: (Math.min(from, length) + step + length) % length, goTo: linksTitle};
};

/** The line to go to for a section, of whichever column; the present one where the section's beginning is in sight. */
const goalOf = (content: readonly Line[], title: string, top: number, height: number): number => {
	const line = content.findIndex(spans => spans.some(({text, tone}) => tone === 'accent' && text.trim() === title));
	return line >= top && line < top + Math.floor(height / 2) ? top : line;
};

/** The sections of a page: behind its graphs, why it is as it is, or the first one, where one can go from there. */
const sectionsOf = <Row,>(resource: Resource<Row>, row: Row, place: PagePlace, room: Room): readonly Section[] => {
	const {view, graphSpan, bindings} = room;
	const sections = resource.details(row, view, {isMasked: place.isMasked, graphSpan});
	const links = linkSection(leadsOf(resource, row, view), place.link, keyOf(bindings, 'links', 'page'));
	if (links === undefined) return sections;
	const last = sections.findLastIndex(({graphs, isWhy}) => graphs !== undefined || isWhy === true);
	return sections.toSpliced(Math.max(0, last) + 1, 0, links);
};

const lay = (before: PagePlace, room: Room): Laid<PagePlace> =>
	resourceNamed(before.resource)(resource => {
		const {view, size} = room;
		const place = found(before, view.state);
		const row = rowOf(resource, view.state, place.id);
		const kind = resource.singular.toUpperCase();
		const title: Line =
			row === undefined
				? [{text: `${kind} ${place.name}  `, tone: 'strong'}, ...absence(place, resource.table.isSettled(view.state))]
				: [
						{text: `${kind} ${place.name}  `, tone: 'strong'},
						{
							text: `${resource.condition(row, view).glyph} ${resource.condition(row, view).word}`,
							tone: resource.condition(row, view).tone,
						},
					];
		const content = row === undefined ? [] : sectionLines(sectionsOf(resource, row, place, room), size.width);
		const height = size.height - 1;
		const {goTo, ...rest} = place;
		const goal = goTo === undefined ? -1 : goalOf(content, goTo, place.top, height);
		const top = Math.max(0, Math.min(goal === -1 ? place.top : goal, content.length - height));
		const more: Line =
			content.length > height
				? [{text: `  lines ${top + 1}-${Math.min(content.length, top + height)} of ${content.length}`, tone: 'quiet'}]
				: [];
		// What has not come yet moves no position.
		const isRead = view.state.inspected?.id === place.id && view.state.inspected.at !== undefined;
		return {
			body: <Page title={[...title, ...more]} lines={content.slice(top, top + height)} {...size} />,
			place: isRead ? {...(goal === -1 ? place : rest), top} : place,
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
	crumb: place => place.name,
	link: (place, view) => (place.link === undefined ? undefined : linksOn(place, view)[place.link]),
	// What is only known by a name is no id to ask for.
	inspects: (place, view) =>
		place.sought === undefined ? inspectsRow(place.resource, place.id, view, place.hasProcesses) : undefined,
	lay,
	command: (place, command, view) => {
		switch (command) {
			case 'values':
				return {...place, isMasked: !place.isMasked};
			case 'processes':
				return withProcesses(place);
			case 'next-link':
				return withLink(place, view, 1);
			case 'previous-link':
				return withLink(place, view, -1);
			default:
				return undefined;
		}
	},
};
