import {expect, it} from 'vitest';
import type {Definition} from '../../source/model/removed-object.ts';
import {removedSource, withoutRemoved, withRemoved} from '../../source/store/removals.ts';
import type {EngineState} from '../../source/store/state.ts';
import {container, viewOf} from '../resources/container-view.ts';

// The journal of what was removed is bounded, by number and by size.

const definition = (name: string, size = 10): Definition => ({
	kind: 'configs',
	noun: 'config',
	id: name,
	name,
	told: {Data: 'x'.repeat(size)},
	shown: {},
	lost: '',
});

const named = (state: EngineState): readonly string[] =>
	[...removedSource.of(state).rows.values()].map(row => row.definition.name);

const about = {at: 5, by: 'removed it'};

it('keeps the newest hundred, and counts the others', () => {
	let {state} = viewOf(container());
	for (let index = 1; index <= 103; index++) state = withRemoved(state, [definition(`c${index}`)], about);
	expect(named(state)).toHaveLength(100);
	expect(named(state).at(0)).toBe('c4');
	expect(named(state).at(-1)).toBe('c103');
	expect(removedSource.of(state).dropped).toBe(3);
});

it('keeps no more than there is room for', () => {
	const {state} = viewOf(container());
	const large = ['a', 'b', 'c'].map(name => definition(name, 3_500_000));
	expect(named(withRemoved(state, large, about))).toEqual(['b', 'c']);
});

it('is the same where nothing was removed, and is without what was made again', () => {
	const {state} = viewOf(container());
	expect(withRemoved(state, [], about)).toBe(state);
	const kept = withRemoved(state, [definition('a'), definition('b')], about);
	const [first] = removedSource.of(kept).rows.keys();
	expect(named(withoutRemoved(kept, first ?? ''))).toEqual(['b']);
	expect(withoutRemoved(kept, 'c')).toBe(kept);
});
