import {Writable} from 'node:stream';
import {afterEach, describe, expect, it} from 'vitest';
import {parseCheck} from '../../source/app/once/check.ts';
import {type MainOptions, main} from '../../source/main.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';

let simulator: Simulator | undefined;

afterEach(async () => {
	await simulator?.stop();
	simulator = undefined;
});

const print = async (
	options: Partial<MainOptions>,
	prepare: (world: Simulator) => void = () => undefined,
): Promise<{readonly code: number; readonly out: string; readonly err: string}> => {
	simulator = await startSimulator({fleet: testFleet(Date.now())});
	prepare(simulator);
	const said = {out: '', err: ''};
	const sink = (to: 'out' | 'err') =>
		// Safe: printing asks for no more of a stream that is no terminal.
		new Writable({
			write(chunk: Buffer, _encoding, done) {
				said[to] += String(chunk);
				done();
			},
		}) as unknown as NodeJS.WriteStream;
	const streams = {stdin: process.stdin, stdout: sink('out'), stderr: sink('err')};
	const code = await main(
		{host: simulator.url, isDemo: false, isReadOnly: false, isUsageLess: true, ...options},
		streams,
	);
	return {code, ...said};
};

const namesOf = (out: string): readonly (string | undefined)[] =>
	out
		.trim()
		.split('\n')
		.slice(1)
		.map(line => line.split(/\s+/)[0]);

describe('what is printed once', () => {
	it('is filtered as a list is', async () => {
		const {code, out} = await print({once: 'containers', choice: {filter: 'state=exited'}});
		expect(code).toBe(0);
		expect(namesOf(out)).toEqual(['failed']);
	});

	it('says that the filter let nothing through, and not that there is nothing', async () => {
		const {code, out} = await print({once: 'containers', choice: {filter: 'name=nowhere'}});
		expect(code).toBe(0);
		expect(out).toBe('nothing passes the filter "name=nowhere"\n');
	});

	it('is sorted by a column, and the other way round', async () => {
		const up = namesOf((await print({once: 'containers', choice: {sort: 'name'}})).out);
		await simulator?.stop();
		const down = namesOf((await print({once: 'containers', choice: {sort: '-name'}})).out);
		expect(up.length).toBeGreaterThan(3);
		expect(down).toEqual(up.toReversed());
	});

	it('has the columns that were named, in their order', async () => {
		const {out} = await print({once: 'containers', choice: {columns: 'image,name'}});
		expect(out.split('\n')[0]).toMatch(/^IMAGE +NAME$|^IMAGE +CONTAINER$/);
	});

	it('has columns of labels and fields, and is sorted by one', async () => {
		const columns = 'service,label:com.docker.swarm.service.name';
		const {out} = await print({once: 'containers', choice: {columns, sort: '-label:com.docker.swarm.service.name'}});
		expect(
			out
				.split('\n')
				.slice(0, 4)
				.map(line => line.trim().split(/ {2,}/)),
		).toEqual([
			['SERVICE', 'NAME'],
			['shop_api', 'shop_api'],
			['agent', 'agent'],
			['-', '-'],
		]);
	});

	it('is JSON of the rows that are left', async () => {
		const {out} = await print({once: 'containers', output: {kind: 'json'}, choice: {filter: 'state=exited'}});
		expect(JSON.parse(out).rows.map(({name}: {name: string}) => name)).toEqual(['failed']);
	});

	it.each([
		[{filter: 'colour=red'}, '--filter: no field colour'],
		[{filter: '/(/'}, '--filter: '],
		[{sort: 'nmae'}, '--sort: no column nmae; did you mean name?'],
		[{columns: 'name,colour'}, '--columns: no column colour'],
		[{columns: ','}, '--columns: no column is named'],
		[{sort: 'cpu'}, 'figures of usage are needed for that, and --no-usage leaves them out'],
	])('is refused for %j, with exit code 2', async (choice, words) => {
		const {code, err, out} = await print({once: 'containers', choice});
		expect({code, out}).toEqual({code: 2, out: ''});
		expect(err).toContain(words);
	});
});

describe('a check', () => {
	it.each([
		[['service shop_api running>=2'], 0, /^holds +service shop_api running>=2: running is \d$/],
		[['service shop_api running > 99'], 1, /^fails +service shop_api running>99: running is \d$/],
		[['container failed exitcode=3'], 0, /^holds /],
		[['containers faults=0'], 1, /^fails +containers faults=0: faults is \d$/],
		[['containers count>=5'], 0, /^holds /],
		[['container web state=running'], 0, /^holds +container web state=running: state is running$/],
		[['container web state>running'], 2, /^unknown /],
		[['service shop_apu running>=1'], 2, /^unknown .*there is no service shop_apu: did you mean shop_api\?$/],
		[['service shop_api runing>=1'], 2, /^unknown .*there is no figure runing: did you mean running\?$/],
		[['service shop_api running>=2', 'containers faults=0'], 1, /^holds .*\nfails /],
		[['containers faults=0', 'service none running>1'], 2, /^fails .*\nunknown /],
	])('%j ends with %i', async (checks, code, words) => {
		const printed = await print({checks});
		expect(printed.out.trim()).toMatch(words);
		expect(printed.code).toBe(code);
	});

	it('cannot tell of a swarm what a worker does not tell', async () => {
		const {code, out} = await print({checks: ['service shop_api running>=1']}, world => {
			world.faults.isWorker = true;
		});
		expect(code).toBe(2);
		expect(out).toMatch(/^unknown /);
	});

	it.each(['foo', 'service web running', 'services a b running>1', 'harbour x y>1', 'running>=1'])(
		'%j is none',
		async typed => {
			expect(parseCheck(typed)).toHaveProperty('fault');
			const {code, out} = await print({checks: [typed]});
			expect({code, out}).toEqual({code: 2, out: ''});
		},
	);
});

describe('what an engine tells of itself', () => {
	it('is printed as a tree', async () => {
		const {code, out} = await print({survey: 'disk'});
		expect(code).toBe(0);
		expect(out).toMatch(/^NAME +SIZE +FREEABLE/);
		expect(out).toMatch(/\nVolumes \(\d+\) [^\n]*\n {2}\S/);
		expect(simulator?.requests.get('GET /system/df')).toBe(1);
	});

	it('is JSON', async () => {
		const {out} = await print({survey: 'engine', output: {kind: 'json'}});
		const {kind, engines} = JSON.parse(out);
		expect(kind).toBe('engine');
		expect(engines[0].engine).toMatchObject({warnings: ['WARNING: No swap limit support'], swarm: {isManager: true}});
		expect(out).not.toMatch(/SWMTKN|secret@/);
	});

	it('is said to be missing, with exit code 1', async () => {
		const {code, err} = await print({survey: 'disk'}, world => {
			world.faults.refuse = {pattern: /system\/df/, status: 500, message: 'the disk is gone'};
		});
		expect(code).toBe(1);
		expect(err).toContain('tallyman: the disk is gone');
	});

	it('is no list', async () => {
		expect((await print({survey: 'disk', choice: {filter: 'a'}})).code).toBe(2);
	});
});
