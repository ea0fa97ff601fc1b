import {expect, test} from 'vitest';
import type {EngineEvent} from '../../source/model/event.ts';
import {createDeathBook} from '../../source/store/deaths.ts';

const event = (action: string, at: number, attributes: Record<string, string> = {}): EngineEvent => ({
	type: 'container',
	action,
	id: 'a',
	at,
	attributes,
});

test('a death is out of memory whether the kill is told before or after the end', () => {
	const record = createDeathBook();
	let deaths = record(new Map(), event('oom', 1000), 1000);
	deaths = record(deaths, event('die', 1100, {exitCode: '137'}), 1100);
	expect(deaths.get('a')).toEqual([{at: 1100, exitCode: 137, isOutOfMemory: true}]);
	deaths = record(deaths, event('die', 60_000, {exitCode: '137'}), 60_000);
	deaths = record(deaths, event('oom', 60_050), 60_050);
	expect(deaths.get('a')?.[1]).toEqual({at: 60_000, exitCode: 137, isOutOfMemory: true});
});

test('deaths are forgotten after ten minutes', () => {
	const record = createDeathBook();
	let deaths = record(new Map(), event('die', 1000, {exitCode: '1'}), 1000);
	deaths = record(deaths, event('die', 700_000), 700_000);
	expect(deaths.get('a')).toEqual([{at: 700_000, isOutOfMemory: false}]);
});
