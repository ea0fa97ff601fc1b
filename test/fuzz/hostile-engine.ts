import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Dice} from './dice.ts';
import {escapes, mutateJson} from './mutate-json.ts';

type Recorded = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	readonly isBinary: boolean;
};

/** An engine that answers with what a real one once said, some of it made hostile. */
export type HostileEngine = {
	readonly url: string;
	/** What is wrong with it, for reports. */
	readonly plan: string;
	/** Whether this route answers as an engine does, and tells what is not so: then it may be believed. */
	isLying(route: string): boolean;
	/** Whether answers to these routes are the recorded ones. */
	isHonest(route: string): boolean;
	close(): Promise<void>;
};

const answers = JSON.parse(readFileSync(join(import.meta.dirname, 'answers.json'), 'utf8')) as Record<string, Recorded>;

const routes = [
	'/info',
	'/containers/json',
	'/containers/ID/json',
	'/containers/ID/stats',
	'/containers/ID/logs',
	'/containers/ID/top',
	'/services',
	'/services/ID',
	'/services/ID/logs',
	'/tasks',
	'/tasks/ID',
	'/nodes',
	'/networks',
	'/events',
] as const;

const routeOf = (path: string): string =>
	path.replace(/^\/(containers|services|tasks|nodes|networks)\/(?!json$)[^/]+/, '/$1/ID');

/** The ways in which an answer goes wrong. */
const harms = [
	...(['mutate', 'mutate', 'mutate', 'mutate', 'mutate', 'mutate'] as const),
	...(['status', 'foreign', 'cut', 'trickle', 'hang', 'reset', 'empty', 'headers', 'late'] as const),
];

type Harm = (typeof harms)[number];

const frame = (stream: number, text: Buffer, length = text.length): Buffer => {
	const head = Buffer.alloc(8);
	head[0] = stream;
	head.writeUInt32BE(length >>> 0, 4);
	return Buffer.concat([head, text]);
};

const hostileFrames = (dice: Dice): Buffer => {
	const at = '2026-11-27T10:00:00.000000000Z ';
	switch (dice.below(5)) {
		case 0:
			return frame(1, Buffer.from(`${at}${'漢'.repeat(200_000)}\n`));
		case 1:
			return frame(7, Buffer.from(`${at}which stream\n`));
		case 2:
			return frame(1, Buffer.from(`${at}cut`), 2 ** 31);
		case 3:
			return Buffer.concat(escapes.map(text => frame(2, Buffer.from(`${at}before ${text} after\n`))));
		default:
			return Buffer.from(Array.from({length: 4000}, () => dice.below(256)));
	}
};

const hostileEvents = (dice: Dice, honest: string): string => {
	const line = honest.split('\n')[0] || '{"Type":"container","Action":"start","Actor":{"ID":"x"}}';
	switch (dice.below(4)) {
		case 0:
			return `${line.slice(0, 40)}\n{not json}\n\n${line}\n`;
		case 1:
			return Array.from({length: 3000}, (_, index) =>
				JSON.stringify({
					Type: 'container',
					Action: 'die',
					Actor: {ID: `id ${index}`, Attributes: {exitCode: 'x'}},
					timeNano: -1,
				}),
			).join('\n');
		case 2:
			return `${JSON.stringify({Type: 'container', Action: `die${escapes[0]}`, Actor: null})}\n[1]\nnull\n7\n`;
		default:
			return `${mutateJson(dice, line)}\n`;
	}
};

/** An answer in the wrong words: the page of a proxy, another status, an empty one. */
const foreign = (dice: Dice): {readonly status: number; readonly body: string} => ({
	status: dice.pick([200, 301, 400, 401, 403, 404, 418, 500, 502, 503]),
	body: dice.pick([
		'<html>\u{1b}[31337m bad gateway</html>',
		'{"message":"no \u{1b}]0;owned\u{7} way"}',
		'{"message":null}',
		'null',
		'{}',
		'[]',
		'',
		'x'.repeat(100_000),
	]),
});

