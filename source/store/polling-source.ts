import type {Engine} from '../engine/engine.ts';
import type {UsageSample} from '../model/usage.ts';
import {untilBeat} from './beat.ts';
import type {AskingShare} from './monitor.ts';
import {startPoller} from './poller.ts';
import {createPool} from './pool.ts';
import type {StartUsageSource, Wanted} from './usage-source.ts';

/** One burst of questions a second gives one change of the screen a second. */
const usualTick = 1000;
/** An answer may take this part of a tick until one beat is left out. */
const answerShare = 0.5;
/**
 * Fresh rows get their next sample, and so a CPU figure, so many ms after the one before: 90 ticks of the host's clock on
 * two cores, which is a percent of what is shown.
 */
const freshTick = 450;
/** Timers are late by a little. */
const jitter = 100;
const inFlight = 6;
/** Each row off screen comes round in about this time, if the budget allows. */
const roundTrip = 6000;
/** Rows off screen have at most this part of the budget. */
const othersShare = 0.25;

/** Samples per second, visible rows and others together, for so many running containers, or a part of those of many engines. */
type Budget = (running: number, share: AskingShare | undefined) => number;

/**
 * What an engine shall bear: a sample costs it 2 to 3 ms, and `docker stats` takes one of each container each second.
 * Ten a second are a quarter of that for 40 containers.
 */
const requestBudget: Budget = (running, share) => {
	const all = Math.min(60, Math.max(10, (share?.among ?? running) / 15));
	return share === undefined ? all : Math.max(1, all * share.part);
};
/** Files cost the engine nothing, and us little. */
const fileBudget: Budget = () => 250;
/** Samples until a row is fresh no more: the first two make a figure, the third one of about a second, where it is cheap. */
const freshRequests = 2;
const freshFiles = 3;
/** Up to so many visible rows are read from files each second, more of them every other second. */
const manyVisible = 25;

type Seen = {at: number; count: number};

type Ask = (engine: Engine, id: string, signal: AbortSignal) => Promise<UsageSample | undefined>;

const startPolling =
	(ask: Ask, budgetOf: Budget, freshSamples: number): StartUsageSource =>
	(options, signal) => {
		const {engine, now} = options;
		const seen = new Map<string, Seen>();
		let wanted: Wanted = {visible: [], others: []};
		let turn = 0;

		const isFresh = (id: string) => (seen.get(id)?.count ?? 0) < freshSamples;
		const isDue = (id: string, period: number) => now() - (seen.get(id)?.at ?? 0) >= period - jitter;
		const periodOf = (id: string, usual: number) => (isFresh(id) ? freshTick : usual);
		// Nobody waits for the first figures of what is out of sight: they come with the rest.
		const tick = () => (wanted.visible.some(isFresh) ? freshTick : usualTick);
		const wait = () => {
			const next = tick() * options.slowdown();
			return tick() === freshTick ? next : untilBeat(next - usualTick * answerShare);
		};

		const choose = (): readonly string[] => {
			const rest = wanted.others;
			const budget = budgetOf(wanted.visible.length + rest.length, wanted.share);
			const forOthers = Math.min(budget * othersShare, (rest.length * 1000) / roundTrip);
			const least = wanted.visible.length <= manyVisible ? 1000 : 2000;
			const usual = Math.max(least, (wanted.visible.length * 1000) / (budget - forOthers));
			const visible = wanted.visible.filter(id => isDue(id, periodOf(id, usual)));
			const room = Math.max(1, Math.floor((budget * tick()) / 1000) - visible.length);
			const fresh = rest.filter(id => isFresh(id) && isDue(id, freshTick)).slice(0, room);
			if (fresh.length > 0) return [...visible, ...fresh];
			const share = Math.ceil((forOthers * tick()) / 1000);
			const inTurn: string[] = [];
			for (let taken = 0; taken < Math.min(share, rest.length); taken++) {
				const id = rest[turn++ % rest.length];
				if (id !== undefined && isDue(id, usualTick)) inTurn.push(id);
			}
			return [...visible, ...inTurn];
		};

		const sample = async (id: string) => {
			const asked = now();
			seen.set(id, {at: asked, count: (seen.get(id)?.count ?? 0) + 1});
			try {
				const answer = await ask(engine, id, signal);
				if (answer === undefined || signal.aborted) return;
				options.onAnswer?.(now() - asked);
				options.onSample(id, answer);
			} catch (error) {
				if (!signal.aborted) options.onFault(error);
			}
		};

		const pool = createPool(inFlight);
		const poller = startPoller(
			async () => {
				await Promise.all(choose().map(id => pool.run(() => (signal.aborted ? Promise.resolve() : sample(id)))));
			},
			wait,
			signal,
		);

		return {
			setWanted(next) {
				const before = new Set(wanted.visible);
				wanted = next;
				const known = new Set([...next.visible, ...next.others]);
				for (const id of seen.keys()) if (!known.has(id)) seen.delete(id);
				if (next.visible.some(id => !before.has(id) && isDue(id, usualTick))) poller.poke();
			},
		};
	};

/** Asks for one-shot samples: right where the engine answers them at once. */
export const startPollingSource: StartUsageSource = startPolling(
	(engine, id, signal) => engine.containers.sample(id, signal),
	requestBudget,
	freshRequests,
);

/** Reads the kernel's files: right where the engine runs on this machine and they may be read. */
export const startFilesSource: StartUsageSource = startPolling(
	(engine, id, signal) => engine.containers.localSample(id, signal),
	fileBudget,
	freshFiles,
);
