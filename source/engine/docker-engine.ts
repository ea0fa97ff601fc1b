import {objectAnswer} from './answer-shape.ts';
import {createCalls} from './calls.ts';
import {decodeInfo, roleOfHeader} from './decode-swarm.ts';
import {dockerWords} from './docker-program.ts';
import type {Engine, EngineAddress} from './engine.ts';
import {EngineError} from './engine-error.ts';
import {openEvents, readPastEvents} from './events-reader.ts';
import {readLog} from './log-reader.ts';
import {createNouns} from './nouns.ts';
import type {Transport} from './transport.ts';

const pingDeadline = 2000;

/** What an engine is made of. */
export type EngineParts = {
	readonly transport: Transport;
	readonly address: EngineAddress;
	/** The API version that is spoken with it, and the newest that it offered. */
	readonly version: string;
	readonly offered: string;
	readonly host: string;
};

const firstOf = (header: string | readonly string[] | undefined): string | undefined =>
	typeof header === 'string' ? header : header?.[0];

/** The Engine over dockerode's routes. */
export const createEngine = ({transport, address, version, offered, host}: EngineParts): Engine => {
	const isLocal = address.url.startsWith('unix://');
	const calls = createCalls(transport, {version, host, isLocal});
	return {
		...createNouns(calls),
		host,
		address: address.url,
		dockerWords: dockerWords(address),
		apiVersion: version,
		isLocal,
		isNarrow: address.url.startsWith('ssh://'),
		requests: transport.requests,
		clockOffset: transport.clockOffset,
		ping: async signal => {
			const {response} = await transport.ask({
				method: 'GET',
				path: '/_ping',
				pool: 'pings',
				deadline: pingDeadline,
				signal,
			});
			// Started anew as another version while nobody looked: what is spoken with it has to be chosen again.
			const now = firstOf(response.headers['api-version']) ?? offered;
			if (now !== offered) throw new EngineError('unreachable', `it speaks API ${now} now, and ${offered} before`);
			return {swarm: roleOfHeader(firstOf(response.headers.swarm))};
		},
		info: signal =>
			calls.patiently(
				'/info',
				async docker =>
					decodeInfo(objectAnswer('the engine', ['ServerVersion', 'Name', 'ID'], await docker.info()), version),
				signal,
			),
		events: (since, signal) => openEvents(calls.streams(signal), since, signal),
		pastEvents: (range, signal) => readPastEvents(calls.streams, range, signal),
		logs: (target, options, signal) => readLog(calls, target, options, signal),
		close: transport.close,
	};
};
