import {afterEach, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {startFaultServer} from './fault-server.ts';

const {signal} = new AbortController();
const cleanups: Array<() => unknown> = [];
afterEach(async () => {
	for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** An engine whose every answer is this. */
const answering = async (body: unknown): Promise<{readonly engine: Engine; readonly questions: readonly string[]}> => {
	const server = await startFaultServer((_question, response) =>
		response.end(typeof body === 'string' ? body : JSON.stringify(body)),
	);
	cleanups.push(() => server.close());
	const engine = await connectEngine(server.address, signal);
	cleanups.push(() => engine.close());
	return {engine, questions: server.questions};
};

const known = {services: new Map(), nodes: new Map()};

describe('an answer of the wrong kind is a fault, never an empty one', () => {
	it.each([
		['an object with a message', {message: 'not\u001b[31m here'}],
		['an empty object', {}],
		['null', null],
		['nothing', ''],
		['a text', '"hello"'],
		['a number', '7'],
	])('%s', async (_name, body) => {
		const {engine} = await answering(body);
		const wrong = {name: 'EngineError', kind: 'rejected'};
		await expect(engine.containers.list({}, signal)).rejects.toMatchObject(wrong);
		await expect(engine.services.list(signal)).rejects.toMatchObject(wrong);
		await expect(engine.tasks.list(known, signal)).rejects.toMatchObject(wrong);
		await expect(engine.nodes.list(undefined, signal)).rejects.toMatchObject(wrong);
		await expect(engine.info(signal)).rejects.toMatchObject(wrong);
		await expect(engine.containers.inspect('a', signal)).rejects.toMatchObject(wrong);
		await expect(engine.services.inspect('a', signal)).rejects.toMatchObject(wrong);
		await expect(engine.containers.processes('a', signal)).rejects.toMatchObject(wrong);
	});

	it('says what was answered instead', async () => {
		const {engine} = await answering({message: 'this is a proxy'});
		await expect(engine.containers.list({}, signal)).rejects.toThrow(/not a list: this is a proxy/);
	});
});

describe('what an engine tells is bounded and cleaned', () => {
	it.each(['with blank', 'ü', '漢字'])('an id such as "%s" goes into paths encoded', async name => {
		const {engine, questions} = await answering({Id: name, State: {}});
		await engine.containers.inspect(name, signal);
		expect(questions.at(-1)).toBe(`GET /v1.41/containers/${encodeURIComponent(name)}/json`);
	});

	it.each(['../networks', 'a?b', 'a#b', 'a%2fb', 'x'.repeat(300), '', 7, null])('%j is no id', async name => {
		const {engine} = await answering([{Id: name, Names: ['/web']}]);
		expect(await engine.containers.list({}, signal)).toEqual([]);
	});

	it('JSON that is nested thousands deep is cut', async () => {
		const depth = 20_000;
		const {engine} = await answering(`{"Id":"a","Deep":${'['.repeat(depth)}${']'.repeat(depth)}}`);
		const told = JSON.stringify((await engine.containers.inspect('a', signal)).raw);
		expect(told.length).toBeLessThan(500);
		expect((await engine.containers.inspect('a', signal)).id).toBe('a');
	});

	it('texts of a megabyte are cut and say so', async () => {
		const huge = '漢'.repeat(1_000_000);
		const {engine} = await answering([
			{Id: 'a', Names: [`/${huge}`], Image: huge, Command: huge, Status: huge, Labels: {[huge]: huge, small: huge}},
		]);
		const [row] = await engine.containers.list({}, signal);
		expect(JSON.stringify(row).length).toBeLessThan(60_000);
		expect(row?.name.endsWith('…')).toBe(true);
	});

	it('numbers and moments that are none are unknown', async () => {
		const {engine} = await answering([{Id: 'a', Names: ['/web'], Created: 2 ** 63}]);
		const [row] = await engine.containers.list({}, signal);
		expect(row?.createdAt).toBeUndefined();
	});
});
