import {setTimeout as sleep} from 'node:timers/promises';
import {costBetween} from './cost.ts';
import type {Measured} from './figures.ts';
import {keyPercentiles, measureKeys} from './key-latency.ts';
import type {Session} from './session.ts';
import type {Tool} from './tool.ts';

/** Presses between two turns: a short list must not end before. */
const turn = 12;
const noiseWindow = 2000;
const repeatGap = 1000 / 30;
const repeatCount = 90;

/** What a tool uses without any key, by the second. */
export type Resting = {readonly cpu: number; readonly bytes: number};

type Move = NonNullable<Tool['move']>;

const mover =
	(move: Move) =>
	(index: number): string =>
		Math.floor(index / turn) % 2 === 0 ? move.down : move.up;

const looker = (session: Session) => (): string => session.screen.signature().join('\n');

/** How often the selection seems to move without a key: latencies mean nothing where it does. */
const countNoise = async (session: Session): Promise<number> => {
	const look = looker(session);
	let before = look();
	let changes = 0;
	const stop = session.watch(() => {
		const now = look();
		if (now !== before) changes++;
		before = now;
	});
	await sleep(noiseWindow);
	stop();
	return changes;
};

/** Moves the selection in the live list: time to the screen, and what a key costs beyond what the list costs anyway. */
export const measureMoves = async (
	session: Session,
	move: Move,
	count: number,
	resting: Resting | undefined,
): Promise<Measured> => {
	const noise = await countNoise(session);
	const before = session.usage();
	const bytes = session.byteCount();
	const latencies = await measureKeys(session, count, mover(move), looker(session));
	const {cpu, seconds} = costBetween(before, session.usage());
	const written = session.byteCount() - bytes;
	const percentiles = keyPercentiles(latencies);
	return {
		keyMissed: latencies.missed,
		keyNoise: noise,
		...(percentiles === undefined ? {} : {keyP50: percentiles.p50, keyP99: percentiles.p99}),
		...(resting === undefined
			? {}
			: {
					keyCpu: (cpu - resting.cpu * seconds) / count,
					keyBytes: (written - resting.bytes * seconds) / count,
				}),
	};
};

/** The same in a list in which nothing moves by itself. */
export const measureIdleMoves = async (session: Session, move: Move, count: number): Promise<Measured> => {
	// Such a list may be as short as two rows.
	const keyAt = (index: number): string => (index % 2 === 0 ? move.down : move.up);
	const percentiles = keyPercentiles(await measureKeys(session, count, keyAt, looker(session)));
	return percentiles === undefined ? {} : {idleKeyP50: percentiles.p50, idleKeyP99: percentiles.p99};
};

/** Holds a key down, and tells how long the selection still moves after it was let go. */
export const measureBacklog = async (session: Session, move: Move): Promise<Measured> => {
	const look = looker(session);
	const keyAt = mover(move);
	let before = look();
	let changedAt: number | undefined;
	const stop = session.watch(at => {
		const now = look();
		if (now !== before) changedAt = at;
		before = now;
	});
	const began = performance.now();
	let pressedAt = began;
	for (let index = 0; index < repeatCount; index++) {
		await sleep(Math.max(0, began + index * repeatGap - performance.now()));
		pressedAt = session.press(keyAt(index));
	}
	const deadline = pressedAt + 10_000;
	while (performance.now() < Math.min(deadline, Math.max(pressedAt, changedAt ?? 0) + 600)) await sleep(100);
	stop();
	return changedAt === undefined ? {} : {backlog: Math.max(0, changedAt - pressedAt)};
};
