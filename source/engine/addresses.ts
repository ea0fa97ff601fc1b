import {createHash} from 'node:crypto';
import type {Stats} from 'node:fs';
import {readFile, stat} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join, resolve} from 'node:path';
import process from 'node:process';
import type {EngineAddress} from './engine.ts';
import {EngineError} from './engine-error.ts';
import {parseSshAddress} from './ssh-address.ts';
import {boundedText, text, wire} from './wire.ts';

/** What a person said on the command line. */
export type AddressOptions = {
	readonly host?: string;
	readonly context?: string;
	/** docker's `--tls…` flags. */
	readonly tls?: TlsOptions | undefined;
};

/** Whether TLS is spoken, whether the server's certificate is looked at, and files that are not at their usual place. */
export type TlsOptions = {
	readonly isOn: boolean;
	readonly isVerified: boolean;
	readonly ca?: string;
	readonly cert?: string;
	readonly key?: string;
};

/** Addresses to try in turn, and whether somebody named one. */
export type Addresses = {
	readonly list: readonly EngineAddress[];
	readonly isNamed: boolean;
	/** What is wrong with the configuration and does no harm. */
	readonly warning?: string;
};

type Environment = Readonly<Record<string, string | undefined>>;

const configuration = (message: string, advice: string, cause?: unknown): EngineError =>
	new EngineError('configuration', message, {advice, cause});

const isMissing = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** More than any configuration or certificate, bytes. */
const largestFile = 1_048_576;

/** A pipe or a device would be read for ever. */
const regularFile = async (path: string): Promise<Stats> => {
	const stats = await stat(path);
	if (!stats.isFile()) throw configuration(`${path} is not a regular file`, 'is it the right file?');
	return stats;
};

/** A file's text, or undefined when there is none; other faults say which file it was. */
const readOptional = async (path: string): Promise<string | undefined> => {
	try {
		const {size} = await regularFile(path);
		if (size > largestFile) throw configuration(`${path} is larger than 1 MiB`, 'is it the right file?');
		return await readFile(path, 'utf8');
	} catch (error) {
		if (error instanceof EngineError) throw error;
		if (isMissing(error)) return undefined;
		throw configuration(`cannot read ${path}`, 'check its permissions', error);
	}
};

const readJson = async (path: string): Promise<unknown> => {
	const body = await readOptional(path);
	// An empty one says nothing, as with docker.
	if (body === undefined || body.trim() === '') return undefined;
	try {
		return JSON.parse(body);
	} catch (error) {
		throw configuration(`${path} is not JSON`, 'repair or remove it', error);
	}
};

type Tls = NonNullable<EngineAddress['tls']>;

const readTls = async (directory: string, isVerified: boolean, given: Partial<TlsOptions> = {}): Promise<Tls> => {
	const paths = {
		ca: resolve(given.ca ?? join(directory, 'ca.pem')),
		cert: resolve(given.cert ?? join(directory, 'cert.pem')),
		key: resolve(given.key ?? join(directory, 'key.pem')),
	};
	const [ca, cert, key] = await Promise.all([paths.ca, paths.cert, paths.key].map(readOptional));
	for (const [name, path, text] of [
		['CA', given.ca, ca],
		['certificate', given.cert, cert],
		['key', given.key, key],
	] as const)
		if (path !== undefined && text === undefined)
			throw configuration(`there is no ${name} at ${path}`, 'check the path');
	return {
		isVerified,
		...(ca === undefined ? {} : {ca}),
		...(cert === undefined ? {} : {cert}),
		...(key === undefined ? {} : {key}),
		files: {
			...(ca === undefined ? {} : {ca: paths.ca}),
			...(cert === undefined ? {} : {cert: paths.cert}),
			...(key === undefined ? {} : {key: paths.key}),
		},
	};
};

/** What the kernel takes as a socket's path, bytes. */
const longestPath = 107;

/** Checks the form of an address and writes it in full; blanks, a bare path, host:port or :port are understood as docker does. */
const normalise = (typed: string, origin: string, home: string): string => {
	const url = boundedText(typed.trim());
	const whole = url.includes('://') ? url : /^(?:\/|\.{1,2}\/|~\/)/.test(url) ? `unix://${url}` : `tcp://${url}`;
	// No shell has seen a ~ that stands behind unix://, or in a context.
	const full = whole
		.replace(/^(tcp|https?):\/\/(?=:)/, '$1://127.0.0.1')
		.replace(/^unix:\/\/~(?=\/)/, () => `unix://${home.replace(/\/+$/, '')}`);
	if (/^npipe:/i.test(full))
		throw configuration(
			`${JSON.stringify(url)} (${origin}) is a pipe of Windows, which cannot be opened here`,
			'name the engine by tcp://, https:// or ssh://, or by its socket in WSL',
		);
	const path = full.startsWith('unix://') ? full.slice('unix://'.length) : '';
	if (Buffer.byteLength(path) > longestPath)
		throw configuration(
			`the path of the socket is longer than ${longestPath} bytes (${origin})`,
			'make a link to it with a shorter path',
		);
	const isSocket = /^unix:\/\/./.test(full);
	const isHost = /^(?:tcp|https?):\/\/\S+$/.test(full) && URL.canParse(full.replace(/^tcp:/, 'http:'));
	const isSsh = full.startsWith('ssh://');
	// It says itself what is wrong with one.
	if (isSsh) parseSshAddress(full);
	if (!isSocket && !isHost && !isSsh) {
		throw configuration(
			`${JSON.stringify(url)} (${origin}) is not an engine’s address`,
			'write unix:///path/to/docker.sock, tcp://host:2375, https://host:2376 or ssh://user@host',
		);
	}
	return full;
};

