import type {LogLine} from '../../model/log-line.ts';
import type {NamedLog} from '../../store/monitor.ts';

type Source = {
	readonly name: string;
	readonly batches: AsyncIterator<readonly LogLine[]>;
	lines: readonly LogLine[];
	at: number;
	isOver: boolean;
};

/** Reads on where a source has no line left; whether it has one. */
const fill = async (source: Source): Promise<boolean> => {
	while (!source.isOver && source.at >= source.lines.length) {
		const next = await source.batches.next();
		source.isOver = next.done === true;
		source.lines = next.done === true ? [] : next.value;
		source.at = 0;
	}
	return source.at < source.lines.length;
};

const timeOf = ({lines, at}: Source): string => lines[at]?.timestamp ?? '';

/** Lines that are held to put those of many writers in order: they come one writer after the other, or as they are read. */
const mostHeld = 20_000;

const byTime = (one: LogLine, other: LogLine): number => {
	const [first = '', second = ''] = [one.timestamp, other.timestamp];
	return first < second ? -1 : Number(first > second);
};

/** The same in the order of time, as far as lines that are near each other go. */
async function* inOrder(
	batches: AsyncIterable<readonly LogLine[]>,
): AsyncGenerator<readonly LogLine[], void, undefined> {
	const held: LogLine[] = [];
	for await (const batch of batches) {
		for (const line of batch) held.push(line);
		if (held.length < mostHeld) continue;
		held.sort(byTime);
		yield held.splice(0, held.length / 2);
	}
	if (held.length > 0) yield held.sort(byTime);
}

/** Lines that are handed on at once. */
const batchLength = 1000;

/**
 * Logs that end as one, in the order of time, without holding more of them than a batch of each; of several, each line
 * bears the name of its log. One that cannot be read fails all.
 */
export async function* mergedByTime(
	targets: readonly NamedLog[],
	readOne: (target: NamedLog) => AsyncIterable<readonly LogLine[]>,
): AsyncGenerator<readonly LogLine[], void, undefined> {
	// One container writes in order; several may be behind all else.
	const read = (target: NamedLog) => (target.kind === 'container' ? readOne(target) : inOrder(readOne(target)));
	const [only, ...others] = targets;
	if (only === undefined) return;
	if (others.length === 0) {
		yield* read(only);
		return;
	}
	const sources = targets.map(
		(target): Source => ({
			name: target.name,
			batches: read(target)[Symbol.asyncIterator](),
			lines: [],
			at: 0,
			isOver: false,
		}),
	);
	let batch: LogLine[] = [];
	await Promise.all(sources.map(fill));
	for (;;) {
		const open = sources.filter(({lines, at}) => at < lines.length);
		const [first, ...rest] = open;
		if (first === undefined) break;
		const next = rest.reduce((least, source) => (timeOf(source) < timeOf(least) ? source : least), first);
		const line = next.lines[next.at];
		next.at++;
		if (line !== undefined) batch.push({...line, origin: next.name});
		await fill(next);
		if (batch.length < batchLength) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}
