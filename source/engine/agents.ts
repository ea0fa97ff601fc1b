import {X509Certificate} from 'node:crypto';
import {Agent as HttpAgent} from 'node:http';
import {Agent as HttpsAgent, type RequestOptions} from 'node:https';
import {createSecureContext, type SecureContextOptions} from 'node:tls';
import {narrowest} from './admission.ts';
import type {EngineAddress} from './engine.ts';
import {EngineError} from './engine-error.ts';
import {tlsReason} from './failure.ts';

/** Kinds of calls that do not wait for each other: each has sockets of its own. */
export type PoolName = CallPool | 'pings';

/** Those of them whose calls take turns on a narrow way: a ping tells whether the way still holds. */
export type CallPool = 'containers' | 'swarm' | 'stats' | 'actions' | 'streams';

const socketsOf: Readonly<Record<PoolName, number>> = {
	// Behind many questions over a slow line their answer would come too late to be one.
	pings: 1,
	containers: 4,
	swarm: 4,
	stats: 8,
	actions: 16,
	streams: Number.POSITIVE_INFINITY,
};

/** Where requests go, and with what certificates. */
export type Target = {
	readonly options: RequestOptions;
	/** What stands before each path: an engine behind a proxy may live below one. */
	readonly basePath: string;
	/** Undefined speaks plain HTTP. */
	readonly security: (SecureContextOptions & {readonly rejectUnauthorized: boolean}) | undefined;
};

/** What is no certificate at all OpenSSL leaves aside without a word, and then trusts nobody. */
const checkAuthorities = (ca: string | undefined): void => {
	if (ca === undefined) return;
	try {
		new X509Certificate(ca);
	} catch (error) {
		throw new EngineError('configuration', 'ca.pem holds no certificate', {
			advice: 'check the file that names the authorities (DOCKER_CERT_PATH or the context’s files)',
			cause: error,
		});
	}
};

const securityOf = (address: EngineAddress): NonNullable<Target['security']> => {
	const {tls} = address;
	const files = {
		...(tls?.ca === undefined ? {} : {ca: tls.ca}),
		...(tls?.cert === undefined ? {} : {cert: tls.cert}),
		...(tls?.key === undefined ? {} : {key: tls.key}),
	};
	checkAuthorities(files.ca);
	try {
		// Tried here, as a request with a broken certificate throws where nobody can catch it.
		createSecureContext(files);
	} catch (error) {
		throw new EngineError('configuration', `the TLS certificate or key cannot be used: ${tlsReason(error)}`, {
			advice: 'check ca.pem, cert.pem and key.pem (DOCKER_CERT_PATH or the context’s files)',
			cause: error,
		});
	}
	return {...files, rejectUnauthorized: tls?.isVerified ?? true};
};

/** What an address means to node's requests; fails as `configuration` when its certificates cannot be used. */
export const targetOf = (address: EngineAddress): Target => {
	if (address.url.startsWith('unix://'))
		// Without a server's name Node looks whether the host is an IPv6 address, by a pattern that takes 8 ms to build.
		return {
			options: {socketPath: address.url.slice('unix://'.length), host: 'docker', servername: ''},
			basePath: '',
			security: undefined,
		};
	const url = new URL(address.url.replace(/^tcp:/, 'http:'));
	const isSecure = address.tls !== undefined || url.protocol === 'https:';
	// A URL hides the port that its scheme has by itself, but docker's tcp has others.
	const named = /^\w+:\/\/[^/]*:(\d+)(?:\/|$)/.exec(address.url)?.[1] ?? url.port;
	const port = named === '' ? (isSecure ? 2376 : 2375) : Number(named);
	return {
		options: {host: url.hostname.replace(/^\[|\]$/g, ''), port},
		basePath: url.pathname.replace(/\/+$/, ''),
		security: isSecure ? securityOf(address) : undefined,
	};
};

/** Keep-alive sockets, made for each pool when it is first used; on a narrow way all pools share few. */
export const createAgents = ({security}: Target, isNarrow: boolean): {of(pool: PoolName): HttpAgent; close(): void} => {
	const narrow = isNarrow ? new HttpAgent({keepAlive: true, maxSockets: narrowest, scheduling: 'lifo'}) : undefined;
	if (narrow !== undefined) return {of: () => narrow, close: () => narrow.destroy()};
	const agents = new Map<PoolName, HttpAgent>();
	return {
		of: pool => {
			const known = agents.get(pool);
			if (known !== undefined) return known;
			const base = {keepAlive: true, maxSockets: socketsOf[pool], scheduling: 'lifo' as const};
			const agent = security === undefined ? new HttpAgent(base) : new HttpsAgent({...base, ...security});
			agents.set(pool, agent);
			return agent;
		},
		close: () => {
			for (const agent of agents.values()) agent.destroy();
		},
	};
};
