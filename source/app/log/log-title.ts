import {momentText} from '../../model/log-moment.ts';
import type {Line, Span} from '../../model/tone.ts';
import {resourceNamed} from '../../resources/registry.ts';
import type {View} from '../../resources/resource.ts';
import {rowOf} from '../../resources/rows.ts';
import type {LogSnapshot} from '../../store/monitor.ts';
import {sparkline} from '../../ui/graph-lines.ts';
import {formWords} from '../../ui/log-form.ts';
import {searchTitle} from '../text/text-state.ts';
import type {ErrorTally} from './log-levels.ts';
import {freshLog, type LogPlace} from './log-place.ts';
import type {ShelvedLog} from './log-shelf.ts';
import {spanText} from './log-span.ts';

/** Whether it is all of what the engine has from its start on, as far as the lines tell. */
const isWhole = ({span, read}: LogPlace, {first, lines}: LogSnapshot): boolean =>
	first === 0 && (span.tail === 'all' || (read.targets.length === 1 && lines.length < span.tail));

/** Whether a log may have older lines than those that are held. */
export const mayReadOlder = (place: LogPlace, snapshot: LogSnapshot): boolean =>
	place.rule.from === undefined &&
	snapshot.older.state === 'maybe' &&
	snapshot.lines.length > 0 &&
	!isWhole(place, snapshot);

/** What there is of older lines. */
const olderText = (place: LogPlace, snapshot: LogSnapshot): string => {
	switch (snapshot.older.state) {
		case 'reading':
			return ', reading older ones';
		case 'none':
			return ', all there is before';
		case 'full':
			return ', no room for older ones';
		case 'maybe':
			if (snapshot.older.fault !== undefined) return `, older ones cannot be read: ${snapshot.older.fault.message}`;
			if (snapshot.first > 0) return `, ${snapshot.first} older dropped`;
			return mayReadOlder(place, snapshot) ? ', ↑ reads older' : '';
	}
};

/** Whether the engine has none of the rows any more that the log is of. */
const isGone = (place: LogPlace, view: View): boolean =>
	view.state.connection.status === 'live' &&
	resourceNamed(place.resource)(
		resource =>
			resource.table.isSettled(view.state) && place.ids.every(id => rowOf(resource, view.state, id) === undefined),
	);

/** How the reading stands, in the engine's words where it said any. */
const stateSpan = (place: LogPlace, log: ShelvedLog | undefined, view: View): Span => {
	const words = log?.fault?.message;
	switch (log?.status ?? 'opening') {
		case 'lost':
			return {text: `✗ lost: ${words ?? 'connection lost'}; it goes on by itself`, tone: 'bad'};
		case 'ended':
			// A part that ends says so whatever became of the rest.
			if (isGone(place, view) && place.span.until === undefined)
				return {text: '○ gone: what was read is all there is', tone: 'warning'};
			return words === undefined ? {text: '○ ended', tone: 'quiet'} : {text: `✗ cannot be read: ${words}`, tone: 'bad'};
		case 'opening':
			return {text: '◌ opening', tone: 'busy'};
		case 'following':
			if (place.span.until !== undefined) return {text: '◌ reading', tone: 'busy'};
			return place.text.isFollowing
				? {text: '● following', tone: 'good'}
				: {text: '‖ held, f follows', tone: 'warning'};
	}
};

