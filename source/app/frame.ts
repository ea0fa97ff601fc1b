import {formatBytes, formatMemory, formatPercent} from '../model/bytes.ts';
import {formatDuration} from '../model/duration.ts';
import type {Line} from '../model/tone.ts';
import {parseFilter} from '../resources/filter.ts';
import {usageOfContainers} from '../resources/local-usage.ts';
import {registry, resourceIds} from '../resources/registry.ts';
import type {Resource, View} from '../resources/resource.ts';
import type {Interest, LogSnapshot} from '../store/monitor.ts';
import {overlay} from '../ui/dialog.ts';
import {fitSegments} from '../ui/header.ts';
import {editorText} from '../ui/line-editor.ts';
import {paintLine} from '../ui/paint.ts';
import {tabsLine} from '../ui/tabs.ts';
import {textWidth} from '../ui/text-width.ts';
import {wrapLine} from '../ui/wrap-text.ts';
import {type AppState, currentPanel, currentPlace, graphSpanOf, withPlace} from './app-state.ts';
import {type CostView, costLine} from './cost-line.ts';
import {faultCount} from './faults.ts';
import {headerSegments} from './header.ts';
import {helpIndent, helpLines} from './help-body.ts';
import {prepareList} from './list-body.ts';
import {arrangeRows} from './list-state.ts';
import {drawLog} from './log-body.ts';
import {drawOverview} from './overview-body.ts';
import {drawPage, drawRaw} from './page-body.ts';
import type {Place} from './place.ts';
import {footerOf} from './place-footer.ts';
import {questionBox} from './question.ts';
import {selectedRow} from './selection.ts';
import {isTooSmall, type Size, smallest} from './size.ts';

/** What a frame is made of beside the app's own state. */
export type Surroundings = {
	readonly size: Size;
	readonly isReadOnly: boolean;
	readonly log: LogSnapshot | undefined;
	/** What the program itself costs; present when it shall be shown. */
	readonly cost?: CostView;
};

/** A whole screen: painted lines, the state with all scroll offsets settled, and what is being looked at. */
export type Frame = {
	readonly lines: readonly string[];
	readonly state: AppState;
	readonly interest: Interest;
	/** Whether a question stands with all that an answer is about in sight. */
	readonly isQuestionWhole: boolean;
};

/** How long an answer of the engine stays on the message line, ms. */
const noticeSpan = 8000;

/** Lines around the body: header, tabs, message, footer; and the cost where it is shown. */
const chromeOf = (state: AppState): number => (state.isCostShown ? 5 : 4);

/** Rows of a full-size list, for paging. */
export const pageHeight = (size: Size, state: AppState): number => Math.max(1, size.rows - chromeOf(state) - 1);

const tabs = (place: Place, view: View, size: Size): Line => {
	const current =
		place.kind === 'list' || place.kind === 'page' || place.kind === 'raw'
			? place.resource
			: place.kind === 'overview'
				? 'overview'
				: undefined;
	return tabsLine(
		[
			{key: '1', title: 'Overview', isCurrent: current === 'overview'},
			...resourceIds.map((id, index) => ({
				key: String(index + 2),
				title: registry[id](resource => resource.title),
				isCurrent: current === id,
				faults: faultCount(id, view),
			})),
		],
		size.columns,
	);
};

/** `3 services together`, and of how many of their tasks that is where other engines run the rest. */
const togetherTitle = <Row>(resource: Resource<Row>, rows: readonly Row[], view: View): string => {
	const shares = rows.map(row => resource.usageShare?.(row, view.state));
	const counted = rows.map((row, index) => shares[index]?.counted ?? resource.usedContainers(row, view.state).length);
	const running = rows.map((_row, index) => shares[index]?.running ?? counted[index] ?? 0);
	const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
	const share = shares.some(part => part !== undefined) ? ` (${sum(counted)} of ${sum(running)} that run)` : '';
	return `${rows.length} ${rows.length === 1 ? resource.kind : resource.title.toLowerCase()}${share}:`;
};

