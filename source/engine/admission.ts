import type {CallPool} from './agents.ts';
import {EngineError} from './engine-error.ts';

/** So many connections a narrow way carries at once, pings included. */
export const narrowest = 6;

/** Who goes first when a connection is free, and how many each kind of call may have. One is left to pings. */
const most: Readonly<Record<CallPool, number>> = {containers: 2, actions: 2, streams: 3, swarm: 1, stats: 2};
const order: readonly CallPool[] = ['containers', 'actions', 'streams', 'swarm', 'stats'];
const together = narrowest - 1;

/** Lets calls in where few connections carry all of them. */
export type Admission = {
	/** Resolves with the way to leave when it is the call's turn; a stream that would be one too many is refused. */
	enter(pool: CallPool, signal: AbortSignal): Promise<() => void>;
};

type Waiting = {readonly go: (leave: () => void) => void};

/** Nobody is inside. Questions on containers always find a place: all others together leave one free. */
export const createAdmission = (): Admission => {
	const inside: Record<CallPool, number> = {containers: 0, actions: 0, streams: 0, swarm: 0, stats: 0};
	const waiting: Readonly<Record<CallPool, Waiting[]>> = {
		containers: [],
		actions: [],
		streams: [],
		swarm: [],
		stats: [],
	};
	const hasRoom = (pool: CallPool): boolean => {
		const all = Object.values(inside).reduce((sum, count) => sum + count, 0);
		const others = all - inside.containers;
		return inside[pool] < most[pool] && all < together && (pool === 'containers' || others < together - 1);
	};
	const admitOne = (pool: CallPool): boolean => {
		if (!hasRoom(pool)) return false;
		const next = waiting[pool].shift();
		if (next === undefined) return false;
		let isInside = true;
		inside[pool]++;
		next.go(() => {
			if (!isInside) return;
			isInside = false;
			inside[pool]--;
			admitAll();
		});
		return true;
	};
	const admitAll = (): void => {
		while (order.some(admitOne));
	};
	return {
		enter: (pool, signal) =>
			new Promise((resolve, reject) => {
				if (pool === 'streams' && inside.streams + waiting.streams.length >= most.streams) {
					reject(
						new EngineError('rejected', `over ssh ${most.streams} streams are open at a time, the events among them`, {
							advice: 'leave another log or shell first',
						}),
					);
					return;
				}
				const onAbort = (): void => {
					const at = waiting[pool].indexOf(one);
					if (at >= 0) waiting[pool].splice(at, 1);
					reject(new EngineError('timeout', 'given up', {cause: signal.reason}));
				};
				const one: Waiting = {
					go: leave => {
						signal.removeEventListener('abort', onAbort);
						resolve(leave);
					},
				};
				signal.addEventListener('abort', onAbort, {once: true});
				waiting[pool].push(one);
				admitAll();
			}),
	};
};
