import {spawn} from 'node:child_process';
import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {allTables} from '../../source/resources/registry.ts';
import {startMonitor} from '../../source/store/start-monitor.ts';
import type {EngineState} from '../../source/store/state.ts';
import {labImage} from '../lab/image.ts';
import {eventually, kill} from '../lab/process.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';
import {hasSshServer, type SshServer, startSshServer} from '../lab/ssh-server.ts';

const ending = new AbortController();
const {signal} = ending;

const linkOf = (path: string): string => {
	try {
		return readlinkSync(path);
	} catch {
		// It was closed meanwhile.
		return '';
	}
};

describe.skipIf(!hasLab || !hasSshServer)('an engine over ssh', () => {
	let id = '';
	let server: SshServer;
	const usual = {PATH: process.env.PATH, TMPDIR: process.env.TMPDIR ?? tmpdir()};

	/** The environment in which that server's ssh is used. */
	const of = (one: SshServer) => ({PATH: `${one.path}:${usual.PATH}`, TMPDIR: one.temporary});
	const closing: Array<() => void> = [];

	const addressOf = ({port}: SshServer) => ({
		name: 'far',
		url: `ssh://root@127.0.0.1:${port}${sharedLab().socketPath}`,
		origin: 'test',
	});
	const through = async (one: SshServer): Promise<Engine> => {
		Object.assign(process.env, of(one));
		const engine = await connectEngine(addressOf(one), signal);
		closing.push(engine.close);
		return engine;
	};
	const isGone = (one: SshServer): Promise<true> =>
		eventually('no ssh to be left', () =>
			one.clients().length === 0 && one.folders().length === 0 ? true : undefined,
		);

	beforeAll(async () => {
		server = await startSshServer();
		id = await sharedLab().docker('run', '-d', '--name', 'far', labImage, 'sh', '-c', 'echo hello; exec sleep 1000');
	});

	afterEach(async () => {
		for (const close of closing.splice(0)) close();
		await isGone(server);
		Object.assign(process.env, usual);
	});

	afterAll(async () => {
		ending.abort();
		await server?.stop();
		await sharedLab()
			.docker('rm', '-f', id)
			.catch(() => '');
	});

	const watch = async () => {
		Object.assign(process.env, of(server));
		const monitor = startMonitor({
			host: 'far',
			address: addressOf(server).url,
			tables: allTables(),
			connect: given => connectEngine(addressOf(server), given),
		});
		closing.push(monitor.close);
		const state = (what: string, is: (state: EngineState) => boolean): Promise<true> =>
			eventually(what, () => (is(monitor.store.getState()) ? true : undefined));
		await state('a figure', ({usage, connection}) => connection.status === 'live' && usage.has(id));
		return {monitor, state};
	};

	it('tells what the engine tells by its socket, over one connection', async () => {
		const far = await through(server);
		const near = await connectEngine({name: 'near', url: sharedLab().url, origin: 'test'}, signal);
		closing.push(near.close);
		expect(far.isLocal).toBe(false);
		const [there, here] = await Promise.all([far.info(signal), near.info(signal)]);
		expect(there.id).toBe(here.id);
		const [farSample, nearSample] = await Promise.all([
			far.containers.sample(id, signal),
			near.containers.sample(id, signal),
		]);
		expect(farSample?.memoryLimit).toBe(nearSample?.memoryLimit);
		expect(server.clients()).toHaveLength(1);
	});

	it('is connected anew when its ssh dies, and when it hangs', async () => {
		const {state} = await watch();
		for (const ending of ['SIGKILL', 'SIGSTOP'] as const) {
			const [first] = server.clients();
			if (first === undefined) throw new Error('no ssh');
			process.kill(first, ending);
			await state('its loss to be seen', ({connection}) => connection.status !== 'live');
			await state('another connection', ({connection}) => connection.status === 'live');
			await state('the end of the first', () => !server.clients().includes(first));
		}
	});

	it('never opens more than six channels', async () => {
		const far = await through(server);
		const [pid] = server.clients();
		// Each channel is a connection of ssh's on the forwarded socket; the line that ends in the path alone is the listener.
		const channels = (): number => {
			const own = new Set(
				readdirSync(`/proc/${pid}/fd`).map(name => /socket:\[(\d+)\]/.exec(linkOf(`/proc/${pid}/fd/${name}`))?.[1]),
			);
			return readFileSync('/proc/net/unix', 'utf8')
				.split('\n')
				.map(line => line.trim().split(/\s+/))
				.filter(([, , , , , state, inode, path]) => path?.endsWith('engine.sock') && state === '03' && own.has(inode))
				.length;
		};
		let most = 0;
		const work = Promise.all(
			Array.from({length: 16}, async (_, index) => {
				if (index % 2 === 0) await far.containers.sample(id, signal);
				else await far.info(signal);
				most = Math.max(most, channels());
			}),
		);
		await work;
		expect(most).toBeGreaterThan(1);
		expect(most).toBeLessThanOrEqual(6);
	});

	it('goes by the far side’s docker where no socket may be forwarded', async () => {
		const strict = await startSshServer(['AllowStreamLocalForwarding no']);
		try {
			const far = await through(strict);
			expect((await far.info(signal)).id).not.toBe('');
			expect(strict.clients()).toHaveLength(1);
			far.close();
			await isGone(strict);
		} finally {
			await strict.stop();
		}
	});

	it('says what ssh says where it would have to ask', async () => {
		server.allow(false);
		try {
			await expect(through(server)).rejects.toMatchObject({
				kind: 'forbidden',
				message: expect.stringMatching(/Permission denied/),
				advice: expect.stringMatching(/ssh-agent/),
			});
		} finally {
			server.allow(true);
		}
	});

	it('leaves nothing behind when the program is killed', async () => {
		const connect = new URL('../../source/engine/connect.ts', import.meta.url).href;
		const script = `const {connectEngine} = await import(${JSON.stringify(connect)});
			await connectEngine(${JSON.stringify(addressOf(server))}, new AbortController().signal);
			setInterval(() => {}, 1000);`;
		const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
			env: {...process.env, ...of(server)},
			stdio: 'ignore',
		});
		await eventually('its ssh', () => (server.clients().length === 1 ? true : undefined));
		if (child.pid !== undefined) kill(child.pid);
		await isGone(server);
	});
});
