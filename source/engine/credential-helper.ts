import {spawn} from 'node:child_process';
import {EngineError} from './engine-error.ts';
import {text, wire} from './wire.ts';

/** ms until a helper that does not answer is given up. */
const patience = 60_000;

/** Bytes that a helper may print. */
const mostBytes = 1_048_576;

/** What docker's credential helpers can do. */
type HelperVerb = 'get' | 'store' | 'erase';

/**
 * Runs `docker-credential-NAME`, which reads what is asked for and prints JSON. What it prints or is given goes into no
 * message: it may be a secret.
 */
const runHelper = (
	name: string,
	verb: HelperVerb,
	input: string,
	signal: AbortSignal,
): Promise<{readonly code: number | null; readonly output: string}> =>
	new Promise((resolve, reject) => {
		const program = `docker-credential-${name}`;
		const fail = (why: string): void => reject(new EngineError('configuration', `${program} ${why}`));
		if (!/^[\w.-]+$/.test(name)) return fail('is no name of a credential helper');
		const child = spawn(program, [verb], {
			stdio: ['pipe', 'pipe', 'ignore'],
			signal,
			timeout: patience,
			killSignal: 'SIGKILL',
		});
		let output = '';
		child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
			if (output.length < mostBytes) output += chunk;
		});
		child.on('error', () => fail(signal.aborted ? 'was given up' : 'is not installed, or cannot be run'));
		child.on('close', (code, ended) =>
			ended === null ? resolve({code, output}) : fail(`was ended by ${ended}, or did not answer`),
		);
		// Who ended without reading tells the rest by the exit code.
		child.stdin.on('error', () => undefined);
		child.stdin.end(input);
	});

/** User and secret that a helper keeps for a server; undefined where it keeps none. */
export const askHelper = async (
	name: string,
	server: string,
	signal: AbortSignal,
): Promise<{readonly user: string; readonly secret: string} | undefined> => {
	const {code, output} = await runHelper(name, 'get', server, signal);
	if (code !== 0) {
		if (/credentials not found/i.test(output)) return undefined;
		throw new EngineError('configuration', `docker-credential-${name} does not give the credentials of ${server}`);
	}
	try {
		const told = wire(JSON.parse(output));
		const [user, secret] = [text(told.Username), told.Secret];
		return user === undefined || typeof secret !== 'string' ? undefined : {user, secret};
	} catch {
		// The parser's own words would quote what was printed.
		throw new EngineError('configuration', `docker-credential-${name} did not answer in JSON`);
	}
};

/** Has a helper keep the secret of a server. */
export const storeInHelper = async (
	name: string,
	credential: {readonly server: string; readonly user: string; readonly secret: string},
	signal: AbortSignal,
): Promise<void> => {
	const {server, user, secret} = credential;
	const input = JSON.stringify({ServerURL: server, Username: user, Secret: secret});
	const {code} = await runHelper(name, 'store', input, signal);
	if (code !== 0) throw new EngineError('configuration', `docker-credential-${name} did not keep it`);
};

/** Has a helper forget a server; whether it knew it. */
export const eraseInHelper = async (name: string, server: string, signal: AbortSignal): Promise<boolean> => {
	const {code, output} = await runHelper(name, 'erase', server, signal);
	if (code !== 0 && !/credentials not found/i.test(output))
		throw new EngineError('configuration', `docker-credential-${name} did not forget ${server}`);
	return code === 0;
};
