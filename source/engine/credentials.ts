import {chmod, mkdir, readFile, realpath, rename, rm, stat, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, join} from 'node:path';
import {askHelper, eraseInHelper, storeInHelper} from './credential-helper.ts';
import {EngineError} from './engine-error.ts';
import {keyOfRegistry, registryHost} from './registry-name.ts';
import {text, wire} from './wire.ts';

/** What an engine is given to speak to a registry, as the API calls it. Never shown and never logged. */
export type RegistryAuth = {
	readonly username?: string;
	readonly password?: string;
	readonly identitytoken?: string;
	readonly serveraddress: string;
};

/** A person's user of a registry. */
export type RegistryUser = {readonly host: string; readonly user: string; readonly secret: string};

/** docker's own file of credentials, and its helpers. */
export type Credentials = {
	/** What is kept for a registry; undefined where nothing is. */
	find(host: string, signal: AbortSignal): Promise<RegistryAuth | undefined>;
	/** Keeps a user as docker does: with its helper where there is one, else in the file. Resolves with where. */
	keep(user: RegistryUser, isToken: boolean, signal: AbortSignal): Promise<string>;
	/** Forgets a registry; whether anything was kept. */
	forget(host: string, signal: AbortSignal): Promise<boolean>;
};

/** Helpers answer so where what they keep is a token and no password. */
const tokenUser = '<token>';

const folderOf = (environment: Readonly<Record<string, string | undefined>>): string =>
	environment.DOCKER_CONFIG ?? join(homedir(), '.docker');

type Config = Readonly<Record<string, unknown>>;

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const readConfig = async (path: string): Promise<Config> => {
	let content: string;
	try {
		content = await readFile(path, 'utf8');
	} catch (error) {
		if (isMissing(error)) return {};
		throw new EngineError('configuration', `cannot read ${path}`, {cause: error});
	}
	try {
		return content.trim() === '' ? {} : wire(JSON.parse(content));
	} catch {
		// The parser's own words would quote the file.
		throw new EngineError('configuration', `${path} is not whole JSON`);
	}
};

/** Writes the file as a whole: who reads it meanwhile has the old one. Its rights, and where a link leads, stay. */
const writeConfig = async (path: string, config: Config): Promise<void> => {
	const target = await realpath(path).catch(() => path);
	const next = `${target}.${process.pid}.new`;
	try {
		await mkdir(dirname(target), {recursive: true, mode: 0o700});
		const mode = await stat(target).then(
			found => found.mode & 0o777,
			() => 0o600,
		);
		await writeFile(next, `${JSON.stringify(config, undefined, '\t')}\n`, {mode: 0o600, flag: 'wx'});
		await chmod(next, mode);
		await rename(next, target);
	} catch (error) {
		await rm(next, {force: true});
		throw new EngineError('configuration', `cannot write ${path}`, {cause: error});
	}
};

/** The helper that keeps a registry's credentials; undefined where the file itself does. */
const helperOf = (config: Config, key: string): string | undefined => {
	const own = text(wire(config.credHelpers)[key]);
	const all = text(config.credsStore);
	return own !== undefined && own !== '' ? own : all === '' ? undefined : all;
};

/** The names under which a registry stands in the file: old versions kept its whole address. */
const namesIn = (config: Config, host: string): readonly string[] =>
	Object.keys(wire(config.auths)).filter(name => registryHost(name) === host);

const decoded = (entry: Config, server: string): RegistryAuth | undefined => {
	const token = entry.identitytoken;
	const auth = typeof entry.auth === 'string' ? Buffer.from(entry.auth, 'base64').toString('utf8') : '';
	const at = auth.indexOf(':');
	const user = at > 0 ? {username: auth.slice(0, at)} : {};
	if (typeof token === 'string' && token !== '') return {...user, identitytoken: token, serveraddress: server};
	return at > 0 ? {...user, password: auth.slice(at + 1).replace(/\0+$/, ''), serveraddress: server} : undefined;
};

/** Credentials as docker keeps them on this machine. */
export const createCredentials = (environment: Readonly<Record<string, string | undefined>>): Credentials => {
	const path = join(folderOf(environment), 'config.json');
	return {
		async find(host, signal) {
			const config = await readConfig(path);
			const key = keyOfRegistry(host);
			const helper = helperOf(config, key);
			if (helper !== undefined) {
				const kept = await askHelper(helper, key, signal);
				if (kept !== undefined)
					return kept.user === tokenUser
						? {identitytoken: kept.secret, serveraddress: key}
						: {username: kept.user, password: kept.secret, serveraddress: key};
			}
			for (const name of namesIn(config, host)) {
				const found = decoded(wire(wire(config.auths)[name]), key);
				if (found !== undefined) return found;
			}
			return undefined;
		},
		async keep({host, user, secret}, isToken, signal) {
			const config = await readConfig(path);
			const key = keyOfRegistry(host);
			const helper = helperOf(config, key);
			const others = Object.fromEntries(
				Object.entries(wire(config.auths)).filter(([name]) => registryHost(name) !== host),
			);
			if (helper !== undefined) {
				await storeInHelper(helper, {server: key, user: isToken ? tokenUser : user, secret}, signal);
				await writeConfig(path, {...config, auths: {...others, [key]: {}}});
				return `docker-credential-${helper}`;
			}
			const entry = isToken
				? {auth: Buffer.from(`${user}:`).toString('base64'), identitytoken: secret}
				: {auth: Buffer.from(`${user}:${secret}`).toString('base64')};
			await writeConfig(path, {...config, auths: {...others, [key]: entry}});
			return path;
		},
		async forget(host, signal) {
			const config = await readConfig(path);
			const key = keyOfRegistry(host);
			const helper = helperOf(config, key);
			const wasInHelper = helper !== undefined && (await eraseInHelper(helper, key, signal));
			const names = namesIn(config, host);
			if (names.length > 0) {
				const auths = Object.fromEntries(
					Object.entries(wire(config.auths)).filter(([name]) => registryHost(name) !== host),
				);
				await writeConfig(path, {...config, auths});
			}
			return wasInHelper || names.length > 0;
		},
	};
};
