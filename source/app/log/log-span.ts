import {momentOf, momentText} from '../../model/log-moment.ts';
import type {LogSpan} from '../../store/monitor.ts';
import {stampOf} from './log-place.ts';

type Understood = LogSpan | {readonly fault: string};

/** What people type for no bound. */
const isNone = (word: string): boolean => ['', 'all', 'none', 'start', 'end', 'off'].includes(word);

const examples = '90s, 10m, 1h30m, 2d, 14:30, 2026-11-28 14:30 or RFC 3339';

/** The span from a moment on, as typed: all that was written since then. */
export const sinceSpan = (span: LogSpan, typed: string, now: number): Understood => {
	const {since: _, ...rest} = span;
	if (isNone(typed)) return rest;
	const at = momentOf(typed, now);
	if (at === undefined) return {fault: `${typed} is no time: ${examples}`};
	const since = stampOf(at);
	if (span.until !== undefined && since > span.until) return {fault: 'that is after the end: :until all takes it away'};
	return {...rest, since, tail: 'all'};
};

/** The span up to a moment, as typed; without one it is followed. */
export const untilSpan = (span: LogSpan, typed: string, now: number): Understood => {
	const {until: _, ...rest} = span;
	if (isNone(typed)) return rest;
	const at = momentOf(typed, now);
	if (at === undefined) return {fault: `${typed} is no time: ${examples}`};
	const until = stampOf(at);
	return span.since !== undefined && until < span.since
		? {fault: 'that is before the start: :since all takes it away'}
		: {...rest, until};
};

/** The span with so many lines from its end, as typed. */
export const tailSpan = (span: LogSpan, typed: string): Understood => {
	if (typed === 'all') return {...span, tail: 'all'};
	const count = /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
	return count > 0 ? {...span, tail: count} : {fault: 'tail takes a number of lines, or all'};
};

/** Which part of a log is read, in words; empty for its end as it is read at first. */
export const spanText = ({since, until, tail}: LogSpan, usual: LogSpan['tail'], now: number): string =>
	[
		since === undefined ? undefined : `since ${momentText(since, now)}`,
		until === undefined ? undefined : `until ${momentText(until, now)}`,
		tail === usual || (tail === 'all' && since !== undefined)
			? undefined
			: tail === 'all'
				? 'all of it'
				: `last ${tail.toLocaleString('en')}`,
	]
		.filter(part => part !== undefined)
		.join(' ');
