import {formatDuration} from '../../model/duration.ts';
import {type Threshold, usualThresholds} from '../../model/thresholds.ts';
import type {Line, Span} from '../../model/tone.ts';
import {loadTone} from '../../resources/cell.ts';
import {ofAllKinds} from '../../resources/registry.ts';
import type {View} from '../../resources/resource.ts';
import type {EnginePart, EngineState} from '../../store/state.ts';
import type {Segment} from '../../ui/header.tsx';
import {allFaults} from '../list/faults.ts';

/** Engines that are named in the header before the rest is counted. */
const namedAtMost = 4;

/** How old the data of a lost engine is, and when it is tried again. */
const waitSpans = ({connection, heardAt}: EngineState, now: number, retryKey: string): Line => {
	if (connection.status !== 'lost') return [];
	const wait = Math.max(0, Math.ceil((connection.retryAt - now) / 1000));
	const age = heardAt === undefined ? '' : `, data ${formatDuration(now - heardAt)} old`;
	return [{text: `${age}; next try in ${wait}s (${connection.attempt}), ${retryKey} now`, tone: 'warning'}];
};

const connectionSpans = (state: EngineState, now: number, retryKey: string): Line => {
	const {connection} = state;
	switch (connection.status) {
		case 'connecting':
			return [{text: '◌ connecting', tone: 'busy'}];
		case 'live':
			return [{text: '● live', tone: 'good'}];
		case 'lost': {
			return [{text: `✗ lost: ${connection.reason}`, tone: 'bad'}, ...waitSpans(state, now, retryKey)];
		}
	}
};

/** A part of this host; what is less than half a percent is not nothing. */
const percentText = (percent: number | undefined): string => {
	if (percent === undefined) return '–';
	return percent > 0 && percent < 0.5 ? '<1%' : `${Math.round(percent)}%`;
};

const hostSpans = ({state, thresholds = usualThresholds}: View): Line => {
	const {totals, info} = state;
	const latest = totals?.latest;
	const part = (used: number | undefined, whole: number | undefined, threshold: Threshold): Span => {
		const percent = used === undefined || whole === undefined || whole === 0 ? undefined : (used / whole) * 100;
		return {text: percentText(percent), tone: percent === undefined ? 'plain' : loadTone(percent, threshold)};
	};
	return [
		{text: 'CPU ', tone: 'quiet'},
		part(latest?.cpu, info?.cpus === undefined ? undefined : info.cpus * 100, thresholds.cpu),
		{text: '  MEM ', tone: 'quiet'},
		part(latest?.memory, info?.memory, thresholds.memory),
		{text: state.parts === undefined ? ' of host' : ' of hosts', tone: 'quiet'},
	];
};

/** Clocks that are further apart than this are told, ms. */
const farApart = 30_000;

/** Lists that one engine of several does not tell: the others' rows stand there, so that the list itself looks well. */
const unread = (own: EngineState): {readonly text: string; readonly reason: string} | undefined => {
	const lists = ofAllKinds(({title, table}) => ({title: title.toLowerCase(), fault: table.of(own).fault})).flatMap(
		({title, fault}) => (fault === undefined || fault.kind === 'not-manager' ? [] : [{title, fault}]),
	);
	const [first, ...rest] = lists;
	if (first === undefined) return undefined;
	const more = rest.length === 0 ? '' : ` and ${rest.length} more lists`;
	return {text: `cannot read its ${first.title}${more}`, reason: first.fault.message};
};

/** What is not as usual with the engine and does not stop anything. */
const oddities = ({clockOffset, eventsFault}: EngineState): string | undefined => {
	const clock =
		Math.abs(clockOffset) < farApart
			? undefined
			: `its clock is ${formatDuration(Math.abs(clockOffset))} ${clockOffset > 0 ? 'ahead' : 'behind'}`;
	const events = eventsFault === undefined ? undefined : `no events (${eventsFault.message}): asked every 3 s`;
	const told = [clock, events].filter(part => part !== undefined);
	return told.length === 0 ? undefined : told.join(', ');
};

