import {Writable} from 'node:stream';
import {afterEach, describe, expect, test} from 'vitest';
import {outputOf} from '../../source/app/once/once-output.ts';
import {type MainOptions, main} from '../../source/main.ts';
import {planFleet} from '../../source/simulator/fleet-parts.ts';
import {emptyFleet, testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import type {Fleet} from '../../source/simulator/world.ts';

let simulator: Simulator | undefined;

afterEach(async () => {
	await simulator?.stop();
	simulator = undefined;
});

type Printed = {readonly code: number; readonly out: string; readonly err: string};

const sink = (write: (text: string) => Error | undefined) =>
	// Safe: printing asks for no more of a stream that is no terminal.
	new Writable({
		write: (chunk: Buffer, _encoding, done) => done(write(String(chunk)) ?? null),
	}) as unknown as NodeJS.WriteStream;

const print = async (
	{fleet, ...options}: Partial<MainOptions> & {readonly fleet?: Fleet},
	prepare: (world: Simulator) => void = () => undefined,
	failure?: Error,
): Promise<Printed> => {
	simulator = await startSimulator({fleet: fleet ?? testFleet(Date.now())});
	prepare(simulator);
	let out = '';
	let err = '';
	const code = await main(
		{host: simulator.url, isDemo: false, isReadOnly: false, once: 'containers', isUsageLess: true, ...options},
		{
			stdin: process.stdin,
			stdout: sink(text => {
				out += text;
				return failure;
			}),
			stderr: sink(text => {
				err += text;
				return undefined;
			}),
		},
	);
	return {code, out, err};
};

const flags = {json: false, jsonLines: false, quiet: false};

test('flags and words of docker choose the shape', () => {
	expect(outputOf(flags)).toEqual({kind: 'table'});
	expect(outputOf({...flags, format: 'table'})).toEqual({kind: 'table'});
	expect(outputOf({...flags, json: true})).toEqual({kind: 'json'});
	expect(outputOf({...flags, jsonLines: true})).toEqual({kind: 'json-lines'});
	expect(outputOf({...flags, format: 'json'})).toEqual({kind: 'json-lines'});
	expect(outputOf({...flags, quiet: true, json: true})).toEqual({kind: 'ids'});
	expect(outputOf({...flags, format: '{{.ID}}'})).toEqual({kind: 'format', template: '{{.ID}}'});
});

describe('what is printed', () => {
	test('a table in ASCII, with reasons, whole and without figures', async () => {
		const {code, out, err} = await print({});
		const lines = out.split('\n');
		expect(code).toBe(0);
		expect(err).toBe('tallyman: this is simulated data\n');
		expect(out).toMatch(/^[\x20-\x7e\n]+$/);
		expect(lines[0]).toMatch(/^NAME +STATUS +IMAGE +PORTS +COMMAND +WHY +CREATED +RESTARTS +CONTAINER ID$/);
		expect(out).toMatch(/^web +Up 10h +nginx:1\.27 +\*:8080->80\/tcp +docker-entrypoint\.sh +10h +\S+ +[0-9a-f]{12}$/m);
		expect(out).toMatch(/^failed +Exited \(3\) 10m ago +batch:1 +docker-entrypoint\.sh +exit 3 +16m/m);
		expect(out).toMatch(
			/^sick +Up 10h \(unhealthy\) +sick:1 +docker-entrypoint\.sh +health check: no answer on port 80 +10h/m,
		);
	});

	test('what the engine remembers of what happened, the newest first', async () => {
		const {code, out} = await print({once: 'events'}, ({machine}) => {
			for (let index = 0; index < 300; index++) machine.events.add('volume', 'create', `data-${index}`, {});
			machine.end(machine.container('web'), 137, true);
		});
		const lines = out.trimEnd().split('\n');
		expect(code).toBe(0);
		expect(lines[0]).toMatch(/^TIME +TYPE +ACTION +OBJECT +WHAT$/);
		expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d +container +die +web +died, exit 137, out of memory$/);
		// A daemon remembers 256.
		expect(lines).toHaveLength(257);
		expect(lines.at(-1)).toMatch(/data-46 +created$/);
	});

	test('events as JSON, each with its attributes and what it comes to', async () => {
		const {out} = await print({once: 'events', output: {kind: 'json'}}, ({machine}) =>
			machine.end(machine.container('web'), 137, true),
		);
		expect(JSON.parse(out)).toMatchObject({
			kind: 'events',
			rows: [
				{
					type: 'container',
					action: 'die',
					objectName: 'web',
					exitCode: 137,
					isOutOfMemory: true,
					reason: 'died, exit 137, out of memory',
					attributes: {image: 'nginx:1.27'},
				},
				{action: 'oom'},
			],
		});
	});

	test('why there are no events to print', async () => {
		const {code, err} = await print({once: 'events'}, ({faults}) => {
			faults.refuse = {pattern: /^\/events/, status: 403, message: 'forbidden by the proxy'};
		});
		expect(code).toBe(1);
		expect(err).toContain('forbidden by the proxy');
	});

	test('ids only', async () => {
		const {out} = await print({output: {kind: 'ids'}});
		expect(out).toMatch(/^(?:[0-9a-f]{12}\n){7}$/);
	});

	test('an object a line, with what inspecting told', async () => {
		const {out} = await print({output: {kind: 'json-lines'}});
		const rows = out
			.trimEnd()
			.split('\n')
			.map(line => JSON.parse(line));
		expect(rows.map(row => row.name)).toContain('web');
		expect(rows.find(row => row.name === 'failed')).toMatchObject({
			condition: 'exited',
			reason: 'exit 3',
			exitCode: 3,
			restartCount: 0,
			isOutOfMemory: false,
			startError: null,
			usage: null,
		});
		expect(rows.find(row => row.name === 'web')).toMatchObject({reason: null, memoryLimit: null, memoryPercent: null});
	});

	test('one JSON document, with figures', async () => {
		const {out} = await print({output: {kind: 'json'}, isUsageLess: false, tier: 'polling'});
		const {format, kind, rows} = JSON.parse(out);
		expect({format, kind}).toEqual({format: 'tallyman/1', kind: 'containers'});
		const web = rows.find((row: {name: string}) => row.name === 'web');
		expect(web.usage.cpu).toBeGreaterThan(0);
		expect(web.memoryLimit).toBe(8 * 1024 ** 3);
		expect(web.memoryPercent).toBeGreaterThan(0);
	});

	test.each<[string, string]>([
		['{{.Names}}', 'failed\n'],
		['{{.ID}} {{.Name}}', '{{id}} failed\n'],
		['{{ .State }}: {{.Why}}', 'exited: exit 3\n'],
		['{{json .Image}}', '"batch:1"\n'],
		['[{{.Label "nothing"}}]{{.Labels}}', '[]\n'],
		['{{.Networks}}', 'bridge\n'],
		['table {{.Names}}\\t{{.Status}}', 'NAME    STATUS\nfailed  Exited (3) 10m ago\n'],
		['x\\n{{.Ports}}', 'x\n\n'],
	])('by the template %s', async (template, expected) => {
		let id = '';
		const {out, code} = await print({output: {kind: 'format', template}}, ({machine}) => {
			for (const container of [...machine.containers.values()]) {
				if (container.name === 'failed') id = container.id.slice(0, 12);
				else machine.containers.delete(container.id);
			}
		});
		expect(code).toBe(0);
		expect(out).toBe(expected.replace('{{id}}', id));
	});

	test.each<[string, RegExp]>([
		['{{range .Ports}}x{{end}}', /--format: \{\{range \.Ports\}\} is more than it can: \{\{\.Field\}\}/],
		['{{.Nonsense}}', /--format: there is no field \.Nonsense of containers: ID Names Name Status Engine Image Ports/],
		['{{.Names', /--format: a \{\{ without its \}\}/],
	])('or what is wrong with the template %s', async (template, message) => {
		const {code, out, err} = await print({output: {kind: 'format', template}});
		expect({code, out}).toEqual({code: 2, out: ''});
		expect(err).toMatch(message);
	});
});

