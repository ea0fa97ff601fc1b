import {readdir, readFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {text, wire} from './wire.ts';

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Names of all contexts that docker keeps here, in order; `default`, which it keeps nowhere, first. */
export const contextNames = async (
	environment: Readonly<Record<string, string | undefined>>,
	home = homedir(),
): Promise<readonly string[]> => {
	const folder = join(environment.DOCKER_CONFIG ?? join(home, '.docker'), 'contexts', 'meta');
	const entries = await readdir(folder).catch((error: unknown) => {
		if (isMissing(error)) return [];
		throw error;
	});
	const names = await Promise.all(
		entries.map(async entry => {
			try {
				return text(wire(JSON.parse(await readFile(join(folder, entry, 'meta.json'), 'utf8'))).Name);
			} catch {
				// What is no context, or a broken one, names no engine.
				return undefined;
			}
		}),
	);
	return ['default', ...names.filter(name => name !== undefined).sort()];
};
