import {setTimeout as sleep} from 'node:timers/promises';
import {type Cost, costBetween, type Usage} from './cost.ts';
import {groupUsage} from './processes.ts';
import type {Session} from './session.ts';

/** What a tool and the engine used while time went by. */
export type Window = {
	readonly own: Cost;
	readonly daemon: Cost;
	readonly bytesPerSecond: number;
	readonly after: Usage;
};

/** What the engine uses while no tool looks at it. */
export const measureBase = async (pids: readonly number[], seconds: number): Promise<Cost> => {
	const before = groupUsage(pids);
	await sleep(seconds * 1000);
	return costBetween(before, groupUsage(pids));
};

/** Lets time go by and tells what was used; nothing is put on the screen meanwhile. */
export const measureWindow = async (session: Session, daemons: readonly number[], seconds: number): Promise<Window> => {
	session.hold();
	const daemonBefore = groupUsage(daemons);
	const before = session.usage();
	const bytes = session.byteCount();
	await sleep(seconds * 1000);
	const after = session.usage();
	const written = session.byteCount() - bytes;
	const own = costBetween(before, after);
	const daemon = costBetween(daemonBefore, groupUsage(daemons));
	await session.release();
	return {own, daemon, bytesPerSecond: written / own.seconds, after};
};
