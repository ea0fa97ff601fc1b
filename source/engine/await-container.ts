import {setTimeout as pause} from 'node:timers/promises';
import {objectAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {EngineError} from './engine-error.ts';
import {number, wire} from './wire.ts';

/** How often a container is looked at, ms. */
const look = 300;

/** What a container is waited for to be: healthy, or ended with exit code 0. One that nothing checks only has to run. */
export type AwaitedState = 'healthy' | 'completed';

/** Whether it is so by now; fails where it will not be. */
const isSo = (inspected: unknown, awaited: AwaitedState): boolean => {
	const state = wire(wire(inspected).State);
	const isRunning = state.Running === true;
	if (awaited === 'completed') {
		if (isRunning) return false;
		if (state.ExitCode === 0) return true;
		throw new EngineError('rejected', `it ended with exit code ${number(state.ExitCode) ?? 'unknown'}`);
	}
	if (!isRunning) throw new EngineError('rejected', `it ended with exit code ${number(state.ExitCode) ?? 'unknown'}`);
	const health = wire(state.Health).Status;
	if (health === 'unhealthy') throw new EngineError('rejected', 'it runs, and is unhealthy');
	return health === undefined || health === 'none' || health === 'healthy';
};

/** Waits, as long as it takes, until a container that was started is as others need it; fails where it never will be. */
export const awaitContainer = async (
	calls: Calls,
	id: string,
	awaited: AwaitedState,
	signal: AbortSignal,
): Promise<void> => {
	for (;;) {
		const container = calls.containers(signal).getContainer(id);
		if (isSo(objectAnswer('the container', ['Id'], await container.inspect()), awaited)) return;
		await pause(look, undefined, {signal});
	}
};
