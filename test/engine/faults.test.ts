import type {RequestListener, ServerResponse} from 'node:http';
import {afterEach, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {eventually} from '../lab/process.ts';
import {startFaultServer} from './fault-server.ts';

const {signal} = new AbortController();
const cleanups: Array<() => unknown> = [];
afterEach(async () => {
	for (const clean of cleanups.splice(0).reverse()) await clean();
});

const open = async (answer: RequestListener): Promise<{engine: Engine; questions: readonly string[]}> => {
	const server = await startFaultServer(answer);
	cleanups.push(() => server.close());
	const engine = await connectEngine(server.address, signal);
	cleanups.push(() => engine.close());
	return {engine, questions: server.questions};
};

const id = 'a'.repeat(64);

describe('an answer that goes wrong', () => {
	const failing: ReadonlyArray<readonly [string, (response: ServerResponse) => void, object]> = [
		[
			'a reset in mid-body',
			response => {
				response.writeHead(200, {'content-length': '1000'}).write('[{"Id":');
				setImmediate(() => response.destroy());
			},
			{kind: 'unreachable'},
		],
		['truncated JSON', response => response.end('[{"Id":"a'), {kind: 'rejected', message: /not whole JSON/}],
		['a web page', response => response.end('<html>hello</html>'), {kind: 'rejected', message: /JSON/}],
		[
			'a web page as a refusal',
			response => response.writeHead(502).end('<html>bad gateway</html>'),
			{kind: 'not-docker', status: 502},
		],
		[
			'a refusal in plain text',
			response => response.writeHead(400).end('client version 1.41 is too old\n'),
			{kind: 'rejected', status: 400, message: 'client version 1.41 is too old'},
		],
		[
			'a refusal in JSON',
			response => response.writeHead(500).end('{"message":"rpc error: code = Unknown desc = no\\u001b[31m"}'),
			{kind: 'rejected', status: 500, message: 'no'},
		],
		['a refusal without words', response => response.writeHead(500).end(), {kind: 'rejected', message: /answered 500/}],
	];
	it.each(failing)(
		'%s fails with one error of the engine',
		async (_name, answer, {
			message,
			...rest
		}: {
			message?: RegExp | string;
		}) => {
			const {engine} = await open((_question, response) => answer(response));
			const error: unknown = await engine.containers.list({}, signal).catch((caught: unknown) => caught);
			expect(error).toMatchObject({name: 'EngineError', ...rest});
			if (message !== undefined) expect(error).toHaveProperty('message', expect.stringMatching(message));
		},
	);

	it('a hang ends by the signal, before and within the body', async () => {
		const {engine, questions} = await open((question, response) => {
			if (question.url?.includes('/json?') === true) response.writeHead(200).write('[');
		});
		for (const ask of [engine.containers.list.bind(engine, {}), engine.containers.inspect.bind(engine, id)]) {
			const asking = new AbortController();
			const before = questions.length;
			const answer = ask(asking.signal);
			answer.catch(() => 'looked at below');
			await eventually('the question', () => questions[before]);
			asking.abort();
			await expect(answer).rejects.toMatchObject({name: 'EngineError', kind: 'timeout'});
		}
	});

	it('a hang ends by the deadline of the swarm lane while containers are answered', async () => {
		const {engine} = await open((question, response) => {
			if (question.url?.includes('/containers/') === true) response.end('[]');
		});
		const swarm = engine.services.list(signal);
		swarm.catch(() => 'looked at below');
		expect(await engine.containers.list({}, signal)).toEqual([]);
		await expect(swarm).rejects.toMatchObject({kind: 'timeout', message: 'no answer within 3 s'});
	});

	it('a signal that was aborted before sends nothing and takes nothing down', async () => {
		const {engine, questions} = await open((_question, response) => response.end('[]'));
		await expect(engine.containers.list({}, AbortSignal.abort())).rejects.toMatchObject({kind: 'timeout'});
		expect(await engine.containers.list({}, signal)).toEqual([]);
		expect(questions).toHaveLength(2);
	});

	it('closing fails what is pending and ends what streams', async () => {
		const {engine} = await open((question, response) => {
			if (question.url?.includes('/events') === true) response.writeHead(200).flushHeaders();
		});
		const pending = engine.containers.list({}, signal);
		pending.catch(() => 'looked at below');
		const events = (await engine.events(undefined, signal))[Symbol.asyncIterator]();
		const next = events.next();
		next.catch(() => 'looked at below');
		engine.close();
		await expect(pending).rejects.toMatchObject({kind: 'unreachable'});
		await expect(next).rejects.toMatchObject({kind: 'unreachable'});
		await expect(engine.containers.list({}, signal)).rejects.toMatchObject({kind: 'unreachable'});
	});

	it('304 means that it is so already', async () => {
		const {engine} = await open((_question, response) => response.writeHead(304).end());
		expect(await engine.containers.start(id, signal)).toBe('already');
	});

	it('a kept-alive socket that was closed meanwhile is replaced without a word', async () => {
		let count = 0;
		const {engine} = await open((question, response) => {
			count++;
			if (count === 2) question.socket.destroy();
			else response.end('[]');
		});
		expect(await engine.containers.list({}, signal)).toEqual([]);
		expect(await engine.containers.list({}, signal)).toEqual([]);
		expect(count).toBe(3);
	});
});

describe('a stream that goes wrong', () => {
	it('throws when the connection dies, returns when the engine ends it or it is given up', async () => {
		const event = '{"Type":"container","Action":"start","Actor":{"ID":"x"},"time":1}\n';
		const {engine} = await open((question, response) => {
			response.writeHead(200).write(event.slice(0, 20));
			setImmediate(() => {
				response.write(event.slice(20));
				if (question.url?.includes('/events') === true) setImmediate(() => response.destroy());
			});
		});
		const seen: string[] = [];
		const reading = (async () => {
			for await (const {action} of await engine.events(undefined, signal)) seen.push(action);
		})();
		await expect(reading).rejects.toMatchObject({name: 'EngineError', kind: 'unreachable'});
		expect(seen).toEqual(['start']);
		const giving = new AbortController();
		giving.abort();
		for await (const _sample of engine.containers.samples(id, giving.signal)) throw new Error('nothing was asked');
		for await (const _lines of engine.logs({kind: 'container', id}, {follow: true, tail: 1}, giving.signal))
			throw new Error('nothing was asked');
	});

	it('asks no faster than somebody reads', async () => {
		const frame = Buffer.alloc(64 * 1024, 'x');
		frame.writeUInt32BE(0x01_00_00_00, 0);
		frame.writeUInt32BE(frame.length - 8, 4);
		frame[frame.length - 1] = 10;
		let sent = 0;
		let isBlocked = false;
		const {engine} = await open((question, response) => {
			if (question.url?.includes('/logs') !== true) return response.end('{"Config":{"Tty":false}}');
			const fill = (): void => {
				while (sent < 1000 && response.write(frame)) sent++;
				isBlocked = sent < 1000;
				if (isBlocked) response.once('drain', fill);
			};
			fill();
			return undefined;
		});
		const lines = engine.logs({kind: 'container', id}, {follow: true, tail: 'all'}, signal)[Symbol.asyncIterator]();
		await lines.next();
		await eventually('the sender to wait', () => isBlocked || undefined);
		expect(sent).toBeLessThan(200);
		await lines.return?.();
	});
});

describe('Podman’s ways', () => {
	it('a refusal to measure what does not run is no sample, any other refusal is one', async () => {
		let isRunning = false;
		const {engine} = await open((question, response) => {
			if (question.url?.includes('/stats') === true)
				response.writeHead(500).end('{"message":"container state improper"}');
			else response.end(JSON.stringify({Id: id, State: {Running: isRunning}}));
		});
		expect(await engine.containers.sample(id, signal)).toBeUndefined();
		isRunning = true;
		await expect(engine.containers.sample(id, signal)).rejects.toMatchObject({kind: 'rejected', status: 500});
	});

	it('an engine that knows no swarm says so in plain text', async () => {
		const {engine} = await open((_question, response) => response.writeHead(404).end('Not Found'));
		await expect(engine.services.list(signal)).rejects.toMatchObject({kind: 'not-manager', status: 404});
	});
});

describe('changing a service', () => {
	it('sends the whole spec in the body, and again when somebody else was faster', async () => {
		const spec = {Name: 'web', Unknown: {kept: true}, Mode: {Replicated: {Replicas: 1}}};
		const bodies: string[] = [];
		const {engine, questions} = await open((question, response) => {
			if (question.method === 'GET')
				return response.end(JSON.stringify({ID: 's', Version: {Index: 7 + bodies.length}, Spec: spec}));
			const chunks: Buffer[] = [];
			question.on('data', (chunk: Buffer) => chunks.push(chunk));
			question.on('end', () => {
				bodies.push(Buffer.concat(chunks).toString());
				if (bodies.length < 3)
					response.writeHead(500).end('{"message":"rpc error: code = Unknown desc = update out of sequence"}');
				else response.end('{}');
			});
			return undefined;
		});
		expect(await engine.services.scale('s', 3, signal)).toBe('done');
		expect(questions.filter(question => question.startsWith('POST'))).toEqual([
			'POST /v1.41/services/s/update?version=7',
			'POST /v1.41/services/s/update?version=8',
			'POST /v1.41/services/s/update?version=9',
		]);
		expect(JSON.parse(bodies[2] ?? '')).toEqual({...spec, Mode: {Replicated: {Replicas: 3}}});
		expect(await engine.services.scale('s', 1, signal)).toBe('already');
	});
});
