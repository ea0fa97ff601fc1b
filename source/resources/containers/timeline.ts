import {formatMemory} from '../../model/bytes.ts';
import type {Container, ContainerDetails} from '../../model/container.ts';
import {formatDuration} from '../../model/duration.ts';
import type {KeptEvent} from '../../model/event.ts';
import {signalName} from '../../model/signal.ts';
import type {Line, Tone} from '../../model/tone.ts';
import type {Death} from '../../store/state.ts';
import {formatMoment} from '../cell.ts';
import {eventsTable} from '../events/table.ts';
import {livesText} from '../loop.ts';
import type {Section, View} from '../resource.ts';
import {detailsOf} from './condition.ts';
import {exitText} from './explain.ts';

/** Something that happened to a container. */
type Moment = {
	readonly at: number;
	readonly text: string;
	readonly tone: Tone;
	/** Of an end: how it came about. Ends that came about alike are told once, with how often. */
	readonly end?: string;
};

/** Lines of a timeline; of more the latest. */
const mostMoments = 8;
/** Events of one container that are looked at, the latest. */
const mostEvents = 300;
/** What belongs to one end is told within so many ms. */
const sameEnd = 10_000;
/** What inspecting tells of a moment is as exact as an event within so many ms. */
const sameMoment = 2000;

const numberIn = (text: string | undefined): number | undefined =>
	text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);

/** How it ended and by whom: `exit 137, killed by SIGKILL sent through the engine`. */
const endText = (row: KeptEvent, limit: number | undefined): string => {
	const code = row.exitCode ?? numberIn(row.attributes.exitCode);
	if (row.isOutOfMemory === true)
		return `exit ${code ?? 'code unknown'}, out of memory${limit === undefined ? '' : ` at ${formatMemory(limit)}`}`;
	if (row.signal !== undefined && code === 128 + row.signal)
		return `exit ${code}, killed by ${signalName(row.signal)} sent through the engine`;
	return code === 137 ? 'exit 137, killed by SIGKILL that was not sent through the engine' : exitText(code);
};

const healthMoment = (
	{at, detail, attributes}: KeptEvent,
	next: readonly KeptEvent[],
	details: ContainerDetails | undefined,
): Moment => {
	const verdict = detail ?? attributes.health_status ?? 'unknown';
	if (verdict !== 'unhealthy') return {at, text: verdict, tone: 'plain'};
	// It was judged by the last check before that moment. The engine keeps few: what it says since then is the same.
	const isSince = !next.some(({action}) => action === 'health_status');
	const probes = details?.probes ?? [];
	const probe =
		probes.findLast(({startedAt}) => startedAt !== undefined && startedAt <= at) ??
		(isSince ? probes.findLast(({exitCode}) => exitCode !== 0) : undefined);
	return {at, text: `unhealthy${probe === undefined || probe.output === '' ? '' : `: ${probe.output}`}`, tone: 'bad'};
};

const others: Readonly<Record<string, string>> = {
	create: 'created',
	start: 'started',
	stop: 'stopped through the engine',
	restart: 'restarted through the engine',
	pause: 'paused',
	unpause: 'goes on after its pause',
	rename: 'renamed',
	update: 'its limits were changed',
};

const momentOf = (row: KeptEvent, next: readonly KeptEvent[], details: ContainerDetails | undefined): Moment[] => {
	const {at, action} = row;
	const end = next.find(event => event.action === 'die' && event.at - at < sameEnd);
	switch (action) {
		case 'die': {
			const text = endText(row, details?.memoryLimit);
			const isWell = (row.exitCode ?? numberIn(row.attributes.exitCode)) === 0;
			return [{at, text: `ended: ${text}`, tone: isWell ? 'plain' : 'bad', end: text}];
		}
		case 'oom':
			// With its end it is told there.
			return end === undefined ? [{at, text: 'out of memory: the kernel killed a process of it', tone: 'bad'}] : [];
		case 'kill': {
			const signal = numberIn(row.attributes.signal);
			if (signal === undefined || (end !== undefined && end.signal === signal)) return [];
			return [{at, text: `${signalName(signal)} sent through the engine`, tone: 'warning'}];
		}
		case 'health_status':
			return [healthMoment(row, next, details)];
		default: {
			const text = others[action];
			return text === undefined ? [] : [{at, text, tone: 'plain'}];
		}
	}
};

