import type {Line, Span} from '../model/tone.ts';
import {searchPattern} from '../resources/pattern.ts';
import {resourceNamed} from '../resources/registry.ts';
import type {View} from '../resources/resource.ts';
import {rowOf} from '../resources/rows.ts';
import {mostLines} from '../store/log-buffer.ts';
import type {LogSnapshot} from '../store/monitor.ts';
import {logViewLines} from '../ui/log-view.ts';
import {paintLine} from '../ui/paint.ts';
import {type Place, searchTitle} from './place.ts';

type LogPlace = Extract<Place, {kind: 'log'}>;

/**
 * Whether a log may have older lines, and it does no harm to read it anew for them: of one that ended or was lost, what
 * is on screen may be all there will ever be. A service's tail is counted by task, so that its lines tell nothing.
 */
export const mayReadOlder = (place: LogPlace, snapshot: LogSnapshot | undefined): boolean =>
	place.target.kind !== 'service' &&
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
	const reason = resourceNamed(place.resource)(resource => {
		const row = rowOf(resource, view.state, place.id);
		return row === undefined ? undefined : resource.reason(row, view);
	});
	const what = snapshot.status === 'following' ? 'nothing was written yet' : 'nothing was written';
	return reason === undefined ? what : `${what}: ${reason}`;
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
		{text: `  ${count}`, tone: 'quiet'},
		...skipped,
		...search,
	];
};

/** Draws a log into exactly `height` lines, and settles where its top is. */
export const drawLog = (
	place: LogPlace,
	snapshot: LogSnapshot | undefined,
	view: View,
	size: {readonly width: number; readonly height: number},
): {readonly lines: readonly string[]; readonly place: Place} => {
	const title = paintLine(titleLine(place, snapshot), size.width);
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
	return {lines: [title, ...lines], place: {...place, text: {...text, top: drawn.top + first}}};
};
