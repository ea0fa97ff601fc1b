import type {Line} from '../model/tone.ts';
import {resourceIds, resourceNamed} from '../resources/registry.ts';
import type {View} from '../resources/resource.ts';
import {rowsOf} from '../resources/rows.ts';
import type {Interest, LogSnapshot} from '../store/monitor.ts';
import {type DialogBox, overlay} from '../ui/dialog.ts';
import {fitSegments} from '../ui/header.ts';
import {paintLine} from '../ui/paint.ts';
import {tabsLine} from '../ui/tabs.ts';
import {wrapLine} from '../ui/wrap-text.ts';
import {type AppState, currentPanel, currentPlace, graphSpanOf, withPlace} from './app-state.ts';
import {type CostView, costLine} from './cost-line.ts';
import {faultCount} from './faults.ts';
import {headerSegments} from './header.ts';
import {helpIndent, helpLines} from './help-body.ts';
import {prepareList} from './list-body.ts';
import {withoutGhosts} from './list-state.ts';
import {drawLog} from './log-body.ts';
import {messageLine} from './message-line.ts';
import {messageLines} from './messages-body.ts';
import {drawOverview, homeKinds} from './overview-body.ts';
import {drawPage, drawRaw} from './page-body.ts';
import type {Place} from './place.ts';
import {footerOf} from './place-footer.ts';
import {questionBox} from './question.ts';
import {selectedRow} from './selection.ts';
import {isTooSmall, type Size, smallest} from './size.ts';
import {sortMenuBox} from './sort-menu.ts';

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
			...resourceIds().map((id, index) => ({
				key: String(index + 2),
				title: resourceNamed(id)(resource => resource.title),
				isCurrent: current === id,
				faults: faultCount(id, view),
			})),
		],
		size.columns,
	);
};

/** Lines that wrap, under a title that says which of them are in sight. */
const drawLines = (
	title: string,
	content: readonly Line[],
	from: number,
	size: {readonly width: number; readonly height: number},
): {readonly lines: readonly string[]; readonly top: number} => {
	const rows = content.flatMap(line => wrapLine(line, size.width, helpIndent));
	const height = size.height - 1;
	const top = Math.max(0, Math.min(from, rows.length - height));
	const range =
		rows.length > height ? `  lines ${top + 1}-${Math.min(rows.length, top + height)} of ${rows.length}, j k move` : '';
	return {
		lines: [
			paintLine(
				[
					{text: title, tone: 'strong'},
					{text: range, tone: 'quiet'},
				],
				size.width,
			),
			...rows.slice(top, top + height).map(line => paintLine(line, size.width)),
		],
		top,
	};
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
			return resourceNamed(place.resource)(resource => {
				const kept = {...panel, list: withoutGhosts(resource, panel.list, view)};
				const list = prepareList(resource, kept, view, size.width, {hasFaultsFirst: false});
				const drawn = list.draw(size.height, {isFocused: true});
				return {lines: drawn.lines, place: {...place, list: drawn.list}, containers: drawn.containers};
			});
		}
		case 'page': {
			const containers = resourceNamed(place.resource)(resource => {
				const row = rowsOf(resource, view.state).find(candidate => resource.identity(candidate) === place.id);
				return row === undefined ? [] : resource.usedContainers(row, view.state);
			});
			return {...drawPage(place, view, size, graphSpanOf(state)), containers};
		}
		case 'raw':
			return {...drawRaw(place, view, size), containers: []};
		case 'log':
			return {...drawLog(place, surroundings.log, view, size), containers: []};
		case 'help': {
			const content = helpLines(place.mode, place.resource, surroundings.isReadOnly);
			const drawn = drawLines('HELP, the keys that work here', content, place.top, size);
			return {lines: drawn.lines, place: {...place, top: drawn.top}, containers: []};
		}
		case 'messages': {
			const drawn = drawLines('MESSAGES, latest first', messageLines(view), place.top, size);
			return {lines: drawn.lines, place: {...place, top: drawn.top}, containers: []};
		}
	}
};

const inspectOf = (place: Place, state: AppState, view: View): Interest['inspect'] => {
	switch (place.kind) {
		case 'page':
			return {
				table: place.resource,
				id: place.id,
				processes: place.hasProcesses,
				raw: false,
			};
		case 'raw':
			return {table: place.resource, id: place.id, processes: false, raw: true};
		case 'overview':
		case 'list':
			// What is at fault is inspected while it is selected, so that the message line can say why.
			return selectedRow(state, view, (resource, row) =>
				resource.isToldByInspecting === true && resource.isFaulty(row, view)
					? {table: resource.table.id, id: resource.identity(row), processes: false, raw: false}
					: undefined,
			);
		default:
			return undefined;
	}
};

/** The tables that a place shows of, and those that what it shows is worked out from. */
const tablesOf = (place: Place): readonly string[] => {
	const shown = place.kind === 'overview' ? homeKinds() : 'resource' in place ? [place.resource ?? ''] : [];
	return [
		...new Set(
			shown.filter(id => id !== '').flatMap(id => resourceNamed(id)(({table, reads = []}) => [table.id, ...reads])),
		),
	];
};

/** What stands over the place: a question or a menu. */
const boxOver = ({overlay: over}: AppState, size: Size): DialogBox | undefined => {
	if (over?.kind === 'confirm') return questionBox(over, Math.min(76, size.columns - 4), size.rows);
	return over?.kind === 'sort' ? sortMenuBox(over, Math.min(40, size.columns - 4), size.rows) : undefined;
};

/** Composes the whole screen; everything on it comes from here. */
export const composeFrame = (state: AppState, view: View, surroundings: Surroundings): Frame => {
	const {size} = surroundings;
	const place = currentPlace(state);
	// What one comes back to from the help stays fresh, and is not read anew.
	const behind =
		state.places.findLast(candidate => candidate.kind !== 'help' && candidate.kind !== 'messages') ?? place;
	const inspect = inspectOf(behind, state, view);
	const interestIn = (containers: readonly string[]): Interest => ({
		containers,
		tables: tablesOf(place),
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
		paintLine(messageLine(settled, view, size), size.columns),
		paintLine(footerOf(settled, view, {width: size.columns, isReadOnly: surroundings.isReadOnly}), size.columns),
	];
	const box = boxOver(state, size);
	return {
		lines: box === undefined ? lines : overlay(lines, box.lines, size.columns, size.rows),
		state: settled,
		interest: interestIn(body.containers),
		isQuestionWhole: state.overlay?.kind === 'confirm' && (box?.isWhole ?? false),
	};
};