/** Events of a container that make a timeline, oldest first. */
const eventsOf = (row: Container, view: View): readonly KeptEvent[] => {
	const found: KeptEvent[] = [];
	for (const event of [...eventsTable.of(view.state).rows.values()].reverse()) {
		if (event.type === 'container' && event.objectId === row.id) found.push(event);
		if (found.length === mostEvents) break;
	}
	return found.reverse();
};

/** What inspecting tells of moments that no event is remembered of. */
const inspectedMoments = (
	{state}: Container,
	details: ContainerDetails | undefined,
	told: readonly Moment[],
): readonly Moment[] => {
	if (details === undefined) return [];
	const {createdAt, startedAt, finishedAt, exitCode} = details;
	const isTold = (at: number): boolean => told.some(moment => Math.abs(moment.at - at) < sameMoment);
	const end = details.isOutOfMemory
		? `exit ${exitCode ?? 'code unknown'}, out of memory${details.memoryLimit === undefined ? '' : ` at ${formatMemory(details.memoryLimit)}`}`
		: exitText(exitCode);
	const isDown = ['exited', 'dead', 'restarting'].includes(state);
	const candidates: ReadonlyArray<Moment | undefined> = [
		createdAt === undefined ? undefined : {at: createdAt, text: 'created', tone: 'plain'},
		startedAt === undefined ? undefined : {at: startedAt, text: 'started', tone: 'plain'},
		// One that was never started has a code of its failure, and an end that never was.
		finishedAt === undefined || startedAt === undefined || !isDown
			? undefined
			: {at: finishedAt, text: `ended: ${end}`, tone: exitCode === 0 ? 'plain' : 'bad', end},
	];
	return candidates.filter(moment => moment !== undefined).filter(({at}) => !isTold(at));
};

/** An end, and the start that followed it: what repeats in a loop. */
const isStart = (moment: Moment | undefined): boolean => moment?.text === 'started';

/** Ends that follow each other with nothing but starts between them, as one moment with how often. */
const folded = (moments: readonly Moment[], deaths: readonly Death[]): readonly Moment[] => {
	const result: Moment[] = [];
	for (let index = 0; index < moments.length; ) {
		const first = moments[index];
		if (first === undefined) break;
		let count = 1;
		let last = index;
		while (first.end !== undefined && isStart(moments[last + 1]) && moments[last + 2]?.end === first.end) {
			last += 2;
			count++;
		}
		const latest = moments[last] ?? first;
		const lives = livesText(deaths.filter(({at}) => at >= first.at && at <= latest.at));
		result.push(
			count < 3
				? first
				: {
						...latest,
						text: `ended ${count} times since ${formatMoment(first.at).slice(11)}: ${[first.end, lives].filter(part => part !== undefined).join(', ')}`,
					},
		);
		index = count < 3 ? index + 1 : last + 1;
	}
	return result;
};

const lineOf = ({at, text, tone}: Moment, now: number): Line => [
	{text: `${formatMoment(at).slice(11)}  `, tone: 'quiet'},
	{text: `${formatDuration(now - at)} ago  `.padEnd(11), tone: 'quiet'},
	{text, tone},
];

/** What happened to a container, oldest first: from events as far as they are remembered, and from inspecting. */
export const timelineSection = (row: Container, view: View): Section => {
	const details = detailsOf(row, view);
	const events = eventsOf(row, view);
	const told = events.flatMap((event, index) => momentOf(event, events.slice(index + 1, index + 10), details));
	const moments = [...told, ...inspectedMoments(row, details, told)].sort((a, b) => a.at - b.at);
	const all = folded(moments, view.state.deaths.get(row.id) ?? []);
	const lines = all.slice(-mostMoments).map(moment => lineOf(moment, view.now));
	const earlier = all.length - lines.length;
	const none: Line = [{text: details === undefined ? 'reading…' : 'nothing that is remembered', tone: 'quiet'}];
	return {
		title: `What happened${earlier > 0 ? `, the last ${mostMoments} (v shows all)` : ''}`,
		lines: lines.length === 0 ? [none] : lines,
	};
};
