import {describe, expect, it} from 'vitest';
import type {EngineEvent} from '../../source/model/event.ts';
import {createDeathBook} from '../../source/store/deaths.ts';
import {createEventBook} from '../../source/store/event-book.ts';

const event = (action: string, at: number, given: Partial<EngineEvent> = {}): EngineEvent => ({
	type: 'container',
	action,
	id: 'a',
	at,
	attributes: {name: 'web'},
	...given,
});

/** Books as a session keeps them: ends of containers are told to the events. */
const openBooks = (most?: number) => {
	const deaths = createDeathBook();
	const events = createEventBook(most);
	return {
		events,
		tell(...told: readonly EngineEvent[]) {
			return told.map(one => {
				deaths.record(one);
				return events.record(one, deaths.last(one.id));
			});
		},
		actions: () => [...events.kept().rows.values()].map(({action, at}) => `${action} ${at}`),
	};
};

describe('the book of events', () => {
	it.each<[string, readonly EngineEvent[], readonly string[]]>([
		['in the order in which they come', [event('start', 1), event('die', 2)], ['start 1', 'die 2']],
		['in order of time, however they come', [event('die', 5), event('start', 3)], ['start 3', 'die 5']],
		[
			'once, however often they are told',
			[event('start', 1), event('die', 2), event('start', 1)],
			['start 1', 'die 2'],
		],
		['of several objects at one moment', [event('stop', 1), event('stop', 1, {id: 'b'})], ['stop 1', 'stop 1']],
		[
			'of several containers on one network at one moment',
			['a', 'b'].map(id => event('connect', 1, {type: 'network', attributes: {container: id}})),
			['connect 1', 'connect 1'],
		],
		[
			'in order within one ms',
			[
				event('die', 1, {nanoseconds: 1_000_512}),
				event('kill', 1, {nanoseconds: 1_000_000}),
				event('stop', 1, {nanoseconds: 1_001_024}),
			],
			['kill 1', 'die 1', 'stop 1'],
		],
	])('keeps them %s', (_how, told, kept) => {
		const books = openBooks();
		books.tell(...told);
		expect(books.actions()).toEqual(kept);
	});

	it('says what is news', () => {
		const books = openBooks();
		expect(books.tell(event('start', 1), event('start', 1), event('start', 2))).toEqual([true, false, true]);
		expect(books.events.latest()).toBe(2);
	});

	it.each<[string, readonly EngineEvent[], object]>([
		['its code', [event('die', 10, {attributes: {exitCode: '3'}})], {exitCode: 3, isOutOfMemory: false}],
		[
			'that memory ran out, told before',
			[event('oom', 9), event('die', 10, {attributes: {exitCode: '137'}})],
			{exitCode: 137, isOutOfMemory: true},
		],
		[
			'that memory ran out, told after',
			[event('die', 10, {attributes: {exitCode: '137'}}), event('oom', 11)],
			{exitCode: 137, isOutOfMemory: true},
		],
		[
			'the signal that was sent',
			[event('kill', 9, {attributes: {signal: '15'}}), event('die', 10, {attributes: {exitCode: '143'}})],
			{exitCode: 143, isOutOfMemory: false, signal: 15},
		],
	])('tells of an end %s', (_what, told, end) => {
		const books = openBooks();
		books.tell(...told, event('start', 20));
		expect([...books.events.kept().rows.values()].find(({action}) => action === 'die')).toMatchObject(end);
	});

	it('keeps the newest so many, says how many it dropped, and costs the same however many there were', () => {
		const books = openBooks();
		for (let at = 0; at < 105_000; at++) books.tell(event('start', at));
		const {rows, dropped} = books.events.kept();
		expect({rows: rows.size, dropped}).toEqual({rows: 5000, dropped: 100_000});
		expect(books.actions().at(0)).toBe('start 100000');
		expect(books.actions().at(-1)).toBe('start 104999');
	});

	it('hands out the same rows until something is new', () => {
		const books = openBooks(3);
		books.tell(event('start', 1));
		const kept = books.events.kept();
		books.tell(event('start', 1));
		expect(books.events.kept()).toBe(kept);
		books.tell(event('die', 2));
		expect(books.events.kept()).not.toBe(kept);
		expect(kept.rows.size).toBe(1);
	});
});
