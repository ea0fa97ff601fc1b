import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import type {EngineAddress} from './engine.ts';
import {EngineError} from './engine-error.ts';
import {text, wire} from './wire.ts';

/** What a person said on the command line. */
export type AddressOptions = {readonly host?: string; readonly context?: string};

/** Addresses to try in turn, and whether somebody named one. */
export type Addresses = {readonly list: readonly EngineAddress[]; readonly isNamed: boolean};

type Environment = Readonly<Record<string, string | undefined>>;

const configuration = (message: string, advice: string, cause?: unknown): EngineError =>
	new EngineError('configuration', message, {advice, cause});

const isMissing = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** A file's text, or undefined when there is none; other faults say which file it was. */
const readOptional = async (path: string): Promise<string | undefined> => {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		if (isMissing(error)) return undefined;
		throw configuration(`cannot read ${path}`, 'check its permissions', error);
	}
};

const readJson = async (path: string): Promise<unknown> => {
	const body = await readOptional(path);
	if (body === undefined) return undefined;
	try {
		return JSON.parse(body);
	} catch (error) {
		throw configuration(`${path} is not JSON`, 'repair or remove it', error);
	}
};

type Tls = NonNullable<EngineAddress['tls']>;

const readTls = async (directory: string, isVerified: boolean): Promise<Tls> => {
	const [ca, cert, key] = await Promise.all(
		['ca.pem', 'cert.pem', 'key.pem'].map(name => readOptional(join(directory, name))),
	);
	return {
		isVerified,
		...(ca === undefined ? {} : {ca}),
		...(cert === undefined ? {} : {cert}),
		...(key === undefined ? {} : {key}),
	};
};

/** Checks the form of an address and writes it in full; a bare path or host:port is understood as docker does. */
const normalise = (url: string, origin: string): string => {
	const full = url.includes('://') ? url : url.startsWith('/') ? `unix://${url}` : `tcp://${url}`;
	const isSocket = /^unix:\/\/\/./.test(full);
	const isHost = /^(?:tcp|https?|ssh):\/\/\S+$/.test(full) && URL.canParse(full.replace(/^tcp:/, 'http:'));
	if (!isSocket && !isHost) {
		throw configuration(
			`${JSON.stringify(url)} (${origin}) is not an engine’s address`,
			'write unix:///path/to/docker.sock, tcp://host:2375 or https://host:2376',
		);
	}
	return full;
};

const fromUrl = async (
	url: string,
	origin: string,
	environment: Environment,
	configDirectory: string,
): Promise<EngineAddress> => {
	const full = normalise(url, origin);
	const isTls =
		full.startsWith('https://') || (full.startsWith('tcp://') && (environment.DOCKER_TLS_VERIFY ?? '') !== '');
	const tls = isTls ? await readTls(environment.DOCKER_CERT_PATH ?? configDirectory, true) : undefined;
	if (
		tls !== undefined &&
		environment.DOCKER_CERT_PATH !== undefined &&
		tls.cert === undefined &&
		tls.ca === undefined
	) {
		throw configuration(
			`no certificates in ${environment.DOCKER_CERT_PATH} (DOCKER_CERT_PATH)`,
			'it should hold ca.pem, cert.pem and key.pem',
		);
	}
	return {name: full.replace(/^\w+:\/\//, ''), url: full, origin, ...(tls === undefined ? {} : {tls})};
};

const fromContext = async (name: string, origin: string, configDirectory: string): Promise<EngineAddress> => {
	const hash = createHash('sha256').update(name).digest('hex');
	const path = join(configDirectory, 'contexts', 'meta', hash, 'meta.json');
	const meta = await readJson(path);
	if (meta === undefined) {
		throw configuration(
			`there is no docker context ${JSON.stringify(name)} (${origin})`,
			`docker context ls shows those there are; looked in ${join(configDirectory, 'contexts')}`,
		);
	}
	const endpoint = wire(wire(wire(meta).Endpoints).docker);
	const url = text(endpoint.Host);
	if (url === undefined)
		throw configuration(
			`the docker context ${JSON.stringify(name)} names no engine`,
			`repair it with docker context update ${name} --docker host=…`,
		);
	const full = normalise(url, origin);
	const tls = await readTls(join(configDirectory, 'contexts', 'tls', hash, 'docker'), endpoint.SkipTLSVerify !== true);
	const isTls =
		!full.startsWith('unix://') &&
		!full.startsWith('ssh://') &&
		(tls.ca !== undefined || tls.cert !== undefined || endpoint.SkipTLSVerify === true || full.startsWith('https://'));
	return {name, url: full, origin: `context ${name}, ${origin}`, ...(isTls ? {tls} : {})};
};

/** Where engines listen when nobody says otherwise: Docker's, rootless Docker's, Docker Desktop's, Podman's. */
const defaultSockets = (environment: Environment, home: string): readonly string[] => {
	const runtime = environment.XDG_RUNTIME_DIR;
	return [
		'/var/run/docker.sock',
		...(runtime === undefined ? [] : [join(runtime, 'docker.sock')]),
		join(home, '.docker/run/docker.sock'),
		...(runtime === undefined ? [] : [join(runtime, 'podman/podman.sock')]),
		'/run/podman/podman.sock',
	];
};

/** Finds the engine that the docker CLI would use: flags, environment, its current context, then the default sockets. */
export const findAddresses = async (
	options: AddressOptions,
	environment: Environment,
	home = homedir(),
): Promise<Addresses> => {
	const configDirectory = environment.DOCKER_CONFIG ?? join(home, '.docker');
	const named = (address: EngineAddress): Addresses => ({list: [address], isNamed: true});
	const sockets = (): Addresses => ({
		list: defaultSockets(environment, home).map(path => ({
			name: 'default',
			url: `unix://${path}`,
			origin: 'default socket',
		})),
		isNamed: false,
	});
	const context = (name: string, origin: string): Promise<Addresses> =>
		name === 'default' ? Promise.resolve(sockets()) : fromContext(name, origin, configDirectory).then(named);
	if (options.host !== undefined) return named(await fromUrl(options.host, '--host', environment, configDirectory));
	if (options.context !== undefined) return context(options.context, '--context');
	if ((environment.DOCKER_HOST ?? '') !== '')
		return named(await fromUrl(environment.DOCKER_HOST ?? '', 'DOCKER_HOST', environment, configDirectory));
	if ((environment.DOCKER_CONTEXT ?? '') !== '') return context(environment.DOCKER_CONTEXT ?? '', 'DOCKER_CONTEXT');
	const current = text(wire(await readJson(join(configDirectory, 'config.json'))).currentContext);
	return current === undefined ? sockets() : context(current, 'docker’s current context');
};