/** How each of several engines stands: those that are lost say why, the others are a sign and a name. */
const engineSegments = (parts: readonly EnginePart[], now: number, retryKey: string): readonly Segment[] => {
	const lost = parts.filter(({own}) => own.connection.status === 'lost');
	const others = parts.filter(({own}) => own.connection.status !== 'lost');
	const told = ({name, own: {connection}}: EnginePart): Line => [
		{text: `${name} `, tone: 'accent'},
		{text: connection.status === 'lost' ? `✗ lost: ${connection.reason}` : '', tone: 'bad'},
	];
	const waits = lost.map(({own}) => {
		const [span] = waitSpans(own, now + own.clockOffset, retryKey);
		return {line: [{text: span?.text.slice(2) ?? '', tone: 'warning' as const}], priority: 66};
	});
	const sign = ({name, own}: EnginePart): Line => [
		own.connection.status === 'live' ? {text: '● ', tone: 'good'} : {text: '◌ ', tone: 'busy'},
		{text: name, tone: 'accent'},
	];
	const few = others.slice(0, namedAtMost).flatMap(part => [...sign(part), {text: ' '}]);
	const rest = others.length - namedAtMost;
	const live = others.filter(({own}) => own.connection.status === 'live').length;
	const counted = (count: number, word: string, text: string, tone: 'good' | 'busy'): Line =>
		count === 0 ? [] : [{text: `${text} `, tone}, {text: `${count} ${word} `}];
	return [
		// Those that are well matter least.
		{
			line: [...few, ...(rest > 0 ? [{text: `and ${rest} more`}] : [])],
			shorter: [
				...counted(live, live === 1 ? 'engine live' : 'engines live', '●', 'good'),
				...counted(others.length - live, 'connecting', '◌', 'busy'),
			],
			priority: lost.length === 0 ? 98 : 73,
		},
		...lost.slice(0, 2).map((part, index): Segment => ({line: told(part), priority: 99 - index * 10})),
		...(lost.length === 1 ? waits : []),
		...(lost.length > 2
			? [{line: [{text: `✗ ${lost.length - 2} more lost`, tone: 'bad'} as const], priority: 88}]
			: []),
	];
};

/** The same of each of several engines that are there, by its name; reasons where there is room for them. */
const oddParts = (parts: readonly EnginePart[]): readonly Segment[] =>
	parts.flatMap(({name, own}): readonly Segment[] => {
		const missing = unread(own);
		const told = [missing?.text, oddities(own)].filter(part => part !== undefined);
		if (own.connection.status !== 'live' || told.length === 0) return [];
		const line: Line = [{text: `${name}: ${told.join(', ')}`, tone: 'warning'}];
		return missing === undefined
			? [{line, priority: 80}]
			: [
					{line, priority: 80},
					{line: [{text: missing.reason, tone: 'warning'}], priority: 40},
				];
	});

/** Parts of the one header line; a lost engine is tried again by the key that is named. CPU and memory are the parts of this host that all its containers use. */
export const headerSegments = (view: View, retryKey: string): readonly Segment[] => {
	const {state, now} = view;
	const segments: Segment[] = [{line: [{text: 'tallyman', tone: 'strong'}], priority: 50}];
	if (state.isSimulated) segments.push({line: [{text: 'DEMO simulated data', tone: 'warning'}], priority: 100});
	if (state.parts === undefined)
		segments.push({
			line: [
				{text: state.info?.name ?? state.host, tone: 'accent'},
				{text: ' '},
				...connectionSpans(state, now, retryKey),
			],
			priority: 99,
		});
	else segments.push(...engineSegments(state.parts, now, retryKey), ...oddParts(state.parts));
	const odd = state.parts === undefined ? oddities(state) : undefined;
	if (odd !== undefined) segments.push({line: [{text: odd, tone: 'warning'}], priority: 65});
	const faults = allFaults(view);
	if (faults > 0) segments.push({line: [{text: `${faults} at fault`, tone: 'bad'}], priority: 85});
	if (state.role === 'worker') segments.push({line: [{text: 'swarm worker'}], priority: 60});
	// From the widest to the smallest: nodes, services, tasks, containers.
	segments.push(
		...ofAllKinds(({headlines}) => headlines?.(view) ?? [])
			.toReversed()
			.flat(),
	);
	segments.push({line: hostSpans(view), priority: 75});
	return segments;
};
