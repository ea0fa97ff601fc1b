import {objectAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {EngineError} from './engine-error.ts';
import type {ActionOutcome} from './outcome.ts';
import {inSequence, versionOf} from './versioned.ts';
import {text, type Wire, wire, wires} from './wire.ts';

/** How another machine joins a swarm. */
export type Joining = {
	/** Tokens: whoever has one can join. */
	readonly worker: string;
	readonly manager: string;
	/** Where the manager that was asked is joined, `10.0.0.1:2377`; absent where it does not tell. */
	readonly address?: string;
};

/** What is replaced by a new one: a token, or the key that opens a manager after a restart. */
export type Rotated = 'worker' | 'manager' | 'unlock-key';

/** The swarm as a whole; managers only. */
export type Swarm = {
	joining(signal: AbortSignal): Promise<Joining>;
	/** The key that a locked manager asks for after a restart; undefined where managers are not locked. */
	unlockKey(signal: AbortSignal): Promise<string | undefined>;
	/** Makes a new one, whereupon the old one is taken no more; tries again at most 3 times when out of sequence. */
	rotate(what: Rotated, signal: AbortSignal): Promise<ActionOutcome>;
};

const rotations: Readonly<Record<Rotated, string>> = {
	worker: 'rotateWorkerToken',
	manager: 'rotateManagerToken',
	'unlock-key': 'rotateManagerUnlockKey',
};

const inspect = async (calls: Calls, signal: AbortSignal): Promise<Wire> =>
	objectAnswer('the swarm', ['ID'], await calls.swarm(signal).swarmInspect());

/** The swarm over dockerode's routes, and one that it has none for. */
export const createSwarm = (calls: Calls): Swarm => ({
	async joining(signal) {
		const [swarm, info] = await Promise.all([inspect(calls, signal), calls.swarm(signal).info()]);
		const {Worker: worker, Manager: manager} = wire(swarm.JoinTokens);
		if (typeof worker !== 'string' || typeof manager !== 'string')
			throw new EngineError('rejected', 'the engine did not tell the join tokens');
		const own = wire(wire(info).Swarm);
		const managers = wires(own.RemoteManagers).map(wire);
		const address = text((managers.find(({NodeID: id}) => id === own.NodeID) ?? managers[0])?.Addr);
		return {worker, manager, ...(address === undefined ? {} : {address})};
	},
	async unlockKey(signal) {
		const {modem} = calls.swarm(signal);
		const answer = await new Promise<unknown>((resolve, reject) => {
			const statusCodes = {200: true, 500: 'server error'};
			modem.dial({path: '/swarm/unlockkey', method: 'GET', statusCodes}, (error: unknown, data: unknown) =>
				error === null ? resolve(data) : reject(error),
			);
		});
		const key = text(wire(answer).UnlockKey);
		return key === '' ? undefined : key;
	},
	rotate: (what, signal) =>
		inSequence<ActionOutcome>(async () => {
			const current = await inspect(calls, signal);
			const version = versionOf(current, 'the swarm');
			// Query and body are told apart for the modem, of which the types know nothing.
			const options: object = {_query: {version, [rotations[what]]: true}, _body: wire(current.Spec)};
			await calls.changes(signal).swarmUpdate(options);
			return 'done';
		}),
});
