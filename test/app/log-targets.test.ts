import {expect, it} from 'vitest';
import {mostTargets, nextTargets} from '../../source/app/log/log-targets.ts';
import type {NamedLog} from '../../source/store/monitor.ts';

const targets = (...ids: readonly string[]): readonly NamedLog[] => ids.map(id => ({kind: 'container', id, name: id}));
const many = (count: number) => targets(...Array.from({length: count}, (_, index) => String(index)));
const idsOf = (read: ReturnType<typeof nextTargets>): string => read.targets.map(({id}) => id).join(' ');
const none = {targets: [], leftOut: 0};

it('what is read stays, what is new follows, and what is gone is read while there is room', () => {
	const first = nextTargets(none, targets('a', 'b'));
	const second = nextTargets(first, targets('c', 'b'));
	expect([idsOf(first), idsOf(second)]).toEqual(['a b', 'b c a']);
	const full = nextTargets(second, many(mostTargets));
	expect(full.targets).toEqual(many(mostTargets));
});

it('no more than some are read, and the rest is counted', () => {
	const read = nextTargets(none, many(mostTargets + 12));
	expect([read.targets.length, read.leftOut]).toEqual([30, 12]);
	// Who comes later does not push out what is read.
	expect(idsOf(nextTargets(read, [...targets('late'), ...many(mostTargets)]))).toBe(idsOf(read));
	expect(nextTargets(read, [...targets('late'), ...many(mostTargets)]).leftOut).toBe(1);
});

it('is the same object as long as nothing changed', () => {
	const read = nextTargets(none, targets('a', 'b'));
	expect(nextTargets(read, targets('b', 'a'))).toBe(read);
	expect(nextTargets(read, targets('b'))).toBe(read);
});
