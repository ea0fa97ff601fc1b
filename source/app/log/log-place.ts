import type {LogLine} from '../../model/log-line.ts';
import type {ResourceId} from '../../resources/registry.ts';
import type {LogSpan, NamedLog} from '../../store/monitor.ts';
import type {LineForm} from '../../ui/log-form.ts';
import type {TimeStyle} from '../../ui/log-times.ts';
import {freshText, type TextState, withoutMatch} from '../text/text-state.ts';
import {everyLine, type LogRule} from './log-rule.ts';
import {type LogTargets, nextTargets} from './log-targets.ts';

/** An open log. */
export type LogPlace = {
	readonly kind: 'log';
	/** Whose logs are read: merged by time where they are several. */
	readonly read: LogTargets;
	/** The rows that they are of. */
	readonly resource: ResourceId;
	readonly ids: readonly string[];
	readonly name: string;
	/** Which part of them is read. */
	readonly span: LogSpan;
	/** Which lines of that are shown. */
	readonly rule: LogRule;
	/** How the lines are written. */
	readonly form: LineForm;
	/** Which times stand in front of them. */
	readonly times: TimeStyle;
	readonly text: TextState;
	/** The time (RFC 3339 with nanoseconds) that is gone to as soon as lines of it are read. */
	readonly goal?: string;
	/** Whether the log is read from there on, where what was read begins later. */
	readonly mayReread?: true;
	/** The line that stood at the top when it was drawn: it stays there when others come in before it. */
	readonly top?: LogLine;
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
	span: {tail: Math.max(leastTail, Math.min(firstTail, Math.floor(manyTails / Math.max(1, targets.length))))},
	rule: everyLine,
	form: 'columns',
	times: 'none',
	text: freshText(true),
});

/** The same moved by a person: nothing else moves it any more. */
export const movedTo = ({goal: _, top: _top, mayReread: _may, ...place}: LogPlace, text: TextState): LogPlace => ({
	...place,
	text,
});

/** The same at a time, which need not be read yet. */
export const goingTo = (place: LogPlace, goal: string): LogPlace => ({
	...movedTo(place, {...place.text, isFollowing: false}),
	goal,
});

/** The same reading another part: what stood at the top is gone to in it, where it has that. */
export const reading = (place: LogPlace, span: LogSpan): LogPlace => {
	const {from: _, ...rule} = place.rule;
	const at = place.text.isFollowing ? undefined : (place.goal ?? place.top?.timestamp);
	// Its lines are numbered anew.
	const next = {...movedTo(place, {...withoutMatch(place.text), top: 0}), span, rule};
	return at === undefined ? next : goingTo(next, at);
};

/** A moment (ms) as logs write it. */
export const stampOf = (moment: number): string => new Date(moment).toISOString().replace('Z', '000000Z');