/** What the rows of a narrowed list use together: a project, a stack, a node, whatever was filtered for. */
const narrowedTotals = (state: AppState, view: View): Line => {
	const panel = currentPanel(state);
	if (panel === undefined || (panel.list.filter === '' && panel.scope === undefined)) return [];
	return registry[panel.resource](resource => {
		const rows = arrangeRows(resource, panel.list, panel.scope, view);
		const usage = usageOfContainers(view.state, [
			...new Set(rows.flatMap(row => resource.usedContainers(row, view.state))),
		]);
		if (usage === undefined) return [];
		const part = (label: string, value: number | undefined, format: (value: number) => string): Line =>
			value === undefined ? [] : [{text: `  ${label} `, tone: 'quiet'}, {text: format(value)}];
		return [
			{text: togetherTitle(resource, rows, view), tone: 'quiet'},
			...part('CPU', usage.cpu, formatPercent),
			...part('MEM', usage.memory, formatMemory),
			...part('RX/s', usage.receiveRate, formatBytes),
			...part('TX/s', usage.sendRate, formatBytes),
		];
	});
};

/** What the filter of the present list says that is not understood; it hides nothing. */
const filterFault = (state: AppState): string | undefined => {
	const panel = currentPanel(state);
	return panel === undefined || panel.list.filter === ''
		? undefined
		: registry[panel.resource](resource => parseFilter(panel.list.filter, resource).fault);
};

const message = (state: AppState, view: View, size: Size): Line => {
	if (state.overlay?.kind === 'prompt') {
		const sign = state.overlay.purpose === 'command' ? ':' : '/';
		const fault = state.overlay.purpose === 'filter' ? filterFault(state) : undefined;
		const aside = fault ?? state.hint?.text;
		// What is typed stays in sight with its cursor; an aside takes no more of the line than it leaves room to type.
		const asideWidth = aside === undefined ? 0 : Math.min(textWidth(aside) + 3, Math.floor(size.columns / 2));
		return [
			{text: sign, tone: 'accent'},
			...editorText(state.overlay.editor, size.columns - 1 - asideWidth),
			...(aside === undefined ? [] : [{text: `   ${aside}`, tone: 'quiet'} as const]),
		];
	}
	const notice = view.state.notices.at(-1);
	const hint = state.hint;
	const isFresh =
		hint !== undefined && view.now - hint.at < noticeSpan && (notice === undefined || hint.at >= notice.at);
	if (hint !== undefined && (hint.isRefusal === true || isFresh)) {
		return [{text: hint.text, tone: hint.tone === 'bad' ? 'warning' : 'plain'}];
	}
	if (notice !== undefined && view.now - notice.at < noticeSpan) {
		return [
			{text: notice.tone === 'bad' ? '✗ ' : '✓ ', tone: notice.tone},
			{text: notice.text, tone: notice.tone},
		];
	}
	const running = [...view.state.pending.values()][0];
	const pending: Line =
		running === undefined
			? []
			: [{text: `◌ ${running.label} ${formatDuration(view.now - running.since)}`, tone: 'busy'}, {text: '  '}];
	const fault = filterFault(state);
	if (fault !== undefined) return [...pending, {text: `filter: ${fault}`, tone: 'warning'}];
	const explained =
		selectedRow(state, view, (resource, row) => resource.explain(row, view)) ?? narrowedTotals(state, view);
	return textWidth(pending.map(span => span.text).join('')) > size.columns / 2 ? pending : [...pending, ...explained];
};

