import {cleanLines} from '../../model/clean-text.ts';
import {levelNamed, levels} from '../../model/log-level.ts';
import type {LogLine} from '../../model/log-line.ts';
import {ofAllKinds, resourceIds, resourceNamed} from '../../resources/registry.ts';
import type {View} from '../../resources/resource.ts';
import type {LogSpan, Monitor, NamedLog} from '../../store/monitor.ts';
import type {EngineState} from '../../store/state.ts';
import {plainText} from '../../ui/styled-text.ts';
import {findNamed} from '../command/command-targets.ts';
import {everyLine, type LogRule} from '../log/log-rule.ts';
import {createBatchSift} from '../log/log-sift.ts';
import {sinceSpan, tailSpan, untilSpan} from '../log/log-span.ts';
import {mergedByTime} from '../log/merged-by-time.ts';
import {type Output, waitFor, write} from './once-wait.ts';
import {hasRows, rowsPatience} from './print-once.ts';

/** Logs that are printed to their end: of which objects, and which lines of them, as typed. */
export type LogsOptions = {
	readonly names: readonly string[];
	readonly since?: string | undefined;
	readonly until?: string | undefined;
	readonly tail?: string | undefined;
	/** Patterns with ` && ` between them, as after `&` on the screen. */
	readonly only?: string | undefined;
	readonly level?: string | undefined;
	/** Whether the time of each line stands in front of it. */
	readonly hasTimes: boolean;
};

/** What the flags ask for. */
type Asked = {readonly span: LogSpan; readonly rule: LogRule};

const askedFor = (
	{since = '', until = '', tail = 'all', only = '', level}: LogsOptions,
	now: number,
): Asked | {readonly fault: string} => {
	const counted = tailSpan({tail: 'all'}, tail);
	if ('fault' in counted) return {fault: `--${counted.fault}`};
	const begun = sinceSpan(counted, since, now);
	if ('fault' in begun) return {fault: `--since: ${begun.fault}`};
	const ended = untilSpan({...begun, tail: counted.tail}, until, now);
	if ('fault' in ended) return {fault: `--until: ${ended.fault}`};
	const least = level === undefined ? undefined : levelNamed(level);
	if (level !== undefined && least === undefined) return {fault: `--level takes one of ${levels.join(', ')}`};
	return {span: ended, rule: {...everyLine, only, ...(least === undefined ? {} : {level: least})}};
};

/** Whether all is known that a name may mean, or why it will not be. */
const areListed = (state: EngineState): boolean =>
	ofAllKinds(resource => resource.logs === undefined || hasRows(resource, state)).every(Boolean);

/** A line as it is printed: in a terminal with its own colours. */
const textOf = (line: LogLine, prefix: string | undefined, {hasTimes}: LogsOptions, isColored: boolean): string =>
	[hasTimes ? (line.timestamp ?? '-') : undefined, prefix, isColored ? line.text : plainText(line.text)]
		.filter(part => part !== undefined)
		.join(' ');

/** Batches of the lines that were asked for. An engine counts a tail from the log's own end: here it is that of the part. */
async function* batches(monitor: Monitor, targets: readonly NamedLog[], {span, rule}: Asked, signal: AbortSignal) {
	const sift = createBatchSift(rule);
	const {tail} = span;
	const isCounted = tail !== 'all' && (span.until !== undefined || rule.only !== '' || rule.level !== undefined);
	const read = (target: NamedLog) => monitor.readLog(target, isCounted ? {...span, tail: 'all'} : span, signal);
	let held: readonly LogLine[] = [];
	for await (const batch of mergedByTime(targets, read)) {
		const lines = sift(batch);
		if (isCounted) held = [...held, ...lines].slice(-tail);
		else if (lines.length > 0) yield lines;
	}
	if (held.length > 0) yield held;
}

/** Prints the logs of what is named, merged by time, and ends with them; resolves with the exit code. */
export const printLogs = async (monitor: Monitor, options: LogsOptions, {stdout, stderr}: Output): Promise<number> => {
	const say = (words: string) => write(stderr, `tallyman: ${cleanLines(words)}\n`);
	monitor.watch({containers: [], tables: resourceIds()});
	await waitFor(monitor, rowsPatience, areListed);
	const state = monitor.store.getState();
	if (state.connection.status === 'lost') {
		await say(state.connection.reason);
		return 1;
	}
	const view: View = {state, now: monitor.now()};
	const asked = askedFor(options, view.now);
	const named = findNamed(undefined, view, options.names, resource => resource.logs !== undefined);
	const fault = 'fault' in asked ? asked.fault : 'fault' in named ? named.fault : undefined;
	if (fault !== undefined || 'fault' in asked || 'fault' in named) {
		await say(fault ?? '');
		return 2;
	}
	const {kind, targets} = named((resource, rows) => ({
		kind: resource.table.id,
		targets: rows.flatMap(row => resource.logs?.(row) ?? []),
	}));
	const ending = new AbortController();
	try {
		for await (const lines of batches(monitor, targets, asked, ending.signal)) {
			const text = lines.map(line => {
				const prefix = resourceNamed(kind)(({logPrefix}) => logPrefix?.(line, view))?.text;
				return `${textOf(line, prefix, options, stdout.isTTY)}\n`;
			});
			const failure = await write(stdout, text.join(''));
			// Somebody who stopped reading, as head does, has what they wanted.
			if (failure !== undefined) await say(`cannot write: ${failure}`);
			if (failure !== undefined || stdout.destroyed || stdout.errored !== null) return failure === undefined ? 0 : 1;
		}
		return 0;
	} catch (error) {
		await say(error instanceof Error ? error.message : String(error));
		return 1;
	} finally {
		ending.abort();
	}
};
