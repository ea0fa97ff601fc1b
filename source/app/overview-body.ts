import {formatBytes, formatMemory, formatPercent} from '../model/bytes.ts';
import type {Tone} from '../model/tone.ts';
import {type ResourceId, registry} from '../resources/registry.ts';
import type {Graph, GraphSpan, View} from '../resources/resource.ts';
import {graphLines} from '../ui/graph.ts';
import {paintLine} from '../ui/paint.ts';
import {type DrawnList, drawList} from './list-body.ts';
import type {Place} from './place.ts';

/** A braille cell has two dots side by side. */
const dotsPerCell = 2;

const sum = (a: number | undefined, b: number | undefined): number | undefined =>
	a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);

/** Graphs of what all containers of this engine use together. */
const resourceGraphs = (view: View, points: number, span: GraphSpan): readonly Graph[] => {
	const {totals, info} = view.state;
	type Key = Parameters<NonNullable<typeof totals>['series']>[0];
	const graph = (
		title: string,
		keys: readonly [Key, ...Key[]],
		tone: Tone,
		format: (value: number) => string,
		max?: number,
	): Graph => {
		const series = keys.map(key => totals?.series(key, points, span.milliseconds, view.now) ?? []);
		const [first = [], ...others] = series;
		return {
			title,
			span,
			latest: keys.map(key => totals?.latest[key]).reduce(sum),
			values: first.map((value, index) => others.reduce((total, other) => sum(total, other[index]), value)),
			tone,
			format,
			...(max === undefined ? {} : {max}),
		};
	};
	const perSecond = (value: number) => `${formatBytes(value)}/s`;
	return [
		graph('CPU', ['cpu'], 'accent', formatPercent, info?.cpus === undefined ? undefined : info.cpus * 100),
		graph('Memory', ['memory'], 'accent', formatMemory, info?.memory),
		graph('Network', ['receiveRate', 'sendRate'], 'good', perSecond),
		graph('Block I/O', ['readRate', 'writeRate'], 'busy', perSecond),
	];
};

/** The graphs side by side, each in an equal share of the width. */
const graphStrip = (view: View, width: number, height: number, span: GraphSpan): readonly string[] => {
	const share = Math.floor((width - 3) / 4);
	const tiles = resourceGraphs(view, share * dotsPerCell, span).map(graph =>
		graphLines(graph, share, height).map(line => paintLine(line, share)),
	);
	const rest = ' '.repeat(Math.max(0, width - 3 - share * 4));
	return Array.from({length: height}, (_, row) => tiles.map(tile => tile[row] ?? ' '.repeat(share)).join(' ') + rest);
};

/** Heights of panels one above the other: shares of what there is, at least 3 lines each. */
const splitHeight = (height: number, shares: readonly number[]): readonly number[] => {
	const total = shares.reduce((sum, share) => sum + share, 0);
	const heights = shares.map(share => Math.max(3, Math.floor((height * share) / total)));
	const used = heights.reduce((sum, part) => sum + part, 0);
	return heights.map((part, index) => (index === 0 ? part + height - used : part));
};

/** Panels of the overview: swarm ones only where there is a swarm to show. */
export const overviewPanels = (view: View): readonly ResourceId[] =>
	view.state.role === 'manager' ? ['containers', 'services', 'tasks'] : ['containers'];

/** Draws the overview into exactly `height` lines. */
export const drawOverview = (
	place: Place & {kind: 'overview'},
	view: View,
	size: {readonly width: number; readonly height: number},
	graphSpan: GraphSpan,
): {readonly lines: readonly string[]; readonly place: Place; readonly containers: readonly string[]} => {
	const panels = overviewPanels(view);
	const focus = panels.includes(place.focus) ? place.focus : 'containers';
	const draw = (id: ResourceId, width: number, height: number): DrawnList =>
		registry[id](resource =>
			drawList(resource, {resource: id, list: place.lists[id]}, view, {width, height}, {isFocused: id === focus}),
		);
	const stripHeight = size.height >= 44 ? 10 : size.height >= 30 ? 6 : size.height >= 14 ? 4 : 0;
	const strip = stripHeight === 0 ? [] : graphStrip(view, size.width, stripHeight, graphSpan);
	const room = size.height - strip.length;
	const isWide = size.width >= 180 && panels.length > 1;
	const drawn = new Map<ResourceId, DrawnList>();
	const lines: string[] = [...strip];
	if (isWide) {
		const left = Math.floor((size.width - 2) / 2);
		const right = size.width - 2 - left;
		const containers = draw('containers', left, room);
		const [upper = room, lower = 0] = splitHeight(room, [1, 1]);
		const services = draw('services', right, upper);
		const tasks = draw('tasks', right, lower);
		drawn.set('containers', containers).set('services', services).set('tasks', tasks);
		const beside = [...services.lines, ...tasks.lines];
		for (let row = 0; row < room; row++)
			lines.push(`${containers.lines[row] ?? ' '.repeat(left)}  ${beside[row] ?? ' '.repeat(right)}`);
	} else {
		const heights = splitHeight(room, panels.length === 1 ? [1] : [4, 3, 3]);
		panels.forEach((id, index) => {
			const panel = draw(id, size.width, heights[index] ?? 3);
			drawn.set(id, panel);
			lines.push(...panel.lines);
		});
	}
	const lists = {...place.lists};
	for (const [id, panel] of drawn) lists[id] = panel.list;
	return {
		lines: lines.slice(0, size.height),
		place: {...place, focus, lists},
		containers: [...drawn.values()].flatMap(panel => panel.containers),
	};
};