const drawBody = (
	place: Place,
	state: AppState,
	view: View,
	surroundings: Surroundings,
	height: number,
): {readonly lines: readonly string[]; readonly place: Place; readonly containers: readonly string[]} => {
	const size = {width: surroundings.size.columns, height};
	switch (place.kind) {
		case 'overview':
			return drawOverview(place, view, size, graphSpanOf(state));
		case 'list': {
			const panel = currentPanel(state);
			if (panel === undefined) return {lines: [], place, containers: []};
			return registry[place.resource](resource => {
				const list = prepareList(resource, panel, view, size.width, {hasFaultsFirst: false});
				const drawn = list.draw(size.height, {isFocused: true});
				return {lines: drawn.lines, place: {...place, list: drawn.list}, containers: drawn.containers};
			});
		}
		case 'page': {
			const containers = registry[place.resource](resource => {
				const row = resource.rows(view.state).find(candidate => resource.identity(candidate) === place.id);
				return row === undefined ? [] : resource.usedContainers(row, view.state);
			});
			return {...drawPage(place, view, size, graphSpanOf(state)), containers};
		}
		case 'raw':
			return {...drawRaw(place, view, size), containers: []};
		case 'log':
			return {...drawLog(place, surroundings.log, view, size), containers: []};
		case 'help': {
			const content = helpLines(place.mode, place.resource, surroundings.isReadOnly).flatMap(line =>
				wrapLine(line, size.width, helpIndent),
			);
			const top = Math.max(0, Math.min(place.top, content.length - height));
			return {
				lines: content.slice(top, top + height).map(line => paintLine(line, size.width)),
				place: {...place, top},
				containers: [],
			};
		}
	}
};

const inspectOf = (place: Place, state: AppState, view: View): Interest['inspect'] => {
	switch (place.kind) {
		case 'page':
			return {
				kind: registry[place.resource](resource => resource.kind),
				id: place.id,
				processes: place.hasProcesses,
				raw: false,
			};
		case 'raw':
			return {kind: registry[place.resource](resource => resource.kind), id: place.id, processes: false, raw: true};
		case 'overview':
		case 'list':
			// What is at fault is inspected while it is selected, so that the message line can say why.
			return selectedRow(state, view, (resource, row) =>
				resource.kind === 'container' && resource.isFaulty(row, view)
					? {kind: resource.kind, id: resource.identity(row), processes: false, raw: false}
					: undefined,
			);
		default:
			return undefined;
	}
};

const needsSwarm = (place: Place): boolean =>
	place.kind === 'overview' ||
	(place.kind === 'log' ? place.target.kind !== 'container' : place.kind !== 'help' && place.resource !== 'containers');

/** Composes the whole screen; everything on it comes from here. */
export const composeFrame = (state: AppState, view: View, surroundings: Surroundings): Frame => {
	const {size} = surroundings;
	const place = currentPlace(state);
	// What one comes back to from the help stays fresh, and is not read anew.
	const behind = state.places.findLast(candidate => candidate.kind !== 'help') ?? place;
	const inspect = inspectOf(behind, state, view);
	const interestIn = (containers: readonly string[]): Interest => ({
		containers,
		swarm: needsSwarm(place),
		...(inspect === undefined ? {} : {inspect}),
	});
	if (isTooSmall(size)) {
		const words = `tallyman needs ${smallest.columns}x${smallest.rows}, this is ${size.columns}x${size.rows}; q quits`;
		const lines = Array.from({length: size.rows}, (_, row) =>
			paintLine([{text: words.slice(row * size.columns, (row + 1) * size.columns)}], size.columns),
		);
		return {lines, state, interest: interestIn([]), isQuestionWhole: false};
	}
	const height = size.rows - chromeOf(state);
	const body = drawBody(place, state, view, surroundings, height);
	const settled = withPlace(state, body.place);
	const blank = ' '.repeat(size.columns);
	const lines = [
		paintLine(fitSegments(headerSegments(view), size.columns), size.columns),
		paintLine(tabs(place, view, size), size.columns),
		...Array.from({length: height}, (_, row) => body.lines[row] ?? blank),
		...(surroundings.cost === undefined ? [] : [paintLine(costLine(surroundings.cost, size.columns), size.columns)]),
		paintLine(message(settled, view, size), size.columns),
		paintLine(footerOf(settled, view, {width: size.columns, isReadOnly: surroundings.isReadOnly}), size.columns),
	];
	const box =
		state.overlay?.kind === 'confirm'
			? questionBox(state.overlay, Math.min(76, size.columns - 4), size.rows)
			: undefined;
	return {
		lines: box === undefined ? lines : overlay(lines, box.lines, size.columns, size.rows),
		state: settled,
		interest: interestIn(body.containers),
		isQuestionWhole: box?.isWhole ?? false,
	};
};
