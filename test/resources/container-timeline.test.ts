import {expect, test} from 'vitest';
import type {Container, ContainerDetails} from '../../source/model/container.ts';
import type {KeptEvent} from '../../source/model/event.ts';
import {containers} from '../../source/resources/containers/containers.ts';
import type {Death, Inspected} from '../../source/store/state.ts';
import {container, death, detailsFor, now, viewOf} from './container-view.ts';

const row = container({state: 'exited', exitCode: 137});

/** An event of the container so many seconds ago. */
const event = (seconds: number, action: string, given: Partial<KeptEvent> = {}): KeptEvent => ({
	id: `${action} ${seconds}`,
	at: now - seconds * 1000,
	nanoseconds: (now - seconds * 1000) * 1e6,
	type: 'container',
	action,
	objectId: row.id,
	attributes: {},
	...given,
});

const end = (seconds: number, given: Partial<KeptEvent>): KeptEvent =>
	event(seconds, 'die', {isOutOfMemory: false, ...given});

type Case = {
	readonly of: string;
	readonly row?: Partial<Container>;
	readonly events?: readonly KeptEvent[];
	readonly deaths?: readonly Death[];
	readonly details?: Partial<ContainerDetails>;
	readonly tells: readonly string[];
};

const twenty = 20 * 2 ** 20;

const cases: readonly Case[] = [
	{
		of: 'one that ran out of memory, told once with its end',
		events: [event(60, 'start'), event(31, 'oom'), end(30, {exitCode: 137, isOutOfMemory: true})],
		details: {memoryLimit: twenty},
		tells: ['1m ago started', '30s ago ended: exit 137, out of memory at 20MiB'],
	},
	{
		of: 'one whose child ran out of memory while it went on',
		row: {state: 'running'},
		events: [event(60, 'start'), event(31, 'oom')],
		tells: ['1m ago started', '30s ago out of memory: the kernel killed a process of it'],
	},
	{
		of: 'one that was killed through the engine',
		events: [event(60, 'start'), event(30, 'kill', {attributes: {signal: '9'}}), end(30, {exitCode: 137, signal: 9})],
		tells: ['1m ago started', '30s ago ended: exit 137, killed by SIGKILL sent through the engine'],
	},
	{
		of: 'one that somebody killed beside the engine',
		events: [event(60, 'start'), end(30, {exitCode: 137})],
		tells: ['1m ago started', '30s ago ended: exit 137, killed by SIGKILL that was not sent through the engine'],
	},
	{
		of: 'one that did not end at the first signal',
		events: [
			event(60, 'start'),
			event(40, 'kill', {attributes: {signal: '15'}}),
			event(31, 'kill', {attributes: {signal: '9'}}),
			end(30, {exitCode: 137, signal: 9}),
			event(30, 'stop'),
		],
		tells: [
			'1m ago started',
			'40s ago SIGTERM sent through the engine',
			'30s ago ended: exit 137, killed by SIGKILL sent through the engine',
			'30s ago stopped through the engine',
		],
	},
	{
		of: 'one that is unhealthy, and what the check said',
		row: {state: 'running', health: 'unhealthy'},
		events: [event(60, 'start'), event(20, 'health_status', {detail: 'unhealthy'})],
		details: {probes: [{exitCode: 1, output: 'nothing answers', startedAt: now - 21_000}]},
		tells: ['1m ago started', '20s ago unhealthy: nothing answers'],
	},
	{
		of: 'one that was judged by a check that the engine has forgotten',
		row: {state: 'running', health: 'unhealthy'},
		events: [event(60, 'health_status', {detail: 'unhealthy'})],
		details: {probes: [{exitCode: 1, output: 'still nothing', startedAt: now - 2000}]},
		tells: ['1m ago unhealthy: still nothing'],
	},
	{
		of: 'a loop, as one line',
		row: {state: 'restarting', exitCode: 3},
		events: [80, 70, 60, 50].flatMap(seconds => [event(seconds, 'start'), end(seconds - 4, {exitCode: 3})]),
		deaths: [76, 66, 56, 46].map(seconds => death(seconds, {exitCode: 3, life: 4000})),
		tells: ['1m ago started', '45s ago ended 4 times since : exit 3, lives 4s'],
	},
	{
		of: 'one that ended before we came',
		details: {createdAt: now - 200_000, startedAt: now - 190_000, finishedAt: now - 100_000, exitCode: 4},
		tells: ['3m ago created', '3m ago started', '1m ago ended: exit 4'],
	},
	{
		of: 'one that was never started',
		row: {state: 'created'},
		details: {exitCode: 128},
		tells: ['nothing that is remembered'],
	},
	{of: 'one that was not inspected yet', tells: ['reading…']},
];

/** The lines of a section; times of the day are left out, as they are the reader's own. */
const sectionOf = (given: Case, title: RegExp, inspected: Partial<Inspected> = {}): readonly string[] | undefined => {
	const own = {...row, ...given.row};
	const details = given.details === undefined ? {} : {details: detailsFor(own, given.details)};
	const view = viewOf(own, {
		...(given.deaths === undefined ? {} : {deaths: given.deaths}),
		state: {
			inspected: {table: 'containers', id: own.id, at: now, ...details, ...inspected},
			tables: {events: {rows: new Map((given.events ?? []).map(one => [one.id, one])), at: now}},
		},
	});
	return containers
		.details(own, view, {isMasked: true, graphSpan: {title: '5 min', milliseconds: 300_000}})
		.find(section => title.test(section.title))
		?.lines.map(line =>
			line
				.map(({text}) => text)
				.join('')
				.replaceAll(/\d\d:\d\d:\d\d/g, '')
				.replaceAll(/ +/g, ' ')
				.trim(),
		);
};

test.each(cases)('what happened to $of', given => {
	expect(sectionOf(given, /^What happened/)).toEqual(given.tells);
});

test('only the latest moments stand in it', () => {
	const events = Array.from({length: 20}, (_, index) => event(100 - index, 'pause'));
	expect(sectionOf({of: '', events, tells: []}, /^What happened, the last 8 \(v shows all\)$/)).toHaveLength(8);
});

const ending = /^What it wrote last/;

test.each<[string, Case, Partial<Inspected>, readonly string[] | undefined]>([
	['is not asked of one that runs', {of: '', row: {state: 'running'}, tells: []}, {}, undefined],
	['is waited for', {of: '', tells: []}, {}, ['reading…']],
	['may be nothing', {of: '', tells: []}, {ending: {lines: []}}, ['nothing']],
	[
		'cannot be read',
		{of: '', tells: []},
		{ending: {lines: [], fault: {kind: 'rejected', message: 'no log is kept', at: now}}},
		['its log cannot be read: no log is kept'],
	],
	[
		'is told in order',
		{of: '', tells: []},
		{
			ending: {
				lines: [
					{text: 'one', source: 'stdout', timestamp: '2026-11-27T11:59:00.000000001Z'},
					{text: 'two', source: 'stderr'},
				],
			},
		},
		['one', 'two'],
	],
])('what it wrote last %s', (_name, given, inspected, lines) => {
	expect(sectionOf(given, ending, inspected)).toEqual(lines);
});
