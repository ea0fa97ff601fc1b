import type {Line} from '../model/tone.ts';
import type {View} from '../resources/resource.ts';
import type {Interest, LogSnapshot} from '../store/monitor.ts';
import {type DialogBox, overlay} from '../ui/dialog.ts';
import {fitSegments} from '../ui/header.ts';
import {paintLine} from '../ui/paint.ts';
import {tabsLine} from '../ui/tabs.ts';
import {type AppState, currentPlace, graphSpanOf, withPlace} from './app-state.ts';
import {type CostView, costLine} from './cost-line.ts';
import {faultCount} from './faults.ts';
import {headerSegments} from './header.ts';
import {messageLine} from './message-line.ts';
import {footerOf} from './place-footer.ts';
import {type Place, recordOf} from './places.ts';
import {questionBox} from './question.ts';
import {allScreens} from './screens.ts';
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

/** A whole screen: painted lines, the state with all scroll offsets settled, and what is to be read for it. */
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
	const current = recordOf(place).tab?.(place);
	return tabsLine(
		allScreens().map(({key = '', word, title, resource}) => ({
			key,
			title,
			isCurrent: current === word,
			faults: resource === undefined ? 0 : faultCount(resource, view),
		})),
		size.columns,
	);
};

/** What is inspected lives as long as its place is on the way back: it is there when one comes back to it. */
const inspectOf = (state: AppState, view: View): Interest['inspect'] => {
	for (const place of state.places.toReversed()) {
		const inspect = recordOf(place).inspects?.(place, view);
		if (inspect !== undefined) return inspect;
	}
	return undefined;
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
	const inspect = inspectOf(state, view);
	const interestIn = (containers: readonly string[]): Interest => ({
		containers,
		tables: recordOf(place).tables(place),
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
	const body = recordOf(place).lay(place, {
		view,
		size: {width: size.columns, height},
		isReadOnly: surroundings.isReadOnly,
		graphSpan: graphSpanOf(state),
		log: surroundings.log,
	});
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
