import {setMaxListeners} from 'node:events';
import {type ClientRequest, request as httpRequest, type IncomingMessage} from 'node:http';
import {request as httpsRequest} from 'node:https';
import {type Duplex, type Readable, Stream} from 'node:stream';
import {createAdmission} from './admission.ts';
import {createAgents, type PoolName, targetOf} from './agents.ts';
import {createClockOffset} from './clock-offset.ts';
import type {EngineAddress} from './engine.ts';
import {EngineError} from './engine-error.ts';
import {refusal, socketFailure} from './failure.ts';
import type {Tunnel} from './tunnel.ts';
import {beginWriting} from './writing.ts';

/** One question to the engine. */
export type Call = {
	readonly method: string;
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/** A body that is streamed, a tar archive; destroyed when it is needed no more. */
	readonly upload?: Readable;
	readonly pool: PoolName;
	/** ms until it fails as `timeout`; for streams until the headers are there. Undefined waits as long as it takes. */
	readonly deadline: number | undefined;
	readonly signal: AbortSignal;
};

/** HTTP to one engine: keep-alive sockets by pool, deadlines, and promises that always settle. */
export type Transport = {
	/** Resolves with the headers of a good answer; fails with an EngineError for any other. The body is the caller's to read. */
	open(call: Call): Promise<IncomingMessage>;
	/** Resolves with status and whole body of a good answer (304 is one). */
	ask(call: Call): Promise<{readonly status: number; readonly body: string; readonly response: IncomingMessage}>;
	/**
	 * Resolves with the connection itself when the engine hands it over (101), as for a shell: from then on bytes go both
	 * ways until one side ends it, or the signal.
	 */
	upgrade(call: Call): Promise<Duplex>;
	/** How many requests were sent so far. */
	requests(): number;
	/** How far the engine's clock is ahead of ours, ms. */
	clockOffset(): number;
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

const givenUp = (signal: AbortSignal): EngineError => new EngineError('timeout', 'given up', {cause: signal.reason});

const closed = (): EngineError => new EngineError('unreachable', 'the connection was closed');

/** A stream goes on after its headers: the signals must still reach it. */
const keepEnding = (response: Duplex | IncomingMessage, signals: readonly AbortSignal[]): void => {
	const end = (): void => void response.destroy();
	if (signals.some(signal => signal.aborted)) end();
	for (const signal of signals) signal.addEventListener('abort', end);
	response.once('close', () => {
		for (const signal of signals) signal.removeEventListener('abort', end);
	});
};

/** What is made of an answer. */
type Way<Result> = {
	readonly finish: (response: IncomingMessage) => Promise<Result>;
	/** Where the connection itself is wanted. */
	readonly handedOver?: (socket: Duplex) => Result;
	readonly isStream: boolean;
};

/** A stream takes its place until it ends; anything else until it is answered. */
const leaveAfter = (result: unknown, isStream: boolean, leave: () => void): void => {
	if (isStream && result instanceof Stream) result.once('close', leave);
	else leave();
};

/** Opens the way to an engine; nothing is connected before the first call. Through a tunnel calls take turns. */
export const createTransport = (address: EngineAddress, tunnel?: Tunnel): Transport => {
	const target = targetOf(tunnel === undefined ? address : {...address, url: `unix://${tunnel.socketPath()}`});
	const agents = createAgents(target, tunnel !== undefined);
	const admission = tunnel === undefined ? undefined : createAdmission();
	const closing = new AbortController();
	// Each call under way listens.
	setMaxListeners(0, closing.signal);
	let requests = 0;
	const clock = createClockOffset();
	const send = (call: Call): ClientRequest =>
		(target.security !== undefined ? httpsRequest : httpRequest)({
			...target.options,
			agent: agents.of(call.pool),
			method: call.method,
			path: `${target.basePath}${call.path}`,
			headers: {
				...call.headers,
				...(call.upload === undefined ? {} : {'content-type': 'application/x-tar'}),
				...(call.body === undefined
					? {}
					: {'content-type': 'application/json', 'content-length': Buffer.byteLength(call.body)}),
			},
		});

	/** Runs one request; `finish` turns the answer into the result while deadline and signal still hold. */
	const run = <Result>(call: Call, way: Way<Result>, isRetry = false): Promise<Result> => {
		const {finish, isStream} = way;
		// Asked before there is a request: one that is destroyed before anybody listens to it takes the program down.
		const refused = call.signal.aborted ? givenUp(call.signal) : closing.signal.aborted ? closed() : undefined;
		if (refused !== undefined) return Promise.reject(refused);
		return new Promise((resolve, reject) => {
			let request: ClientRequest;
			try {
				request = send(call);
			} catch (error) {
				// Node refuses a path or a header that no server would understand.
				const words = error instanceof Error ? error.message : String(error);
				reject(new EngineError('rejected', `this cannot be asked: ${words}`, {cause: error}));
				return;
			}
			requests++;
			const told = beginWriting({engine: address.name, address: address.url, method: call.method, path: call.path});
			const sentAt = Date.now();
			let timer: NodeJS.Timeout | undefined;
			let isSettled = false;
			const settle = (): void => {
				isSettled = true;
				clearTimeout(timer);
				call.upload?.destroy();
				call.signal.removeEventListener('abort', onAbort);
				closing.signal.removeEventListener('abort', onClose);
			};
			const stop = (error: EngineError): void => {
				told({error: error.message});
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
				told({error: error.message});
				// A kept-alive socket that the engine had closed meanwhile says nothing of the engine: ask again on a new one.
				if (request.reusedSocket && !isRetry && call.method === 'GET') resolve(run(call, way, true));
				else reject(socketFailure(error));
			});
			request.on('upgrade', (response, socket: Duplex, head: Buffer) => {
				told({status: response.statusCode ?? 101});
				settle();
				keepEnding(socket, [call.signal, closing.signal]);
				if (way.handedOver === undefined) {
					socket.destroy();
					reject(new EngineError('rejected', 'the engine handed its connection over, which nobody asked for'));
					return;
				}
				if (head.length > 0) socket.unshift(head);
				resolve(way.handedOver(socket));
			});
			request.on('response', response => {
				hasAnswer = true;
				clock.heard(response.headers.date, sentAt, Date.now());
				const status = response.statusCode ?? 0;
				told({status});
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
			const {upload} = call;
			if (upload === undefined) request.end(call.body);
			else {
				upload.on('error', error => stop(new EngineError('rejected', error.message, {cause: error})));
				upload.pipe(request);
			}
		});
	};

	/** In turn, where calls take turns; a ping does not wait. */
	const inTurn = async <Result>(call: Call, way: Way<Result>): Promise<Result> => {
		if (admission === undefined || tunnel === undefined) return run(call, way);
		const ending = AbortSignal.any([call.signal, closing.signal]);
		const enter = call.pool === 'pings' ? Promise.resolve(() => undefined) : admission.enter(call.pool, ending);
		const leave = await enter.catch((error: unknown) => {
			call.upload?.destroy();
			throw error;
		});
		try {
			const result = await run(call, way);
			leaveAfter(result, way.isStream, leave);
			return result;
		} catch (error) {
			leave();
			throw error instanceof EngineError && !closing.signal.aborted ? await tunnel.explain(error) : error;
		}
	};

	return {
		open: call => inTurn(call, {finish: response => Promise.resolve(response), isStream: true}),
		ask: call =>
			inTurn(call, {
				finish: async response => ({status: response.statusCode ?? 0, body: await readBody(response), response}),
				isStream: false,
			}),
		upgrade: call =>
			inTurn<Duplex>(
				{...call, headers: {...call.headers, connection: 'Upgrade', upgrade: 'tcp'}},
				{
					finish: response => {
						response.destroy();
						return Promise.reject(
							new EngineError('rejected', 'the engine does not hand its connection over for a shell'),
						);
					},
					handedOver: socket => socket,
					isStream: true,
				},
			),
		requests: () => requests,
		clockOffset: clock.value,
		close: () => {
			closing.abort();
			agents.close();
		},
	};
};
