import {describe, expect, it} from 'vitest';
import type {EngineEvent} from '../../source/model/event.ts';
import {createDeathBook} from '../../source/store/deaths.ts';

const event = (action: string, at: number, attributes: Record<string, string> = {}, id = 'a'): EngineEvent => ({
	type: 'container',
	action,
	id,
	at,
	attributes,
});

describe('the book of deaths', () => {
	it('knows an end for out of memory whether the kill is told before or after it', () => {
		const book = createDeathBook();
		book.record(event('oom', 1000));
		book.record(event('die', 1100, {exitCode: '137'}));
		expect(book.recent(1200).get('a')).toEqual([{at: 1100, exitCode: 137, isOutOfMemory: true}]);
		book.record(event('die', 60_000, {exitCode: '137'}));
		book.record(event('oom', 60_050));
		expect(book.recent(60_100).get('a')?.[1]).toEqual({at: 60_000, exitCode: 137, isOutOfMemory: true});
	});

	it('takes no end for out of memory because the next one is', () => {
		const book = createDeathBook();
		book.record(event('die', 1000, {exitCode: '5'}));
		book.record(event('start', 1500));
		book.record(event('oom', 2000));
		book.record(event('die', 2100, {exitCode: '137'}));
		expect(book.recent(2200).get('a')).toEqual([
			{at: 1000, exitCode: 5, isOutOfMemory: false},
			{at: 2100, exitCode: 137, isOutOfMemory: true, life: 600},
		]);
		expect(book.last('a')?.at).toBe(2100);
	});

	it('knows the signal that somebody sent before the end', () => {
		const book = createDeathBook();
		book.record(event('kill', 1000, {signal: '9'}));
		book.record(event('die', 1010, {exitCode: '137'}));
		expect(book.recent(2000).get('a')).toEqual([{at: 1010, exitCode: 137, isOutOfMemory: false, signal: 9}]);
		// One that was survived long ago explains nothing.
		book.record(event('kill', 3000, {signal: '1'}));
		book.record(event('die', 60_000, {exitCode: '1'}));
		expect(book.recent(60_000).get('a')?.[1]).toEqual({at: 60_000, exitCode: 1, isOutOfMemory: false});
	});

	it('knows how long each life was, by its own start or as newer engines say', () => {
		const book = createDeathBook();
		for (const [action, at, attributes] of [
			['start', 1000, {}],
			['die', 5000, {exitCode: '1'}],
			['die', 9000, {exitCode: '1'}],
			['die', 20_000, {exitCode: '1', execDuration: '7'}],
		] as const)
			book.record(event(action, at, attributes));
		expect(
			book
				.recent(20_000)
				.get('a')
				?.map(({life}) => life),
		).toEqual([4000, undefined, 7000]);
	});

	it('forgets after ten minutes', () => {
		const book = createDeathBook();
		book.record(event('die', 1000, {exitCode: '1'}));
		book.record(event('die', 700_000));
		expect(book.recent(700_000).get('a')).toEqual([{at: 700_000, isOutOfMemory: false}]);
		expect(book.recent(2_000_000).size).toBe(0);
	});

	it('counts an end once that is told twice', () => {
		const book = createDeathBook();
		expect(book.record(event('die', 1000))).toBe(true);
		expect(book.record(event('die', 1000))).toBe(false);
		expect(book.recent(1000).get('a')).toHaveLength(1);
	});

	it('counts two ends within a millisecond', () => {
		const book = createDeathBook();
		for (const exitCode of ['0', '5']) {
			book.record(event('die', 1000, {exitCode}));
			book.record(event('start', 1000));
		}
		expect(
			book
				.recent(1100)
				.get('a')
				?.map(death => death.exitCode),
		).toEqual([0, 5]);
	});

	it('hands out the same map until something changed', () => {
		const book = createDeathBook();
		book.record(event('die', 1000));
		expect(book.recent(1000)).toBe(book.recent(2000));
	});

	it('remembers the last of many, at a cost that does not grow', () => {
		const book = createDeathBook();
		for (let index = 0; index < 200_000; index++) book.record(event('die', index, {exitCode: '1'}, `id-${index}`));
		const deaths = book.recent(200_000);
		expect(deaths.size).toBe(2000);
		expect(deaths.has('id-199999')).toBe(true);
	});
});