/** Why there are no lines: what never ran wrote none. */
export const emptyWords = (place: LogPlace, log: ShelvedLog | undefined, view: View): string => {
	if (log === undefined || log.status === 'opening') return 'not read yet';
	if (log.lines.length > 0)
		return log.shown.progress < 1 ? 'looking for lines that match' : 'no line matches; Esc shows all of them';
	const [id, ...others] = place.ids;
	const reason = resourceNamed(place.resource)(resource => {
		const row = id === undefined || others.length > 0 ? undefined : rowOf(resource, view.state, id);
		return row === undefined ? undefined : resource.reason(row, view);
	});
	const part = spanText(place.span, usualTail(place), view.now);
	const when = place.span.since === undefined && place.span.until === undefined ? '' : ` ${part}`;
	const what = log.status === 'following' ? `nothing was written yet${when}` : `nothing was written${when}`;
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

const usualTail = (place: LogPlace): LogPlace['span']['tail'] => freshLog(place.read.targets, place).span.tail;

/** Which lines are shown, and how many of all those are. */
const ruleSpans = ({rule}: LogPlace, log: ShelvedLog | undefined): readonly Span[] => {
	const said = [
		rule.level === undefined ? undefined : `${rule.level} and worse`,
		rule.only === '' ? undefined : `&${rule.only}`,
		rule.around === 0 ? undefined : `±${rule.around}`,
	].filter(part => part !== undefined);
	const cleared: readonly Span[] = rule.from === undefined ? [] : [{text: '  cleared', tone: 'accent'}];
	const {hits, progress = 1} = log?.shown ?? {};
	if (hits === undefined) return cleared;
	const soFar = progress < 1 ? `, ${Math.floor(progress * 100)} % looked at` : '';
	return [...cleared, {text: `  ${said.join(' ')}  ${hits} match${soFar}`, tone: 'accent'}];
};

/** The line over a log: whose it is, how its reading stands, which part of it that is, and what is left out of it. */
export const logTitle = (place: LogPlace, log: ShelvedLog | undefined, view: View): Line => {
	const {text} = place;
	const {now} = view;
	const count = log === undefined || log.lines.length === 0 ? '' : `${log.lines.length} lines${olderText(place, log)}`;
	const span = spanText(place.span, usualTail(place), now);
	const skipped: Span[] =
		log !== undefined && log.skipped > 0 ? [{text: `  ${log.skipped} skipped, too fast to keep`, tone: 'warning'}] : [];
	const goal: Span[] =
		place.goal === undefined ? [] : [{text: `  looking for ${momentText(place.goal, now)}`, tone: 'busy'}];
	const search: Span[] = text.search === '' ? [] : [{text: `  ${searchTitle(text)}`, tone: 'accent'}];
	return [
		{text: `LOG ${place.name}  `, tone: 'strong'},
		stateSpan(place, log, view),
		...(span === '' ? [] : [{text: `  ${span}`, tone: 'accent'} as const]),
		...partSpans(place, log?.parts),
		{text: `  ${count}`, tone: 'quiet'},
		...(place.form === 'columns' ? [] : [{text: `  ${formWords[place.form]}`, tone: 'quiet'} as const]),
		...ruleSpans(place, log),
		...skipped,
		...goal,
		...search,
	];
};

/** Minutes that errors are drawn for at most. */
const mostMinutes = 60;

/** How many errors were written in each of the last minutes, where there are any; of a log that is over, of its last ones. */
export const errorStrip = (
	{minutes, count}: ErrorTally,
	lines: ShelvedLog['lines'],
	{width, end, isOver}: {readonly width: number; readonly end: number; readonly isOver: boolean},
): Line | undefined => {
	if (count === 0) return undefined;
	const begun = Math.floor(Date.parse(lines.find(line => line.timestamp !== undefined)?.timestamp ?? '') / 60_000);
	const last = Math.floor(end / 60_000);
	const shown = Math.max(1, Math.min(mostMinutes, width - 44));
	const values = Array.from({length: shown}, (_, index) => {
		const minute = last - shown + 1 + index;
		// Of minutes before the first line that is held nothing is known.
		return minutes.get(minute) ?? (minute >= begun ? 0 : undefined);
	});
	const max = Math.max(1, ...values.map(value => value ?? 0));
	return [
		{text: 'errors a minute ', tone: 'quiet'},
		{text: sparkline(values, shown, max), tone: 'bad'},
		// A minute that has just begun has few: it is not the last 60 seconds.
		{text: ` ${values.at(-1) ?? 0} in ${isOver ? 'the last' : 'this one'}`, tone: 'plain'},
		{text: `, ${count} in all`, tone: 'quiet'},
	];
};
