import {type Attend, connectEngine} from './engine/connect.ts';
import type {Engine, EngineAddress} from './engine/engine.ts';
import {EngineError} from './engine/engine-error.ts';
import type {Watchable} from './watch.ts';

/** How long the screen waits for those that answer late, ms: they come to it when they do. */
const longest = 4000;

/** What came of a connection that was tried while nobody was asked. */
type Attempt = {readonly engine: Engine} | {readonly error: unknown} | 'late';

const attempt = async (connecting: Promise<Engine>): Promise<Attempt> => {
	const late = Promise.withResolvers<'late'>();
	const timer = setTimeout(() => late.resolve('late'), longest);
	const made = connecting.then(
		(engine): Attempt => ({engine}),
		(error: unknown): Attempt => ({error}),
	);
	try {
		return await Promise.race([made, late.promise]);
	} finally {
		clearTimeout(timer);
	}
};

/** The connection that is under way is the first that is taken. */
const firstOf = (address: EngineAddress, connecting: Promise<Engine>): Watchable => {
	let first: Promise<Engine> | undefined = connecting;
	return {
		address,
		connect: signal => {
			const taken = first ?? connectEngine(address, signal);
			first = undefined;
			return taken;
		},
	};
};

/** Whether ssh may get further with somebody who answers it. */
const isForPerson = (error: unknown): boolean => error instanceof EngineError && error.kind === 'forbidden';

/** Lets ssh ask for one engine, once it is said which; undefined where that was in vain, which is said too. */
const askFor = async (address: EngineAddress, attend: Attend, signal: AbortSignal): Promise<Engine | undefined> => {
	await attend.begin();
	attend.tell(`${address.name}: ssh asks`);
	try {
		return await connectEngine(address, signal, attend);
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		attend.tell(`${address.name}: ${error.message}`);
		return undefined;
	}
};

/**
 * Connects to all engines that are reached by ssh, at once and without questions, then leaves the terminal to ssh for each
 * that has some, one after the other: later there is a screen on it. What cannot be reached now is tried again there.
 */
export const attendEngines = async (
	addresses: readonly EngineAddress[],
	attend: Attend,
	signal: AbortSignal,
): Promise<readonly Watchable[]> => {
	const tried = addresses.map(address => {
		const connecting = address.url.startsWith('ssh://') ? connectEngine(address, signal) : undefined;
		return {address, connecting, attempt: connecting === undefined ? undefined : attempt(connecting)};
	});
	const watchables: Watchable[] = [];
	for (const {address, connecting, attempt: trying} of tried) {
		const result = await trying;
		if (connecting === undefined || result === undefined) watchables.push({address});
		else if (result === 'late') watchables.push(firstOf(address, connecting));
		else if ('engine' in result) watchables.push({address, engine: result.engine});
		else {
			const engine = isForPerson(result.error) ? await askFor(address, attend, signal) : undefined;
			watchables.push(engine === undefined ? {address} : {address, engine});
		}
	}
	return watchables;
};
