import {Box} from 'ink';
import {formatBytes, formatMemory, formatPercent} from '../../model/bytes.ts';
import type {Tone} from '../../model/tone.ts';
import {ofAllKinds, type ResourceId, resourceNamed} from '../../resources/registry.ts';
import type {Graph, GraphSpan, View} from '../../resources/resource.ts';
import {Graph as GraphView} from '../../ui/graph.tsx';
import {Table, type TableProps} from '../../ui/table.tsx';
import {inspectsSelected} from '../list/inspects-selected.ts';
import {type PreparedList, prepareList} from '../list/list-body.ts';
import {freshList, type ListState} from '../list/list-state.ts';
import {shareHeights, type WantedHeights} from '../list/panel-heights.ts';
import {tablesOfKind} from '../list/tables-of-kind.ts';
import type {Laid, Panel, PlaceRecord, Room} from '../place-record.ts';

/** The home: panels above and beside each other. */
export type OverviewPlace = {
	readonly kind: 'overview';
	/** The panel that keys go to. */
	readonly focus: ResourceId;
	/** Panels that were touched, by their kind. */
	readonly lists: Readonly<Record<ResourceId, ListState>>;
};

const mostUrgentFirst: ListState = {
	...freshList,
	sort: {column: 'urgency', isDescending: false},
	isStandingOnly: true,
};

/** The home as it opens, on the panel that a newcomer looks at. */
export const freshOverview = (): OverviewPlace => ({kind: 'overview', focus: homeKinds()[0] ?? '', lists: {}});

/** A panel of the home as it was left; trouble first when nobody touched it. */
const listOf = ({lists}: OverviewPlace, resource: ResourceId): ListState => lists[resource] ?? mostUrgentFirst;

const panelOf = (place: OverviewPlace): Panel => ({resource: place.focus, list: listOf(place, place.focus)});

/** From this width on panels may stand beside each other. */
const twoColumnsFrom = 180;
const columnGap = 2;

/** A braille cell has two dots side by side. */
const dotsPerCell = 2;

const sum = (a: number | undefined, b: number | undefined): number | undefined =>
	a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);

/** Graphs of what all containers of this engine use together; CPU as a part of this host, as in the header. */
const resourceGraphs = (view: View, points: number, span: GraphSpan): readonly Graph[] => {
	const {totals, info} = view.state;
	type Key = Parameters<NonNullable<typeof totals>['series']>[0];
	const graph = (
		title: string,
		keys: readonly [Key, ...Key[]],
		tone: Tone,
		format: (value: number) => string,
		unit = 1,
	): Graph => {
		const series = keys.map(key => totals?.series(key, points, span.milliseconds, view.now) ?? []);
		const [first = [], ...others] = series;
		const inUnit = (value: number | undefined) => (value === undefined ? undefined : value / unit);
		return {
			title,
			span,
			latest: inUnit(keys.map(key => totals?.latest[key]).reduce(sum)),
			values: first.map((value, index) => inUnit(others.reduce((total, other) => sum(total, other[index]), value))),
			tone,
			format,
		};
	};
	const perSecond = (value: number) => `${formatBytes(value)}/s`;
	const cpu =
		info?.cpus === undefined
			? graph('CPU', ['cpu'], 'accent', formatPercent)
			: graph('CPU of host', ['cpu'], 'accent', value => `${Number(value.toPrecision(2))}%`, info.cpus);
	return [
		cpu,
		graph('Memory', ['memory'], 'accent', formatMemory),
		graph('Network', ['receiveRate', 'sendRate'], 'good', perSecond),
		graph('Block I/O', ['readRate', 'writeRate'], 'busy', perSecond),
	];
};

/** What the home shows: graphs above panels that stand in one column or two. */
type OverviewProps = {
	readonly graphs: readonly Graph[];
	readonly stripHeight: number;
	readonly columns: ReadonlyArray<{readonly width: number; readonly tables: readonly TableProps[]}>;
	readonly width: number;
	readonly height: number;
};

/** Cells of one of the graphs that stand side by side. */
const shareOf = (width: number): number => Math.floor((width - 3 * columnGap) / 4);

const Overview = ({graphs, stripHeight, columns, width, height}: OverviewProps) => (
	<Box flexDirection="column" width={width} height={height}>
		<Box height={stripHeight} columnGap={columnGap}>
			{stripHeight > 0 &&
				graphs.map(figure => (
					<GraphView key={figure.title} figure={figure} width={shareOf(width)} height={stripHeight} />
				))}
		</Box>
		<Box height={height - stripHeight} columnGap={columnGap}>
			{columns.map(({width: cells, tables}, column) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the left one is the left one, whatever stands in it.
				<Box key={column} flexDirection="column" width={cells}>
					{tables.map((table, row) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: as above.
						<Table key={row} {...table} />
					))}
				</Box>
			))}
		</Box>
	</Box>
);

/** Kinds that have a panel on the home, whether there is anything to show in it or not. */
const homeKinds = (): readonly ResourceId[] =>
	ofAllKinds(({table, isOnHome}) => (isOnHome === true ? [table.id] : [])).flat();

/** Panels of the overview: swarm ones only where there is a swarm to show. */
const overviewPanels = ({state}: View): readonly ResourceId[] =>
	homeKinds().filter(id => state.role === 'manager' || resourceNamed(id)(({table}) => table.needs === 'engine'));

/** Rows that a panel without trouble should show at least, and one that keys go to. */
const fewRows = 3;

