import {execFile} from 'node:child_process';
import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';
import process from 'node:process';
import type {EngineAddress} from './engine.ts';

/** The first words with which docker's own program reaches an engine; certificates of a context are known by its name. */
export const dockerWords = ({url, tls, context}: EngineAddress): readonly string[] => {
	if (tls === undefined) return ['--host', url];
	return context === undefined ? ['--host', url, tls.isVerified ? '--tlsverify' : '--tls'] : ['--context', context];
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
