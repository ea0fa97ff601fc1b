import type {LogLine} from '../model/log-line.ts';

/** How far a log was read, so that reading can go on without loss and without repetition. */
export type ResumePoint = {
	/** Keeps the lines that were not read before. */
	fresh(lines: readonly LogLine[]): readonly LogLine[];
	/** From when to read again; undefined when nothing was read. */
	since(): string | undefined;
	/** The stream begins again at `since()`: what comes may have been seen. */
	rewind(): void;
};

type Mark = {
	time: string;
	/** Lines that had this time. */
	count: number;
	/** Of those, how many came again; undefined when nothing is repeated just now. */
	replayed: number | undefined;
};

/** Tasks and the two outputs of a process are read by different hands: between them times are not in order. */
const overlap = 2000;

const keyOf = (line: LogLine) => `${line.taskId ?? ''} ${line.source}`;

export const createResumePoint = (): ResumePoint => {
	const marks = new Map<string, Mark>();
	let last: string | undefined;

	const isFresh = (line: LogLine): boolean => {
		const time = line.timestamp;
		if (time === undefined) return true;
		if (last === undefined || time > last) last = time;
		const key = keyOf(line);
		const mark = marks.get(key);
		if (mark?.replayed !== undefined) {
			// Within one output times do not go back, so an older line is a repetition.
			if (time < mark.time) return false;
			if (time === mark.time && mark.replayed++ < mark.count) return false;
			mark.replayed = undefined;
		}
		if (mark?.time === time) mark.count++;
		else marks.set(key, {time, count: 1, replayed: undefined});
		return true;
	};

	return {
		fresh: lines => lines.filter(isFresh),
		since() {
			const at = last === undefined ? Number.NaN : Date.parse(last);
			return Number.isNaN(at) ? last : new Date(at - overlap).toISOString();
		},
		rewind() {
			for (const mark of marks.values()) mark.replayed = 0;
		},
	};
};
