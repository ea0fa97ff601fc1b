import {stringify} from 'node:querystring';
import {Readable} from 'node:stream';
import Docker from 'dockerode';
import type {PoolName} from './agents.ts';
import {EngineError} from './engine-error.ts';
import type {Transport} from './transport.ts';

/** How one call is made: its pool of sockets, its deadline in ms, and who may give it up. */
export type CallOptions = {
	readonly pool: PoolName;
	readonly deadline: number | undefined;
	readonly signal: AbortSignal;
};

/** What dockerode hands to its modem for each call (docker-modem's `dial`), as far as its routes need it. */
type Dial = {
	readonly path: string;
	readonly method: string;
	readonly options?: Readonly<Record<string, unknown>>;
	readonly isStream?: boolean;
	/** Credentials for a registry. */
	readonly authconfig?: unknown;
	/** A body that is streamed. */
	readonly file?: unknown;
	/** Whether the connection itself is wanted. */
	readonly hijack?: boolean;
};

type Callback = (error: unknown, data?: unknown) => void;

const queryOf = (options: Readonly<Record<string, unknown>>): string =>
	stringify(
		Object.fromEntries(
			Object.entries(options).map(([key, value]): [string, string] => [
				key,
				typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.stringify(value) : String(value),
			]),
		),
	);

/** Splits what dockerode was given into query and body, as docker-modem does: `_query` and `_body`, else by method. */
const partsOf = (dial: Dial): {readonly path: string; readonly body: string | undefined} => {
	const options = dial.options ?? {};
	const hasParts = '_query' in options || '_body' in options;
	const given = hasParts ? options._query : options;
	const query = typeof given === 'object' && given !== null ? queryOf(Object.fromEntries(Object.entries(given))) : '';
	// An id may hold what no request line can; what would lead to another path is no id.
	const base = dial.path.replace(/\?$/, '').replaceAll(/[^\x21-\x7e]+/gu, encodeURIComponent);
	const takesQuery = dial.path.includes('?');
	const payload = hasParts ? options._body : takesQuery ? undefined : options;
	const body =
		dial.method === 'GET' ||
		payload === undefined ||
		(typeof payload === 'object' && payload !== null && Object.keys(payload).length === 0)
			? undefined
			: JSON.stringify(payload);
	return {path: takesQuery && query !== '' ? `${base}?${query}` : base, body};
};

/** Credentials as engines take them: JSON in base64 with the letters that are safe in an address. */
const authHeaders = (auth: unknown): Readonly<Record<string, string>> => ({
	'x-registry-auth': Buffer.from(JSON.stringify(auth)).toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
});

const parse = (body: string): unknown => {
	if (body === '') return undefined;
	try {
		return JSON.parse(body);
	} catch (error) {
		throw new EngineError('rejected', 'the engine’s answer is not whole JSON', {cause: error});
	}
};

/** What a call that changes something resolves with when the engine answers 304: it is so already. */
export const alreadySo: unique symbol = Symbol('already so');

/**
 * dockerode on a transport of ours. docker-modem has no deadlines, leaves promises pending when a socket dies in
 * mid-body, and makes every request with an agent cost 26 ms; it also loads ssh and grpc, which a monitor does not use.
 */
export const createDockerode =
	(transport: Transport, version: string) =>
	(call: CallOptions): Docker => {
		const dial = (options: Dial, callback: Callback): void => {
			const {path, body} = partsOf(options);
			const request = {
				method: options.method,
				path: `/v${version}${path}`,
				...call,
				...(options.authconfig === undefined ? {} : {headers: authHeaders(options.authconfig)}),
				...(options.file instanceof Readable ? {upload: options.file} : body === undefined ? {} : {body}),
			};
			if (options.file !== undefined && !(options.file instanceof Readable)) {
				callback(new EngineError('rejected', 'what is to be sent is no stream'));
				return;
			}
			// dockerode calls a log a stream only when it follows; frames are no JSON either way.
			const isStream = options.isStream === true || options.path.endsWith('/logs?');
			const work: Promise<unknown> =
				options.hijack === true
					? transport.upgrade(request)
					: isStream
						? transport.open(request)
						: transport.ask(request).then(answer => (answer.status === 304 ? alreadySo : parse(answer.body)));
			const take = (data: unknown): void => {
				try {
					callback(null, data);
				} catch (error) {
					// It looks into answers that it takes for what they should be: the id of a command that was made.
					callback(new EngineError('rejected', 'the engine’s answer is not what was asked for', {cause: error}));
				}
			};
			work.then(take, (error: unknown) => callback(error));
		};
		// dockerode takes a modem of one's own, which its types do not say.
		const options: object = {modem: {dial, Promise}};
		return new Docker(options);
	};
