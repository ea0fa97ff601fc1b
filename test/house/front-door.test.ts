import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {bundle} from '../../scripts/build.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {run} from '../lab/process.ts';
import {program} from '../pty/program.ts';
import {harbourFleet} from './harbour-fleet.ts';
import {harbourId} from './harbours.ts';

// The built program with one kind more: what is printed once, and what the front door says, come of its record too.

let folder: string;
let simulator: Simulator;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'tallyman-harbours-'));
	simulator = await startSimulator({fleet: harbourFleet()});
	await bundle(join(import.meta.dirname, 'run-harbours.ts'), folder);
});

afterAll(async () => {
	await simulator.stop();
	rmSync(folder, {recursive: true});
});

const called = (...args: readonly string[]): Promise<string> =>
	run(program.command, [join(folder, 'tallyman.js'), ...args]);

const printed = (...args: readonly string[]): Promise<string> => called('harbours', '-H', simulator.url, ...args);

const refused = async (...args: readonly string[]): Promise<string> => {
	const error: unknown = await called(...args).catch((caught: unknown) => caught);
	return error instanceof Error ? error.message : '';
};

const north = harbourId('north');
const south = harbourId('south');

describe('printed once', () => {
	it('is a table', async () => {
		expect(await printed()).toMatch(
			/^HARBOUR +PORTCULLIS +WHY +AFLOAT +SHIPS\nnorth +open +2 +2\nsouth +silted +no ship is afloat: barge, tug +0 +2\n$/,
		);
	});

	it('is JSON: its rows, its facts and its reasons', async () => {
		const {kind, rows} = JSON.parse(await printed('--json', '--no-usage'));
		expect(kind).toBe('harbours');
		expect(rows).toMatchObject([
			{
				id: north,
				name: 'north',
				condition: 'open',
				reason: null,
				afloat: 2,
				ships: [{name: 'ferry'}, {name: 'trawler'}],
			},
			{id: south, name: 'south', condition: 'silted', reason: 'no ship is afloat: barge, tug', afloat: 0, usage: null},
		]);
	});

	it('is JSON with the usage of its containers', async () => {
		const {rows} = JSON.parse(await printed('--json', '--stats', 'polling'));
		expect(rows[0].usage.memory).toBeGreaterThan(0);
	});

	it('is a row a line', async () => {
		const lines = (await printed('--json-lines', '--no-usage')).trimEnd().split('\n');
		expect(lines.map(line => JSON.parse(line).id)).toEqual([north, south]);
	});

	it('is ids', async () => {
		expect(await printed('--quiet')).toBe(`${north.slice(0, 12)}\n${south.slice(0, 12)}\n`);
	});

	it('is a template of its columns and fields', async () => {
		expect(await printed('--format', '{{.Name}} {{.Afloat}}/{{.Ships}} {{.Ship}} {{.Why}}')).toBe(
			'north 2/2 ferry \nsouth 0/2 barge no ship is afloat: barge, tug\n',
		);
	});
});

describe('the front door', () => {
	it('names it in the help', async () => {
		expect(await called('--help')).toMatch(/\$ tallyman \[containers\|.*\|harbours\] \[flags\]/);
	});

	it('names it where a word is wrong', async () => {
		expect(await refused('harbuors')).toMatch(/there is no command "harbuors": it prints containers, .*, harbours/);
		expect(await refused('harbours', 'containers')).toContain('one table at a time: harbours containers');
	});

	it('says which fields it has', async () => {
		expect(await refused('harbours', '-H', simulator.url, '--format', '{{.Captain}}')).toContain(
			'--format: there is no field .Captain of harbours: ID Names Name State Engine Why Afloat Ships Ship',
		);
	});
});