const bodyOf = ({body, isBinary}: Recorded): Buffer => Buffer.from(body, isBinary ? 'base64' : 'utf8');

const send = (response: ServerResponse, recorded: Recorded, body: Buffer): void => {
	response.writeHead(recorded.status, recorded.headers);
	response.end(body);
};

/** Starts one; which routes it harms, and how, is the seed's. */
export const startHostileEngine = async (dice: Dice): Promise<HostileEngine> => {
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-fuzz-'));
	const path = join(folder, 'engine.sock');
	const sockets = new Set<Socket>();
	const plan = new Map<string, Harm>();
	for (let count = 1 + dice.below(2); count > 0; count--) plan.set(dice.pick(routes), dice.pick(harms));
	const mutated = new Map<string, string>();

	/** The recorded answer with values of its JSON, frames of its log or lines of its events made hostile. */
	const mutate = (at: string, recorded: Recorded, body: Buffer): Buffer => {
		if (/logs$/.test(at)) return hostileFrames(dice);
		if (at === '/events') return Buffer.from(hostileEvents(dice, recorded.body));
		if (recorded.isBinary || recorded.body === '') return body;
		const text = mutated.get(at) ?? mutateJson(dice, recorded.body);
		mutated.set(at, text);
		return Buffer.from(text);
	};

	const halve = (response: ServerResponse, recorded: Recorded, body: Buffer): void => {
		response.writeHead(recorded.status, recorded.headers);
		response.write(body.subarray(0, Math.floor(body.length / 2)));
	};

	const harmed = (response: ServerResponse, at: string, recorded: Recorded, harm: Harm): void => {
		const body = bodyOf(recorded);
		const {status, body: words} = foreign(dice);
		switch (harm) {
			case 'hang':
				break;
			case 'reset':
				response.destroy();
				break;
			case 'empty':
				send(response, recorded, Buffer.alloc(0));
				break;
			case 'late':
				setTimeout(() => send(response, recorded, body), 400).unref();
				break;
			case 'headers':
				response.writeHead(200, {'content-type': 'text/\u{ff}plain', 'x-long': 'y'.repeat(6000)});
				response.end(body);
				break;
			case 'trickle':
				halve(response, recorded, body);
				break;
			case 'cut':
				halve(response, recorded, body);
				setTimeout(() => response.destroy(), 20).unref();
				break;
			case 'foreign':
				send(response, {...recorded, status: 200}, Buffer.from(words));
				break;
			case 'status':
				send(response, {...recorded, status}, Buffer.from(words));
				break;
			case 'mutate':
				send(response, recorded, mutate(at, recorded, body));
		}
	};

	const answer = (request: IncomingMessage, response: ServerResponse): void => {
		const at = new URL(request.url ?? '/', 'http://engine').pathname.replace(/^\/v\d+\.\d+/, '');
		const route = routeOf(at);
		const recorded = answers[at];
		if (request.method !== 'GET' && request.method !== 'HEAD') {
			response.writeHead(204).end();
			return;
		}
		if (recorded === undefined) {
			send(
				response,
				{status: 404, headers: {'content-type': 'application/json'}, body: '', isBinary: false},
				Buffer.from('{"message":"no such object"}'),
			);
			return;
		}
		const harm = plan.get(route);
		if (harm !== undefined) harmed(response, at, recorded, harm);
		else if (route === '/events') {
			response.writeHead(200, recorded.headers);
			response.write(recorded.body);
		} else send(response, recorded, bodyOf(recorded));
	};

	const server = createServer(answer);
	server.on('connection', socket => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.once('close', () => sockets.delete(socket));
	});
	await new Promise<void>(resolve => server.listen(path, resolve));
	return {
		url: `unix://${path}`,
		plan: [...plan].map(([route, harm]) => `${route} ${harm}`).join(', '),
		isLying: route => plan.get(route) === 'mutate',
		isHonest: route => !plan.has(route),
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise(resolve => server.close(resolve));
			rmSync(folder, {recursive: true, force: true});
		},
	};
};