describe('what goes wrong is told in words, with exit code 1 and no rows', () => {
	const refusal = (pattern: RegExp) => ({pattern, status: 403, message: 'forbidden by the proxy'});

	test.each<[string, Parameters<typeof print>[0], (world: Simulator) => void, RegExp]>([
		[
			'the list is refused',
			{output: {kind: 'json'}},
			({faults}) => {
				faults.refuse = refusal(/^\/containers\/json/);
			},
			/forbidden by the proxy/,
		],
		[
			'the services are refused',
			{once: 'services'},
			({faults}) => {
				faults.refuse = refusal(/^\/services/);
			},
			/forbidden by the proxy/,
		],
		[
			'an engine outside of a swarm is asked for nodes',
			{once: 'nodes', output: {kind: 'json'}, fleet: emptyFleet()},
			() => undefined,
			/not part of a swarm/,
		],
	])('%s', async (_name, options, prepare, message) => {
		const {code, out, err} = await print(options, prepare);
		expect({code, out}).toEqual({code: 1, out: ''});
		expect(err).toMatch(message);
	});

	test('the containers are refused, and the services are printed all the same', async () => {
		const {code, out} = await print({once: 'services'}, ({faults}) => {
			faults.refuse = refusal(/^\/containers\/json/);
		});
		expect(code).toBe(0);
		expect(out).toMatch(/^shop_api +replicated +3\/3/m);
	});

	test('of several engines one answers: it is printed, and who did not is told', async () => {
		const answering = await startSimulator({fleet: testFleet(Date.now())});
		try {
			const {code, out, err} = await print({
				engines: [{host: answering.url}, {host: 'http://127.0.0.1:1'}],
				output: {kind: 'json'},
			});
			expect(code).toBe(1);
			expect(JSON.parse(out).rows).toHaveLength(7);
			expect(err).toContain('127.0.0.1:1');
		} finally {
			await answering.stop();
		}
	});

	test('somebody stopped reading: nothing is said', async () => {
		const closed = Object.assign(new Error('write EPIPE'), {code: 'EPIPE'});
		const {code, err} = await print({}, undefined, closed);
		expect({code, err}).toEqual({code: 0, err: 'tallyman: this is simulated data\n'});
	});

	test('the disk is full', async () => {
		const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {code: 'ENOSPC'});
		const {code, err} = await print({}, undefined, full);
		expect(code).toBe(1);
		expect(err).toMatch(/cannot write: ENOSPC/);
	});
});

test('a kind that is worked out from others does not wait for what only a manager could tell', async () => {
	const {code, out} = await print({fleet: emptyFleet(), once: 'stacks'});
	expect([code, out]).toEqual([0, 'no container or service here belongs to a stack or a compose project\n']);
});

test('ids are cut as docker cuts them, and names are not', async () => {
	const fleet = planFleet(
		{
			engineName: 'one',
			containers: [{name: 'web', image: 'web:1', labels: {'com.docker.compose.project': 'a-project-with-a-long-name'}}],
			nodes: [],
			services: [],
		},
		Date.now(),
	);
	const quiet = {fleet, output: {kind: 'ids'}} as const;
	expect((await print({...quiet, once: 'stacks'})).out).toBe('a-project-with-a-long-name\n');
	await simulator?.stop();
	expect((await print({...quiet, once: 'containers'})).out).toMatch(/^[0-9a-f]{12}\n$/);
});
