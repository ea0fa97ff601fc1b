import {hostname} from 'node:os';
import {createEngine} from './docker-engine.ts';
import type {Engine, EngineAddress} from './engine.ts';
import {EngineError} from './engine-error.ts';
import {createTransport, type Transport} from './transport.ts';

/** The newest API version that this client was made for, and the oldest. */
const newest = [1, 51] as const;
const oldest = [1, 41] as const;

const pingDeadline = 5000;

const versionText = ([major, minor]: readonly [number, number]): string => `${major}.${minor}`;

/** The version to speak with an engine that speaks up to `offered`; undefined when it is too old or says nothing. */
export const chooseVersion = (offered: string | undefined): string | undefined => {
	const [, major, minor] = /^(\d+)\.(\d+)$/.exec(offered ?? '') ?? [];
	if (major === undefined || minor === undefined) return undefined;
	const version = [Number(major), Number(minor)] as const;
	if (version[0] < oldest[0] || (version[0] === oldest[0] && version[1] < oldest[1])) return undefined;
	return versionText(version[0] > newest[0] || version[1] > newest[1] ? newest : version);
};

/** A short name for an engine's address: this machine's for a socket, else the host in the address. */
export const hostNameOf = (address: EngineAddress): string =>
	address.url.startsWith('unix://')
		? hostname()
		: (/^\w+:\/\/(?:[^@/]*@)?(?:\[([^\]]*)\]|([^:/]+))/
				.exec(address.url)
				?.slice(1)
				.find(host => host !== undefined) ?? address.name);

const asNotDocker = (error: EngineError): EngineError => {
	if (error.kind !== 'missing' && error.kind !== 'rejected') return error;
	const wantsTls = /HTTP request to an HTTPS server/i.test(error.message);
	return new EngineError(
		'not-docker',
		wantsTls
			? 'the server there wants TLS'
			: `something answers there, but not as a Docker engine does (${error.status ?? 'no status'} for /_ping: ${error.message})`,
		{
			advice: wantsTls
				? 'set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH, or use a docker context that has certificates'
				: 'check host and port of the address',
			cause: error,
			...(error.status === undefined ? {} : {status: error.status}),
		},
	);
};

/** Asks who is there and chooses the API version; ends the transport where that fails. */
const greet = async (address: EngineAddress, transport: Transport, signal: AbortSignal): Promise<Engine> => {
	try {
		const {response, body} = await transport.ask({
			method: 'GET',
			path: '/_ping',
			pool: 'pings',
			deadline: pingDeadline,
			signal,
		});
		const header = response.headers['api-version'];
		const offered = Array.isArray(header) ? header[0] : header;
		if (offered === undefined) {
			throw new EngineError(
				'not-docker',
				`something answers there, but it is not a Docker engine (${body.slice(0, 40).replaceAll(/\s+/g, ' ') || 'no words'})`,
				{
					advice: 'check host and port of the address',
				},
			);
		}
		const version = chooseVersion(offered);
		if (version === undefined) {
			throw new EngineError(
				'not-docker',
				`the engine speaks API ${offered} at most; ${versionText(oldest)} is needed`,
				{advice: 'use an engine of version 20.10 or newer'},
			);
		}
		return createEngine({transport, address, version, offered, host: hostNameOf(address)});
	} catch (error) {
		transport.close();
		throw error instanceof EngineError ? asNotDocker(error) : error;
	}
};

/** Over ssh: its sockets are tried first, then the far side's docker. */
const connectBySsh = async (
	address: EngineAddress,
	signal: AbortSignal,
	attend: Attend | undefined,
): Promise<Engine> => {
	await attend?.begin();
	// Not loaded where it is not used.
	const {openSsh} = await import('./ssh.ts');
	const tunnel = await openSsh(address.url, {...(attend === undefined ? {} : {tell: attend.tell}), signal});
	const say = (): Promise<Engine> => greet(address, createTransport(address, tunnel), signal);
	try {
		const engine = await say().catch(async (error: unknown) => {
			if (signal.aborted || !(await tunnel.dial())) throw error;
			return await say();
		});
		return {
			...engine,
			close() {
				engine.close();
				tunnel.close();
			},
		};
	} catch (error) {
		tunnel.close();
		throw error;
	}
};

/** Leaves the terminal to ssh, which may ask for a password; absent where nobody can be asked. */
export type Attend = {
	/** Resolves when nobody else reads or writes the terminal. */
	begin(): Promise<void>;
	/** Puts a line on it. */
	tell(line: string): void;
};

/** Connects: asks who is there, chooses the API version, and fails with an EngineError that says what to do. */
export const connectEngine = (address: EngineAddress, signal: AbortSignal, attend?: Attend): Promise<Engine> =>
	address.url.startsWith('ssh://')
		? connectBySsh(address, signal, attend)
		: Promise.resolve().then(() => greet(address, createTransport(address), signal));

/** One message on everything that was tried, for when nothing answered. */
export const describeFailures = (
	failures: ReadonlyArray<{readonly address: EngineAddress; readonly error: EngineError}>,
): string =>
	failures
		.map(
			({address, error}) =>
				`${address.url} (${address.origin}): ${error.message}${error.advice === undefined ? '' : `\n    ${error.advice}`}`,
		)
		.join('\n  ');

/** Connects to the first address that answers; fails with one EngineError that names everything tried. */
export const connectFirst = async (
	addresses: readonly EngineAddress[],
	signal: AbortSignal,
	attend?: Attend,
): Promise<{readonly engine: Engine; readonly address: EngineAddress}> => {
	const failures: Array<{address: EngineAddress; error: EngineError}> = [];
	for (const address of addresses) {
		try {
			return {engine: await connectEngine(address, signal, attend), address};
		} catch (error) {
			if (!(error instanceof EngineError)) throw error;
			failures.push({address, error});
		}
	}
	const kinds = new Set(failures.map(failure => failure.error.kind));
	const kind =
		failures.find(failure => failure.error.kind === 'forbidden') === undefined
			? ([...kinds][0] ?? 'unreachable')
			: 'forbidden';
	throw new EngineError(kind, `cannot reach a Docker engine\n  ${describeFailures(failures)}`, {cause: failures});
};
