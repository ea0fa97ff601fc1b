import type {LogLine} from '../model/log-line.ts';

/** Puts the lines of several writers in order of time; each waits a little for those that come late. */
export type MergeWindow = {
	/** `from` tells streams apart whose lines stay in the order in which they came. */
	add(lines: readonly LogLine[], now: number, from?: string): void;
	/** How many wait. */
	size(): number;
	/** Lines whose wait is over, with all that are older, in order; equal times keep the order in which they came. */
	take(now: number): readonly LogLine[];
};

const usualWait = 300;
/** A flood is not held back: from then on what came first goes first. */
const mostHeld = 20_000;

type Held = {readonly line: LogLine; readonly time: string; readonly cameAt: number};

const byTime = (one: Held, other: Held) => (one.time < other.time ? -1 : one.time > other.time ? 1 : 0);

/** Docker writes times in UTC with nine decimals, so that their text sorts as they do. */
export const createMergeWindow = (wait: number = usualWait): MergeWindow => {
	const held: Held[] = [];
	const lastTimes = new Map<string, string>();

	const release = (isOver: (item: Held) => boolean): readonly LogLine[] => {
		let newest: string | undefined;
		for (const item of held) if (isOver(item) && (newest === undefined || item.time > newest)) newest = item.time;
		if (newest === undefined) return [];
		held.sort(byTime);
		const limit = newest;
		const rest = held.findIndex(item => item.time > limit);
		return held.splice(0, rest < 0 ? held.length : rest).map(item => item.line);
	};

	return {
		size: () => held.length,
		add(lines, now, from = '') {
			let time = lastTimes.get(from) ?? '';
			for (const line of lines) {
				// A line without a time belongs right after the one before it.
				time = line.timestamp ?? time;
				held.push({line, time, cameAt: now});
			}
			lastTimes.set(from, time);
		},
		take: now => release(held.length > mostHeld ? () => true : item => now - item.cameAt >= wait),
	};
};
