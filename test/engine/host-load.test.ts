import {hostname, release, totalmem} from 'node:os';
import {expect, it} from 'vitest';
import {readHostLoad} from '../../source/engine/host-load.ts';

const {signal} = new AbortController();
const here = {name: hostname(), kernel: release(), root: '/'};

it('tells how this machine stands, where the engine is on it', async () => {
	const host = await readHostLoad(here, true, signal);
	expect(host).toMatchObject({
		load: [expect.any(Number), expect.any(Number), expect.any(Number)],
		memory: totalmem(),
		disk: {path: '/', size: expect.any(Number)},
	});
	if ('unknown' in host) throw new Error(host.unknown);
	expect(host.freeMemory).toBeGreaterThan(0);
	expect(host.freeMemory).toBeLessThan(host.memory);
	expect(host.cpu ?? 0).toBeLessThanOrEqual(100);
});

it.each([
	['a remote address', here, false],
	['another kernel', {...here, kernel: '0.0.1'}, true],
	['another name', {...here, name: `not-${hostname()}`}, true],
])('says that it is unknown for %s', async (_name, engine, isLocal) => {
	expect(await readHostLoad(engine, isLocal, signal)).toEqual({unknown: expect.any(String)});
});

it('tells the rest where the engine’s folder is not to be seen', async () => {
	const host = await readHostLoad({...here, root: '/no/such'}, true, signal);
	expect(host).not.toHaveProperty('disk');
	expect(host).toHaveProperty('load');
});
