import type {ReactElement} from 'react';
import {keyOf} from '../keys.ts';
import type {Line} from '../model/tone.ts';
import type {View} from '../resources/resource.ts';
import type {Interest} from '../store/monitor.ts';
import {type Dialog, dialogLines} from '../ui/dialog.tsx';
import type {FooterKeys} from '../ui/footer.tsx';
import type {Segment} from '../ui/header.tsx';
import type {Tab} from '../ui/tabs.tsx';
import {type AppState, currentPlace, graphSpanOf, withPlace} from './app-state.ts';
import {menuDialog} from './asking/menu.ts';
import {questionDialog} from './asking/question.ts';
import {type CostView, costLine} from './lines/cost-line.ts';
import {headerSegments} from './lines/header.ts';
import {messageLine} from './lines/message-line.ts';
import {footerOf} from './lines/place-footer.ts';
import {faultCount} from './list/faults.ts';
import {sortMenuDialog} from './list/sort-menu.ts';
import type {ShelvedLog} from './log/log-shelf.ts';
import {type Place, recordOf} from './places.ts';
import {allScreens} from './screens.ts';
import {isTooSmall, type Size, smallest} from './size.ts';

/** What a frame is made of beside the app's own state. */
export type Surroundings = {
	readonly size: Size;
	readonly isReadOnly: boolean;
	readonly log: ShelvedLog | undefined;
	/** What the program itself costs; present when it shall be shown. */
	readonly cost?: CostView;
};

/** What is on the screen, as data that components draw. */
export type Picture =
	| {readonly kind: 'too-small'; readonly size: Size; readonly words: string}
	| {
			readonly kind: 'screen';
			readonly size: Size;
			readonly header: readonly Segment[];
			readonly tabs: readonly Tab[];
			/** The place, drawn by its own component. */
			readonly body: ReactElement;
			readonly cost?: Line;
			readonly message: Line;
			readonly footer: FooterKeys;
			/** What stands over the place. */
			readonly dialog?: Dialog;
	  };

/** A whole screen: its picture, the state with all scroll offsets settled, and what is to be read for it. */
export type Frame = {
	readonly picture: Picture;
	readonly state: AppState;
	readonly interest: Interest;
	/** Whether a question stands with all that an answer is about in sight. */
	readonly isQuestionWhole: boolean;
};

/** Lines around the body: header, tabs, message, footer; and the cost where it is shown. */
const chromeOf = (state: AppState): number => (state.isCostShown ? 5 : 4);

/** Rows of a full-size list, for paging. */
export const pageHeight = (size: Size, state: AppState): number => Math.max(1, size.rows - chromeOf(state) - 1);

/** From this width on there is room for a tab of what has none of its own. */
const wideTabs = 110;

const tabsOf = (place: Place, view: View, {columns}: Size): readonly Tab[] => {
	const current = recordOf(place).tab?.(place);
	const shown = allScreens().filter(({isAside, word}) => !isAside || (current === word && columns >= wideTabs));
	return shown.map(({key = '', word, title, resource}) => ({
		key,
		word,
		title,
		isCurrent: current === word,
		faults: resource === undefined ? 0 : faultCount(resource, view),
	}));
};

/** What is inspected lives as long as its place is on the way back: it is there when one comes back to it. */
const inspectOf = (state: AppState, view: View): Interest['inspect'] => {
	for (const place of state.places.toReversed()) {
		const inspect = recordOf(place).inspects?.(place, view);
		if (inspect !== undefined) return inspect;
	}
	return undefined;
};

/** Cells beside a box on both sides together from which on what is under it can still be read. */
const readableBeside = 16;

/** Cells of a box that wants so many: all, where it would leave nothing but ends of words beside it. */
const boxWidth = (wanted: number, columns: number): number => (columns - wanted < readableBeside ? columns : wanted);

/** What stands over the place: a question or a menu. */
const dialogOver = ({overlay: over}: AppState, size: Size): Dialog | undefined => {
	if (over?.kind === 'confirm') return questionDialog(over, boxWidth(76, size.columns), size.rows);
	if (over?.kind === 'menu') return menuDialog(over, boxWidth(76, size.columns), size.rows);
	return over?.kind === 'sort' ? sortMenuDialog(over, boxWidth(40, size.columns), size.rows) : undefined;
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
		const words = `tallyman needs ${smallest.columns}x${smallest.rows}, this is ${size.columns}x${size.rows}; ${keyOf(state.bindings, 'leave', 'overview')} quits`;
		const picture = {kind: 'too-small', size, words} as const;
		return {picture, state, interest: interestIn([]), isQuestionWhole: false};
	}
	const body = recordOf(place).lay(place, {
		view,
		size: {width: size.columns, height: size.rows - chromeOf(state)},
		isReadOnly: surroundings.isReadOnly,
		bindings: state.bindings,
		columns: state.columns,
		graphSpan: graphSpanOf(state),
		isBesideShown: state.isBesideShown,
		log: surroundings.log,
	});
	const settled = withPlace(state, body.place);
	const dialog = dialogOver(state, size);
	return {
		picture: {
			kind: 'screen',
			size,
			header: headerSegments(view, keyOf(state.bindings, 'retry', recordOf(place).mode)),
			tabs: tabsOf(place, view, size),
			body: body.body,
			...(surroundings.cost === undefined ? {} : {cost: costLine(surroundings.cost, size.columns)}),
			message: messageLine(settled, view, size),
			footer: footerOf(settled, view, surroundings.isReadOnly),
			...(dialog === undefined ? {} : {dialog}),
		},
		state: settled,
		interest: interestIn(body.containers),
		isQuestionWhole: state.overlay?.kind === 'confirm' && dialog !== undefined && dialogLines(dialog).isWhole,
	};
};
