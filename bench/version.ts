import {run} from '../test/lab/process.ts';

/** What a program says its version is; undefined where it does not say. */
export const versionOf = async (program: string, args: readonly string[] | undefined): Promise<string | undefined> => {
	if (args === undefined) return undefined;
	const text = await run(program, args, {env: process.env, timeout: 5000}).catch(() => '');
	return /\d+(?:\.\d+)+[\w.+-]*/.exec(text)?.[0];
};
