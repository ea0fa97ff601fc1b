import {setImmediate as nextTurn} from 'node:timers/promises';
import {expect, it} from 'vitest';
import {type AppState, pushPlace} from '../../source/app/app-state.ts';
import {freshRaw} from '../../source/app/places/raw.tsx';
import {currentText, withText} from '../../source/app/text/current-text.ts';
import {createSearch} from '../../source/app/text/search-turn.ts';
import {freshText, wholeText} from '../../source/app/text/text-state.ts';
import {initialState} from './opening-state.ts';

/** A long text that is searched for `needle`, which stands in its last line; all that was put on the screen. */
const searching = (pattern: string) => {
	const lines = [...Array.from({length: 5000}, () => 'hay '.repeat(50)), 'a needle'];
	const place = freshRaw({resource: 'containers', id: 'a', name: 'a'});
	let state: AppState = withText(pushPlace(initialState, place), {...freshText(false), search: pattern});
	const hints: string[] = [];
	const search = createSearch({
		state: () => state,
		put(next) {
			state = next;
			hints.push(next.hint?.text ?? '');
		},
		text: () => wholeText(lines),
		now: () => 0,
		columns: () => 80,
		page: () => 20,
	});
	return {search, hints, text: () => currentText(state)};
};

/** More turns of the event loop than any of these searches takes. */
const manyTurns = async () => {
	for (let turn = 0; turn < 200; turn++) await nextTurn();
};

it('says how far it is, and goes to what it found', async () => {
	const {search, hints, text} = searching('needle');
	search.start(1);
	expect(hints).toEqual(['searching, 9 %; a key gives it up']);
	await manyTurns();
	expect(hints.at(-1)).toBe('');
	expect(text()).toMatchObject({match: 5000, hit: {index: 0, count: 1}});
});

it('says that nothing was found', async () => {
	const {search, hints} = searching('pin');
	search.start(-1);
	await manyTurns();
	expect(hints.at(-1)).toBe('no match for pin');
});

it('is given up by a key: nothing more is said or gone to', async () => {
	const {search, hints, text} = searching('needle');
	search.start(1);
	search.stop();
	await manyTurns();
	expect(hints).toHaveLength(1);
	expect(text()?.match).toBeUndefined();
});
