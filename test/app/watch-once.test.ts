import {request} from 'node:http';
import {Writable} from 'node:stream';
import {afterEach, expect, it} from 'vitest';
import {main} from '../../source/main.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';

let simulator: Simulator | undefined;

afterEach(async () => {
	await simulator?.stop();
	simulator = undefined;
});

/** A verb on the simulated engine, by hand. */
const post = ({socketPath}: Simulator, path: string): Promise<void> =>
	new Promise((resolve, reject) => {
		request({socketPath, path, method: 'POST'}, response => response.resume().once('end', resolve))
			.once('error', reject)
			.end();
	});

type Line = {readonly change: string; readonly row?: {readonly name: string; readonly state: string}};

type Streams = NonNullable<Parameters<typeof main>[1]>;

it('tells each row, then what changes, and ends when nobody reads any more', async () => {
	const world = await startSimulator({fleet: testFleet(Date.now())});
	simulator = world;
	const lines: Line[] = [];
	let isGone = false;
	const stdout = new Writable({
		write(chunk: Buffer, _encoding, done) {
			for (const text of String(chunk).trim().split('\n')) lines.push(JSON.parse(text));
			done(isGone ? Object.assign(new Error('gone'), {code: 'EPIPE'}) : null);
		},
	});
	const stderr = new Writable({write: (_chunk, _encoding, done) => done()});
	// Safe: printing asks for no more of a stream that is no terminal.
	const streams = {stdin: process.stdin, stdout, stderr} as unknown as Streams;
	const ended = main(
		{
			host: world.url,
			isDemo: false,
			isReadOnly: false,
			once: 'containers',
			output: {kind: 'json'},
			isUsageLess: true,
			isWatching: true,
			choice: {filter: 'name=web'},
		},
		streams,
	);
	const told = (change: string, name: string) =>
		lines.filter(line => line.change === change && line.row?.name === name).length;
	await expect.poll(() => told('come', 'web')).toBe(1);
	expect(told('come', 'failed')).toBe(0);
	const {id} = world.machine.container('web');
	await post(world, `/containers/${id}/pause`);
	await expect.poll(() => lines.at(-1)?.row?.state).toBe('paused');
	expect(lines.at(-1)?.change).toBe('changed');
	await post(world, `/containers/${id}/unpause`);
	await expect.poll(() => lines.at(-1)?.row?.state).toBe('running');
	await world.kill();
	await expect.poll(() => lines.some(({change}) => change === 'lost')).toBe(true);
	await world.restart();
	await expect.poll(() => lines.some(({change}) => change === 'live')).toBe(true);
	isGone = true;
	await post(world, `/containers/${id}/pause`);
	expect(await ended).toBe(0);
});

it('is refused in any other shape', async () => {
	const world = await startSimulator({fleet: testFleet(Date.now())});
	simulator = world;
	let said = '';
	const stream = new Writable({
		write(chunk: Buffer, _encoding, done) {
			said += String(chunk);
			done();
		},
	});
	// Safe: as above.
	const streams = {stdin: process.stdin, stdout: stream, stderr: stream} as unknown as Streams;
	const asked = {host: world.url, isDemo: false, isReadOnly: false, once: 'containers', isWatching: true};
	expect(await main(asked, streams)).toBe(2);
	expect(said).toContain('--watch prints JSON');
});
