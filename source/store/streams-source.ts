import type {UsageSample} from '../model/usage.ts';
import {childController, pause} from './pause.ts';
import type {StartUsageSource, Wanted} from './usage-source.ts';

const mostStreams = 60;
/**
 * Up to so many visible rows keep their streams. A stream costs the engine as much as `docker stats` does, and a quarter
 * of that is all it shall pay: where more rows are visible, a stream brings only the first figures of each.
 */
const fewRows = 8;
/** Samples that make a first CPU figure. */
const firstSamples = 2;
/** A row that left the screen keeps its stream so long, for who scrolls back. */
const linger = 10_000;
/** A slow engine answers all that wait at the same beat, so that a round takes one beat for each so many. */
const fewestInFlight = 2;
const mostInFlight = 8;
/** While rows have no CPU figure yet. */
const inFlightAtFirst = 12;
/** In how many beats each row off screen shall come round. */
const beats = 8;
/** Between two rounds, or before a stream that ended is opened again. */
const rest = 1000;

type Stream = {readonly controller: AbortController; leftAt: number | undefined};

/** Streams of the visible rows as long as they are few or new, and questions in turn: right where one answer takes a second. */
export const startStreamsSource: StartUsageSource = (options, signal) => {
	const {engine, now} = options;
	const streams = new Map<string, Stream>();
	let wanted: Wanted = {visible: [], others: []};
	const asked = new Map<string, number>();
	const given = new Map<string, number>();
	const asking = new Set<string>();
	let turn = 0;

	const hasFigure = (id: string) => (given.get(id) ?? 0) >= firstSamples;
	const isWorthStream = (id: string) => wanted.visible.length <= fewRows || !hasFigure(id);
	const take = (id: string, sample: UsageSample) => {
		given.set(id, (given.get(id) ?? 0) + 1);
		options.onSample(id, sample);
	};

	const read = async (id: string, own: AbortSignal) => {
		while (!own.aborted) {
			try {
				for await (const sample of engine.containers.samples(id, own)) {
					if (own.aborted) break;
					take(id, sample);
					if (!isWorthStream(id)) close(id);
				}
			} catch (error) {
				if (!own.aborted) options.onFault(error);
			}
			await pause(rest, own);
		}
	};
	const open = (id: string) => {
		const controller = childController(signal);
		streams.set(id, {controller, leftAt: undefined});
		void read(id, controller.signal);
	};
	const close = (id: string) => {
		streams.get(id)?.controller.abort();
		streams.delete(id);
	};
	const sweep = () => {
		for (const [id, stream] of streams) {
			if (stream.leftAt !== undefined && now() - stream.leftAt >= linger) close(id);
		}
	};

	const isFresh = (id: string) => !hasFigure(id) && (asked.get(id) ?? 0) < firstSamples;
	const isFree = (id: string) => !streams.has(id) && !asking.has(id);
	/** A visible row without a stream counts as one of the others. */
	const nextInTurn = (): string | undefined => {
		const all = [...wanted.visible, ...wanted.others];
		const fresh = all.find(id => isFresh(id) && isFree(id));
		if (fresh !== undefined) return fresh;
		for (let tries = 0; tries < all.length; tries++) {
			const id = all[turn++ % all.length];
			if (id !== undefined && isFree(id)) return id;
		}
		return undefined;
	};
	const atOnce = () => {
		const free = [...wanted.visible, ...wanted.others].filter(id => !streams.has(id));
		if (free.some(isFresh)) return inFlightAtFirst;
		return Math.min(mostInFlight, Math.max(fewestInFlight, Math.ceil(free.length / beats)));
	};
	const work = async (worker: number) => {
		while (!signal.aborted) {
			sweep();
			const id = worker < atOnce() ? nextInTurn() : undefined;
			if (id !== undefined) {
				asking.add(id);
				asked.set(id, (asked.get(id) ?? 0) + 1);
				try {
					const sample = await engine.containers.sample(id, signal);
					if (sample !== undefined && !signal.aborted) take(id, sample);
				} catch (error) {
					if (!signal.aborted) options.onFault(error);
				}
				asking.delete(id);
			}
			await pause(id === undefined ? rest : rest / 5, signal);
		}
	};
	for (let worker = 0; worker < inFlightAtFirst; worker++) void work(worker);

	return {
		setWanted(next) {
			wanted = next;
			const visible = new Set(next.visible);
			const running = new Set([...next.visible, ...next.others]);
			for (const counts of [asked, given]) for (const id of counts.keys()) if (!running.has(id)) counts.delete(id);
			for (const [id, stream] of streams) {
				if (!running.has(id)) close(id);
				else stream.leftAt = visible.has(id) ? undefined : (stream.leftAt ?? now());
			}
			for (const id of next.visible) {
				if (streams.has(id) || !isWorthStream(id)) continue;
				if (streams.size >= mostStreams) {
					const idle = [...streams].find(([, stream]) => stream.leftAt !== undefined);
					if (idle === undefined) break;
					close(idle[0]);
				}
				open(id);
			}
		},
	};
};
