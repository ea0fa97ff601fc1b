import {
	type ClientRequest,
	Agent as HttpAgent,
	request as httpRequest,
	type IncomingMessage,
	type RequestOptions,
} from 'node:http';
import {Agent as HttpsAgent, request as httpsRequest} from 'node:https';
import type {EngineAddress} from './engine.ts';
import {EngineError} from './engine-error.ts';
import {refusal, socketFailure} from './failure.ts';

/** Kinds of calls that do not wait for each other: each has sockets of its own. */
export type LaneName = 'containers' | 'swarm' | 'stats' | 'actions' | 'streams';

const socketsOf: Readonly<Record<LaneName, number>> = {
	containers: 4,
	swarm: 4,
	stats: 8,
	actions: 16,
	streams: Number.POSITIVE_INFINITY,
};

/** One question to the engine. */
export type Call = {
	readonly method: string;
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	readonly lane: LaneName;
	/** ms until it fails as `timeout`; for streams until the headers are there. Undefined waits as long as it takes. */
	readonly deadline: number | undefined;
	readonly signal: AbortSignal;
};

/** HTTP to one engine: keep-alive sockets by lane, deadlines, and promises that always settle. */
export type Transport = {
	/** Resolves with the headers of a good answer; fails with an EngineError for any other. The body is the caller's to read. */
	open(call: Call): Promise<IncomingMessage>;
	/** Resolves with status and whole body of a good answer (304 is one). */
	ask(call: Call): Promise<{readonly status: number; readonly body: string; readonly response: IncomingMessage}>;
	close(): void;
};

const isGood = (status: number): boolean => (status >= 200 && status < 300) || status === 304 || status === 101;

/** Reads a body to its end; fails when the socket dies in the middle. Binary beyond 64 MiB is refused. */
const readBody = (response: IncomingMessage): Promise<string> =>
	new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let size = 0;
		response.on('data', (chunk: Buffer) => {
			size += chunk.length;
			if (size > 64 * 1024 * 1024) response.destroy(new EngineError('rejected', 'the answer is larger than 64 MiB'));
			else chunks.push(chunk);
		});
		response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
		response.on('error', error => reject(socketFailure(error)));
		response.on('close', () => reject(new EngineError('unreachable', 'the connection died in mid-answer')));
	});

type Target = {readonly options: RequestOptions; readonly isSecure: boolean};

const targetOf = (address: EngineAddress): Target => {
	if (address.url.startsWith('unix://'))
		return {options: {socketPath: address.url.slice('unix://'.length), host: 'docker'}, isSecure: false};
	const url = new URL(address.url.replace(/^tcp:/, 'http:'));
	const isSecure = address.tls !== undefined || url.protocol === 'https:';
	const port = url.port === '' ? (isSecure ? 2376 : 2375) : Number(url.port);
	return {options: {host: url.hostname.replace(/^\[|\]$/g, ''), port}, isSecure};
};

const agentFor = (address: EngineAddress, isSecure: boolean, maxSockets: number): HttpAgent => {
	const base = {keepAlive: true, maxSockets, scheduling: 'lifo' as const};
	if (!isSecure) return new HttpAgent(base);
	const {tls} = address;
	return new HttpsAgent({
		...base,
		rejectUnauthorized: tls?.isVerified ?? true,
		...(tls?.ca === undefined ? {} : {ca: tls.ca}),
		...(tls?.cert === undefined ? {} : {cert: tls.cert}),
		...(tls?.key === undefined ? {} : {key: tls.key}),
	});
};

const givenUp = (signal: AbortSignal): EngineError => new EngineError('timeout', 'given up', {cause: signal.reason});

const closed = (): EngineError => new EngineError('unreachable', 'the connection was closed');

/** A stream goes on after its headers: the signals must still reach it. */
const keepEnding = (response: IncomingMessage, signals: readonly AbortSignal[]): void => {
	const end = (): void => void response.destroy();
	if (signals.some(signal => signal.aborted)) return end();
	for (const signal of signals) signal.addEventListener('abort', end);
	response.once('close', () => {
		for (const signal of signals) signal.removeEventListener('abort', end);
	});
};

/** Opens the way to an engine; nothing is connected before the first call. */
export const createTransport = (address: EngineAddress): Transport => {
	const target = targetOf(address);
	const agents = new Map<LaneName, HttpAgent>();
	const closing = new AbortController();
	const agentOf = (lane: LaneName): HttpAgent => {
		const known = agents.get(lane);
		if (known !== undefined) return known;
		const agent = agentFor(address, target.isSecure, socketsOf[lane]);
		agents.set(lane, agent);
		return agent;
	};

	const send = (call: Call): ClientRequest =>
		(target.isSecure ? httpsRequest : httpRequest)({
			...target.options,
			agent: agentOf(call.lane),
			method: call.method,
			path: call.path,
			headers: {
				...call.headers,
				...(call.body === undefined
					? {}
					: {'content-type': 'application/json', 'content-length': Buffer.byteLength(call.body)}),
			},
		});

	/** Runs one request; `finish` turns the answer into the result while deadline and signal still hold. */
	const run = <Result>(
		call: Call,
		finish: (response: IncomingMessage) => Promise<Result>,
		isStream: boolean,
		isRetry = false,
	): Promise<Result> => {
		// Asked before there is a request: one that is destroyed before anybody listens to it takes the program down.
		const refused = call.signal.aborted ? givenUp(call.signal) : closing.signal.aborted ? closed() : undefined;
		if (refused !== undefined) return Promise.reject(refused);
		return new Promise((resolve, reject) => {
			const request = send(call);
			let timer: NodeJS.Timeout | undefined;
			let isSettled = false;
			const settle = (): void => {
				isSettled = true;
				clearTimeout(timer);
				call.signal.removeEventListener('abort', onAbort);
				closing.signal.removeEventListener('abort', onClose);
			};
			const stop = (error: EngineError): void => {
				settle();
				reject(error);
				request.destroy();
			};
			const onAbort = (): void => stop(givenUp(call.signal));
			const onClose = (): void => stop(closed());
			call.signal.addEventListener('abort', onAbort);
			closing.signal.addEventListener('abort', onClose);
			const {deadline} = call;
			if (deadline !== undefined)
				timer = setTimeout(
					() => stop(new EngineError('timeout', `no answer within ${deadline / 1000} s`)),
					Math.max(0, deadline),
				);
			let hasAnswer = false;
			request.on('error', error => {
				// Once given up, or answered, asking again would leave a second question that nobody waits for.
				if (isSettled || hasAnswer) return;
				settle();
				// A kept-alive socket that the engine had closed meanwhile says nothing of the engine: ask again on a new one.
				if (request.reusedSocket && !isRetry && call.method === 'GET') resolve(run(call, finish, isStream, true));
				else reject(socketFailure(error));
			});
			request.on('response', response => {
				hasAnswer = true;
				const status = response.statusCode ?? 0;
				const work = isGood(status)
					? finish(response)
					: readBody(response).then(body => Promise.reject(refusal(status, body, call.path)));
				work.then(
					result => {
						settle();
						if (isStream) keepEnding(response, [call.signal, closing.signal]);
						resolve(result);
					},
					(error: unknown) => {
						settle();
						reject(socketFailure(error));
					},
				);
			});
			request.end(call.body);
		});
	};

	return {
		open: call => run(call, response => Promise.resolve(response), true),
		ask: call =>
			run(
				call,
				async response => ({status: response.statusCode ?? 0, body: await readBody(response), response}),
				false,
			),
		close: () => {
			closing.abort();
			for (const agent of agents.values()) agent.destroy();
		},
	};
};