/** What a panel asks for: its title and what is at fault; why, and a few rows more; all rows. */
const wantedOf = (list: PreparedList, isFocused: boolean): WantedHeights => {
	const {rows, faults, faultNotes} = list.content;
	const title = 1;
	const must = title + Math.max(faults, isFocused ? Math.min(rows, fewRows) : 0);
	const should = Math.max(must, title + Math.min(rows, faults + fewRows) + faultNotes);
	const all = title + rows + faultNotes;
	return [must, should, should, all, all];
};

/**
 * The graphs give way first: one line with their figures beside what is at fault, some height after a few rows of each
 * panel, and more when all rows are in sight.
 */
const wantedGraphs = (height: number): WantedHeights => {
	const some = height >= 44 ? 8 : height >= 30 ? 6 : 4;
	return [0, 1, some, some, some + 10];
};

type Column = {readonly panels: readonly ResourceId[]; readonly width: number};

/** Panels beside each other where there is room for two and one above the other would not show everything. */
const columnsOf = (
	panels: readonly ResourceId[],
	size: {readonly width: number; readonly height: number},
	wantedIn: (id: ResourceId, width: number) => WantedHeights,
): readonly Column[] => {
	const single: readonly Column[] = [{panels, width: size.width}];
	const heightOf = (column: Column): number =>
		column.panels.reduce((total, id) => total + (wantedIn(id, column.width).at(-1) ?? 0), 0);
	const lacking = (columns: readonly Column[]): number =>
		columns.reduce((sum, column) => sum + Math.max(0, heightOf(column) - size.height), 0);
	if (size.width < twoColumnsFrom || panels.length < 2 || lacking(single) === 0) return single;
	const left = Math.floor((size.width - columnGap) / 2);
	const splits = panels.slice(1).map((_, index): readonly Column[] => [
		{panels: panels.slice(0, index + 1), width: left},
		{panels: panels.slice(index + 1), width: size.width - columnGap - left},
	]);
	// Of those that lack the same, the one whose taller side is lowest.
	const cost = (split: readonly Column[]): number => lacking(split) * 10_000 + Math.max(...split.map(heightOf));
	return splits.reduce((best, split) => (cost(split) < cost(best) ? split : best), splits[0] ?? single);
};

const lay = (place: OverviewPlace, {view, size, graphSpan, bindings, columns: chosen}: Room): Laid<OverviewPlace> => {
	const panels = overviewPanels(view);
	const focus = panels.includes(place.focus) ? place.focus : (panels[0] ?? place.focus);
	const prepared = new Map<string, PreparedList>();
	const prepare = (id: ResourceId, width: number): PreparedList => {
		const key = `${id} ${width}`;
		const list =
			prepared.get(key) ??
			resourceNamed(id)(resource =>
				prepareList(resource, {resource: id, list: listOf(place, id)}, view, width, {
					bindings,
					columns: chosen,
					hasFaultsFirst: true,
				}),
			);
		prepared.set(key, list);
		return list;
	};
	const wantedIn = (id: ResourceId, width: number) => wantedOf(prepare(id, width), id === focus);
	const graphs = wantedGraphs(size.height);
	const columns = columnsOf(panels, {...size, height: size.height - (graphs[2] ?? 0)}, wantedIn);
	const wanted = columns.map(column => column.panels.map(id => wantedIn(id, column.width)));
	const stripHeight = Math.min(...wanted.map(column => shareHeights(size.height, [...column, graphs]).at(-1) ?? 0));
	const room = size.height - stripHeight;
	const lists = {...place.lists};
	const containers: string[] = [];
	const blocks = columns.map((column, at) => {
		const heights = shareHeights(room, wanted[at] ?? []);
		const tables = column.panels.flatMap((id, index) => {
			const height = heights[index] ?? 0;
			if (height === 0) return [];
			const drawn = prepare(id, column.width).draw(height, {isFocused: id === focus});
			lists[id] = drawn.list;
			containers.push(...drawn.containers);
			return [drawn.table];
		});
		return {tables, width: column.width};
	});
	return {
		body: (
			<Overview
				graphs={resourceGraphs(view, shareOf(size.width) * dotsPerCell, graphSpan)}
				stripHeight={stripHeight}
				columns={blocks}
				{...size}
			/>
		),
		place: {...place, focus, lists},
		containers,
	};
};

const nextPanel = (place: OverviewPlace, view: View, step: 1 | -1): OverviewPlace => {
	const panels = overviewPanels(view);
	const next = panels[(panels.indexOf(place.focus) + step + panels.length) % panels.length];
	return next === undefined ? place : {...place, focus: next};
};

/** The home. */
export const overview: PlaceRecord<OverviewPlace> = {
	mode: 'overview',
	tab: () => 'overview',
	panel: {
		of: panelOf,
		with: (place, list) => ({...place, lists: {...place.lists, [place.focus]: list}}),
		toKind: (place, focus) => ({...place, focus}),
		isRanking: true,
		isKept: () => false,
	},
	tables: () => [...new Set(homeKinds().flatMap(tablesOfKind))],
	inspects: (place, view) => inspectsSelected(panelOf(place), view),
	lay,
	command: (place, command, view) => {
		switch (command) {
			case 'next-panel':
				return nextPanel(place, view, 1);
			case 'previous-panel':
				return nextPanel(place, view, -1);
			default:
				return undefined;
		}
	},
};
