import {afterEach, describe, expect, it} from 'vitest';
import {headerSegments} from '../../source/app/lines/header.ts';
import type {Service} from '../../source/model/swarm.ts';
import {taskSpan} from '../../source/resources/services/headlines.ts';
import type {EngineState} from '../../source/store/state.ts';
import {fitSegments} from '../../source/ui/header.tsx';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';
import {watchedAt, watchedFleet} from './watched-fleet.ts';

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

const service = (id: string, part: Partial<Service>): readonly [string, Service] => [
	id,
	{
		host: 'a',
		id,
		name: id,
		version: 1,
		mode: 'replicated',
		image: 'web:1',
		ports: [],
		labels: {},
		hasPreviousSpec: false,
		networks: [],
		constraints: [],
		...part,
	},
];

describe('the sum of tasks', () => {
	it.each([
		[
			'what one service has too many of hides nothing',
			[
				{running: 4, desired: 3},
				{running: 2, desired: 3},
			],
			'5/6 tasks',
			'warning',
		],
		[
			'jobs are no part of it',
			[
				{mode: 'replicated-job', running: 2, desired: 10},
				{running: 1, desired: 1},
			],
			'1/1 tasks',
			'plain',
		],
		['what is not told is not running', [{desired: 2}], '0/2 tasks', 'warning'],
	] as const)('%s', (_, parts, text, tone) => {
		const rows = new Map(parts.map((part, index) => service(String(index), part)));
		// Nothing else of the state is looked at.
		const state = {role: 'manager', tables: {services: {rows, at: 1}}} as unknown as EngineState;
		expect(taskSpan(state)).toEqual({text, tone});
	});
});

it('counts what is at fault in the header and on the tabs, and says what its percentages are of', async () => {
	program = await openProgramOn({columns: 140});
	const {screen} = program;
	await screen.waitFor(/ 2 at fault .* of host *\n.*2 Containers 2✗ {2}3 Services {2}4 Tasks/);
});

it('shows the keys of a question while it stands, and its own again after it', async () => {
	program = await openProgramOn();
	const {screen} = program;
	await screen.waitFor('6/6 tasks');
	await screen.press('2', '/', ...'web', keys.enter);
	await screen.waitFor('CONTAINERS 1/7');
	await screen.press('S');
	await screen.waitFor('stop container web?');
	await screen.waitFor(lines => /y yes .*Esc no/.test(lines.at(-1) ?? '') && !/logs|more/.test(lines.at(-1) ?? ''));
	await screen.press('n');
	await screen.waitFor(lines => /l logs/.test(lines.at(-1) ?? ''));
});

it('keeps what is typed in sight with its cursor, however long it is', async () => {
	program = await openProgramOn({columns: 60, rows: 20});
	const {screen} = program;
	await screen.waitFor(/CONTAINERS (1-\d\/)?7/);
	const typed = `${'a very long filter that no container passes '.repeat(2)}and its end`;
	await screen.press('2', '/', ...typed);
	await screen.waitFor(lines => lines.at(-2)?.trimEnd().endsWith('and its end') ?? false);
	const row = 18;
	const end = screen.text()[row]?.trimEnd().length ?? 0;
	expect(screen.cell(row, end).isInverse).toBe(true);
});

describe('what is not as usual with an engine', () => {
	const told = (given: Partial<EngineState>): string => {
		const state = {...watchedFleet(), ...given};
		return headerSegments({state, now: watchedAt}, '^r')
			.flatMap(segment => segment.line.map(span => span.text))
			.join(' ');
	};
	const fault = {kind: 'forbidden', message: 'the proxy says no', at: 0} as const;

	it.each([
		['clocks that are far apart', {clockOffset: 660_000}, 'its clock is 11m ahead'],
		['the same the other way', {clockOffset: -660_000}, 'its clock is 11m behind'],
		['events that are not heard', {eventsFault: fault}, 'no events (the proxy says no): asked every 3 s'],
	])('tells of %s', (_name, given, words) => expect(told(given)).toContain(words));

	it('says nothing of clocks that are a little apart', () => {
		expect(told({clockOffset: 5000})).not.toContain('clock');
	});
});

describe('several engines', () => {
	const told = (names: readonly string[], width: number, lost: readonly string[] = []): string => {
		const own = watchedFleet();
		const connection = {
			status: 'lost',
			since: watchedAt,
			reason: 'connection refused',
			attempt: 2,
			retryAt: watchedAt + 3000,
		} as const;
		const parts = names.map(name => ({
			id: name,
			name,
			own: lost.includes(name) ? {...own, connection} : own,
			seen: own,
			origin: own,
			isReadOnly: false,
			isStrict: false,
		}));
		return fitSegments(headerSegments({state: {...own, isSimulated: false, parts}, now: watchedAt}, '^r'), width)
			.map(({text}) => text)
			.join('');
	};
	const few = ['north', 'south'];
	const long = [1, 2, 3, 4, 5].map(index => `unix:///run/user/100${index}/a-long-folder/docker.sock`);

	it('are named where there is room', () => {
		expect(told(few, 140)).toMatch(/● north ● south .*at fault/);
	});

	it.each([80, 140])('are counted where their names have none, and nothing else gives way to them: %i', width => {
		expect(told(long, width)).toMatch(/● 5 engines live .*at fault.*ctr/);
	});

	it('that are lost are named before all others', () => {
		expect(told(long, 140, long.slice(2, 3))).toMatch(/docker\.sock ✗ lost: connection refused/);
		expect(told([...few, 'west'], 100, ['west'])).toMatch(/west ✗ lost: connection refused/);
	});
});
