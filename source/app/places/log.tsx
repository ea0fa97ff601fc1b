import type {Line, Span} from '../../model/tone.ts';
import {searchPattern} from '../../resources/pattern.ts';
import {type ResourceId, resourceNamed} from '../../resources/registry.ts';
import type {View} from '../../resources/resource.ts';
import {rowOf} from '../../resources/rows.ts';
import {mostLines} from '../../store/log-buffer.ts';
import type {LogSnapshot, NamedLog} from '../../store/monitor.ts';
import {logViewLines} from '../../ui/log-view.ts';
import {paintLine} from '../../ui/paint.ts';
import {plainText} from '../../ui/styled-text.ts';
import {TextLines} from '../../ui/text-lines.tsx';
import {type LogTargets, nextTargets} from '../log-targets.ts';
import type {Laid, PlaceRecord, Room} from '../place-record.ts';
import {tablesOfKind} from '../tables-of-kind.ts';
import {freshText, searchTitle, type TextState, withoutMatch} from '../text-state.ts';

/** An open log. */
export type LogPlace = {
	readonly kind: 'log';
	/** Whose logs are read: merged by time where they are several. */
	readonly read: LogTargets;
	/** The rows that they are of. */
	readonly resource: ResourceId;
	readonly ids: readonly string[];
	readonly name: string;
	/** How many lines from the end are read, of each; older ones when asked for. */
	readonly tail: number;
	readonly text: TextState;
};

/** Lines of a log that are read at first; of many logs that many of all together, and some of each. */
const firstTail = 1000;
const manyTails = 3000;
const leastTail = 100;

/** A log read from its end on. */
export const freshLog = (
	targets: readonly NamedLog[],
	rows: {readonly resource: ResourceId; readonly ids: readonly string[]; readonly name: string},
): LogPlace => ({
	kind: 'log',
	read: nextTargets({targets: [], leftOut: 0}, targets),
	...rows,
	tail: Math.max(leastTail, Math.min(firstTail, Math.floor(manyTails / Math.max(1, targets.length)))),
	text: freshText(true),
});

/** The same with what its rows have logs of by now: parts come and go. */
const withTargets = (place: LogPlace, view: View): LogPlace => {
	const current = resourceNamed(place.resource)(resource =>
		place.ids.flatMap(id => {
			const row = rowOf(resource, view.state, id);
			return row === undefined ? [] : (resource.logs?.(row) ?? []);
		}),
	);
	return {...place, read: nextTargets(place.read, current)};
};

/**
 * Whether a log may have older lines, and it does no harm to read it anew for them: of one that ended or was lost, what
 * is on screen may be all there will ever be. A service's tail is counted by task, so that its lines tell nothing.
 */
const mayReadOlder = (place: LogPlace, snapshot: LogSnapshot | undefined): boolean =>
	place.read.targets.length === 1 &&
	place.read.targets[0]?.kind !== 'service' &&
	snapshot?.status === 'following' &&
	place.tail < mostLines &&
	snapshot.first === 0 &&
	snapshot.lines.length >= place.tail;

/** What there is of older lines. */
const olderText = (place: LogPlace, snapshot: LogSnapshot): string => {
	if (snapshot.first > 0) return `, ${snapshot.first} older dropped`;
	if (mayReadOlder(place, snapshot)) return ', g looks for older';
	return place.tail >= mostLines && snapshot.lines.length >= mostLines ? ', older ones are not kept' : '';
};

/** How the reading stands, in the engine's words where it said any. */
const stateSpan = (isFollowing: boolean, status: LogSnapshot['status'], words: string | undefined): Span => {
	switch (status) {
		case 'lost':
			return {text: `✗ lost: ${words ?? 'connection lost'}; it goes on by itself`, tone: 'bad'};
		case 'ended':
			return words === undefined ? {text: '○ ended', tone: 'quiet'} : {text: `✗ cannot be read: ${words}`, tone: 'bad'};
		case 'opening':
			return {text: '◌ opening', tone: 'busy'};
		case 'following':
			return isFollowing ? {text: '● following', tone: 'good'} : {text: '‖ held, f follows', tone: 'warning'};
	}
};

/** Why there are no lines: what never ran wrote none. */
const emptyWords = (place: LogPlace, snapshot: LogSnapshot | undefined, view: View): string => {
	if (snapshot === undefined || snapshot.status === 'opening') return 'not read yet';
	const [id, ...others] = place.ids;
	const reason = resourceNamed(place.resource)(resource => {
		const row = id === undefined || others.length > 0 ? undefined : rowOf(resource, view.state, id);
		return row === undefined ? undefined : resource.reason(row, view);
	});
	const what = snapshot.status === 'following' ? 'nothing was written yet' : 'nothing was written';
	return reason === undefined ? what : `${what}: ${reason}`;
};

