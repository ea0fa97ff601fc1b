import {searchPattern} from '../../resources/pattern.ts';
import {type AppState, withoutHint} from '../app-state.ts';
import {atMatch} from '../command/text-commands.ts';
import {currentText, withText} from './current-text.ts';
import {createSeek} from './seek.ts';
import type {Text} from './text-state.ts';

/** A search through the text on screen, in turns between which keys are answered. */
export type Search = {
	start(direction: 1 | -1): void;
	/** Gives it up: a key was pressed. */
	stop(): void;
};

/** What a search looks at and changes. */
export type SearchScreen = {
	state(): AppState;
	put(state: AppState): void;
	text(): Text;
	/** ms */
	now(): number;
	/** Cells of the screen, and lines of a page of text. */
	columns(): number;
	page(): number;
};

/** Nothing is searched until it is started. */
export const createSearch = (screen: SearchScreen): Search => {
	let turn: NodeJS.Immediate | undefined;
	const say = (text: string, tone: 'plain' | 'bad'): void =>
		screen.put({...screen.state(), hint: {text, tone, at: screen.now()}});

	const start = (direction: 1 | -1): void => {
		const pattern = searchPattern(currentText(screen.state())?.search ?? '');
		if (pattern === undefined) return;
		const lines = screen.text();
		const seek = createSeek(lines, pattern);
		const finish = (): void => {
			const state = withoutHint(screen.state());
			const here = currentText(state);
			if (here === undefined) return;
			const where = {direction, page: screen.page(), columns: screen.columns()};
			const found = atMatch(here, lines, pattern, seek.lines(), where);
			if (found === undefined) say(`no match for ${here.search}`, 'bad');
			else screen.put(withText(state, found));
		};
		const work = (): void => {
			turn = undefined;
			if (seek.step()) finish();
			else {
				say(`searching, ${Math.floor(seek.progress() * 100)} %; a key gives it up`, 'plain');
				turn = setImmediate(work);
			}
		};
		work();
	};

	return {
		start,
		stop() {
			clearImmediate(turn);
			turn = undefined;
		},
	};
};
