import {childController, pause} from './pause.ts';
import type {StartUsageSource, Wanted} from './usage-source.ts';

const mostStreams = 60;
/** A row that left the screen keeps its stream so long, for who scrolls back. */
const linger = 10_000;
const inFlight = 3;
/** Between two rounds, or before a stream that ended is opened again. */
const rest = 1000;

type Stream = {readonly controller: AbortController; leftAt: number | undefined};

/** Keeps a stream open for each visible row and asks for the others in turn: right where one answer takes a second. */
export const startStreamsSource: StartUsageSource = (options, signal) => {
	const {engine, now} = options;
	const streams = new Map<string, Stream>();
	let wanted: Wanted = {visible: [], others: []};
	let turn = 0;

	const read = async (id: string, own: AbortSignal) => {
		while (!own.aborted) {
			try {
				for await (const sample of engine.samples(id, own)) {
					if (own.aborted) break;
					options.onSample(id, sample);
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

	/** A visible row without a stream counts as one of the others. */
	const nextInTurn = (): string | undefined => {
		const all = [...wanted.visible, ...wanted.others];
		for (let tries = 0; tries < all.length; tries++) {
			const id = all[turn++ % all.length];
			if (id !== undefined && !streams.has(id)) return id;
		}
		return undefined;
	};
	const work = async () => {
		while (!signal.aborted) {
			sweep();
			const id = nextInTurn();
			if (id !== undefined) {
				try {
					const sample = await engine.sample(id, signal);
					if (sample !== undefined && !signal.aborted) options.onSample(id, sample);
				} catch (error) {
					if (!signal.aborted) options.onFault(error);
				}
			}
			await pause(id === undefined ? rest : rest / 5, signal);
		}
	};
	for (let worker = 0; worker < inFlight; worker++) void work();

	return {
		setWanted(next) {
			wanted = next;
			const visible = new Set(next.visible);
			const running = new Set([...next.visible, ...next.others]);
			for (const [id, stream] of streams) {
				if (!running.has(id)) close(id);
				else stream.leftAt = visible.has(id) ? undefined : (stream.leftAt ?? now());
			}
			for (const id of next.visible) {
				if (streams.has(id)) continue;
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