/** How many logs are merged, which of them are not read just now, and how many there was no room for. */
const partSpans = ({read: {targets, leftOut}}: LogPlace, parts: LogSnapshot['parts'] = []): readonly Span[] => {
	if (targets.length < 2) return [];
	const ended = parts.filter(({status, fault}) => status === 'ended' && fault === undefined).length;
	const failed = parts.filter(({fault}) => fault !== undefined);
	return [
		{text: `  ${targets.length} logs${ended === 0 ? '' : `, ${ended} ended`}`, tone: 'quiet'},
		...(failed.length === 0
			? []
			: [{text: `  ✗ ${failed.length} cannot be read: ${failed[0]?.fault?.message}`, tone: 'bad'} as const]),
		...(leftOut === 0 ? [] : [{text: `  ${leftOut} more left out`, tone: 'warning'} as const]),
	];
};

const titleLine = (place: LogPlace, snapshot: LogSnapshot | undefined): Line => {
	const {text} = place;
	const status = snapshot?.status ?? 'opening';
	const count =
		snapshot === undefined || snapshot.lines.length === 0
			? ''
			: `${snapshot.lines.length} lines${olderText(place, snapshot)}`;
	const skipped: Span[] =
		snapshot !== undefined && snapshot.skipped > 0
			? [{text: `  ${snapshot.skipped} skipped, too fast to keep`, tone: 'warning'}]
			: [];
	const search: Span[] = text.search === '' ? [] : [{text: `  ${searchTitle(text)}`, tone: 'accent'}];
	return [
		{text: `LOG ${place.name}  `, tone: 'strong'},
		stateSpan(text.isFollowing, status, snapshot?.fault?.message),
		...partSpans(place, snapshot?.parts),
		{text: `  ${count}`, tone: 'quiet'},
		...skipped,
		...search,
	];
};

const lay = (before: LogPlace, {view, size, log: snapshot}: Room): Laid<LogPlace> => {
	const place = withTargets(before, view);
	const {text} = place;
	const first = snapshot?.first ?? 0;
	const search = searchPattern(text.search);
	const drawn = logViewLines({
		lines: snapshot?.lines ?? [],
		width: size.width,
		height: size.height - 1,
		// Positions are kept as line numbers since opening, so that they hold while old lines fall out.
		top: Math.max(0, text.top - first),
		isFollowing: text.isFollowing,
		isWrapped: text.isWrapped,
		column: text.column,
		hasTimestamps: text.hasTimestamps,
		prefix: line => resourceNamed(place.resource)(({logPrefix}) => logPrefix?.(line, view)),
		...(search === undefined ? {} : {search}),
		...(text.match === undefined ? {} : {match: text.match - first}),
	});
	const lines =
		(snapshot?.lines.length ?? 0) > 0
			? drawn.lines
			: [
					paintLine([{text: `  ${emptyWords(place, snapshot, view)}`, tone: 'quiet'}], size.width),
					...drawn.lines.slice(1),
				];
	// What has not come moves no position.
	const isRead = (snapshot?.lines.length ?? 0) > 0;
	return {
		body: <TextLines title={titleLine(place, snapshot)} lines={lines} {...size} />,
		place: isRead ? {...place, text: {...text, top: drawn.top + first}} : place,
		containers: [],
	};
};

/** A log as it is written. */
export const log: PlaceRecord<LogPlace> = {
	mode: 'log',
	resource: place => place.resource,
	text: {
		of: place => place.text,
		with: (place, text) => ({...place, text}),
		lines: (place, {log: snapshot}) => ({
			count: snapshot?.lines.length ?? 0,
			first: snapshot?.first ?? 0,
			line: index => plainText(snapshot?.lines[index]?.text ?? ''),
			mayReadOlder: mayReadOlder(place, snapshot),
		}),
		// Its lines are numbered anew from there.
		older: place => ({
			...place,
			tail: mostLines,
			text: {...withoutMatch(place.text), isFollowing: false, top: 0},
		}),
		isLive: true,
	},
	log: ({read, resource, ids, tail}) => ({key: `${resource} ${ids.join(' ')} ${tail}`, targets: read.targets, tail}),
	tables: place => tablesOfKind(place.resource),
	lay,
};