/** Where docker's configuration is, and the person's files. */
type Folders = {readonly configDirectory: string; readonly home: string};

const fromUrl = async (
	url: string,
	origin: string,
	environment: Environment,
	{configDirectory, home}: Folders,
	given: TlsOptions | undefined,
): Promise<EngineAddress> => {
	const full = normalise(url, origin, home);
	const isVerified = given?.isVerified === true || (environment.DOCKER_TLS_VERIFY ?? '') !== '';
	const isAsked = isVerified || given?.isOn === true || (environment.DOCKER_TLS ?? '') !== '';
	const isTls = full.startsWith('https://') || (full.startsWith('tcp://') && isAsked);
	// As with docker, TLS that is only asked for takes any server.
	const isLax = isAsked && !isVerified;
	const tls = isTls ? await readTls(environment.DOCKER_CERT_PATH ?? configDirectory, !isLax, given) : undefined;
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

const fromContext = async (name: string, origin: string, {configDirectory, home}: Folders): Promise<EngineAddress> => {
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
	const full = normalise(url, origin, home);
	const tls = await readTls(join(configDirectory, 'contexts', 'tls', hash, 'docker'), endpoint.SkipTLSVerify !== true);
	const isTls =
		!full.startsWith('unix://') &&
		!full.startsWith('ssh://') &&
		(tls.ca !== undefined || tls.cert !== undefined || endpoint.SkipTLSVerify === true || full.startsWith('https://'));
	return {name, context: name, url: full, origin: `context ${name}, ${origin}`, ...(isTls ? {tls} : {})};
};

/** Where Docker listens unless it was told otherwise. */
export const usualSocket = 'unix:///var/run/docker.sock';

/** Where engines listen when nobody says otherwise: Docker's, rootless Docker's, Docker Desktop's, Podman's. */
const defaultSockets = (environment: Environment, home: string): readonly string[] => {
	// It is not told to what sudo, cron or a service starts.
	const uid = process.getuid?.();
	const runtime = environment.XDG_RUNTIME_DIR ?? (uid === undefined ? undefined : `/run/user/${uid}`);
	return [
		usualSocket.slice('unix://'.length),
		...(runtime === undefined ? [] : [join(runtime, 'docker.sock')]),
		join(home, '.docker/run/docker.sock'),
		join(home, '.docker/desktop/docker.sock'),
		...(runtime === undefined ? [] : [join(runtime, 'podman/podman.sock')]),
		'/run/podman/podman.sock',
	];
};

/** The context that docker was told to use; a configuration that cannot be read is a warning, as with docker. */
const currentContext = async (path: string): Promise<{readonly current?: string; readonly warning?: string}> => {
	try {
		const current = text(wire(await readJson(path)).currentContext);
		return current === undefined ? {} : {current};
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		return {warning: `${error.message}; it is left aside`};
	}
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
	const host = (url: string, origin: string): Promise<Addresses> =>
		fromUrl(url, origin, environment, {configDirectory, home}, options.tls).then(named);
	const variable = environment.DOCKER_HOST ?? '';
	// The context of that name is what there is without contexts: DOCKER_HOST, else the sockets.
	const context = (name: string, origin: string): Promise<Addresses> => {
		if (name !== 'default') return fromContext(name, origin, {configDirectory, home}).then(named);
		return variable === '' ? Promise.resolve(sockets()) : host(variable, 'DOCKER_HOST');
	};
	if (options.host !== undefined) return host(options.host, '--host');
	if (options.context !== undefined) return context(options.context, '--context');
	if (variable !== '') return host(variable, 'DOCKER_HOST');
	if ((environment.DOCKER_CONTEXT ?? '') !== '') return context(environment.DOCKER_CONTEXT ?? '', 'DOCKER_CONTEXT');
	const {current, warning} = await currentContext(join(configDirectory, 'config.json'));
	const found = current === undefined ? sockets() : await context(current, 'docker’s current context');
	return warning === undefined ? found : {...found, warning};
};

/** The engine that a flag names, where it is one of several: the first of those that it may be. */
export const namedAddress = async (options: AddressOptions, environment: Environment): Promise<EngineAddress> => {
	const {list} = await findAddresses(options, environment);
	const [first] = list;
	if (first === undefined)
		throw configuration(`${options.host ?? options.context ?? 'it'} names no engine`, 'check it');
	return first;
};
