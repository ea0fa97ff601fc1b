import {execFile} from 'node:child_process';
import {accessSync, constants} from 'node:fs';
import {basename, delimiter, dirname, join} from 'node:path';
import process from 'node:process';
import type {EngineAddress, TlsFiles} from './engine.ts';

/** Variables of a program's environment; those without a value are taken away. */
type DockerEnvironment = Readonly<Record<string, string | undefined>>;

/** docker's own program knows no https: with TLS it speaks tcp. */
const dockerUrl = (url: string): string => url.replace(/^https?:/, 'tcp:');

/** The first words with which docker's own program reaches an engine; certificates of a context are known by its name. */
export const dockerWords = ({url, tls, context}: EngineAddress): readonly string[] => {
	if (tls === undefined) return ['--host', dockerUrl(url)];
	if (context !== undefined) return ['--context', context];
	const {ca, cert, key} = tls.files ?? {};
	return [
		...['--host', dockerUrl(url), tls.isVerified ? '--tlsverify' : '--tls'],
		...(ca === undefined ? [] : ['--tlscacert', ca]),
		...(cert === undefined ? [] : ['--tlscert', cert]),
		...(key === undefined ? [] : ['--tlskey', key]),
	];
};

/** The one folder in which certificates are called as docker calls them; undefined where they are elsewhere. */
const certificateFolder = (files: TlsFiles = {}): string | undefined => {
	const all = Object.entries(files);
	const [folder, ...others] = new Set(all.map(([, path]) => dirname(path)));
	return others.length === 0 && all.every(([name, path]) => basename(path) === `${name}.pem`) ? folder : undefined;
};

/**
 * The same as variables, for whatever goes by them. What leads elsewhere is taken away; where certificates cannot be told by
 * a folder it is the address alone: better no answer than one of another engine.
 */
export const dockerEnvironment = ({url, tls, context}: EngineAddress): DockerEnvironment => {
	const none = {DOCKER_HOST: undefined, DOCKER_CONTEXT: undefined, DOCKER_TLS: undefined, DOCKER_TLS_VERIFY: undefined};
	if (tls === undefined) return {...none, DOCKER_HOST: dockerUrl(url)};
	if (context !== undefined) return {...none, DOCKER_CONTEXT: context};
	const folder = certificateFolder(tls.files);
	return {
		...none,
		DOCKER_HOST: dockerUrl(url),
		...(tls.isVerified ? {DOCKER_TLS_VERIFY: '1'} : {DOCKER_TLS: '1'}),
		...(folder === undefined ? {} : {DOCKER_CERT_PATH: folder}),
	};
};

/** Whether a program of that name is on the path. */
const isOnPath = (name: string): boolean =>
	(process.env.PATH ?? '').split(delimiter).some(folder => {
		try {
			accessSync(join(folder, name), constants.X_OK);
			return folder !== '';
		} catch {
			return false;
		}
	});

/** ms for a plugin to say its version. */
const patience = 10_000;

/** What is to be installed on this machine before docker's own program can do something; undefined where it can. Never throws. */
export const missingProgram = async (needsCompose: boolean, signal: AbortSignal): Promise<string | undefined> => {
	if (!isOnPath('docker')) return 'there is no docker on this machine: install its command line, docker-cli';
	if (!needsCompose) return undefined;
	return new Promise(resolve => {
		execFile('docker', ['compose', 'version'], {signal, timeout: patience}, error =>
			resolve(error === null ? undefined : 'docker has no compose here: install its plugin, docker-compose'),
		);
	});
};
