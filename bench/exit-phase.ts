import {setTimeout as sleep} from 'node:timers/promises';
import type {Measured} from './figures.ts';
import {isRunning} from './processes.ts';
import type {Session} from './session.ts';

const patience = 5000;

/** Waits for the end of a process; resolves with its moment, or undefined when it goes on. */
export const endOf = async (pid: number, limit = patience): Promise<number | undefined> => {
	const deadline = performance.now() + limit;
	// script tells it 10 ms late and more: it waits for last output.
	while (performance.now() < deadline) {
		if (!isRunning(pid)) return performance.now();
		await sleep(1);
	}
	return undefined;
};

/** From the quit key to the end of the process; absent when it does not end. */
export const measureExit = async (session: Session, quit: string): Promise<Measured> => {
	const pressedAt = session.press(quit);
	const endedAt = await endOf(session.pid);
	return endedAt === undefined ? {} : {exit: endedAt - pressedAt};
};
