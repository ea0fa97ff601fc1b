import {levelNamed, levels} from '../../model/log-level.ts';
import {momentOf} from '../../model/log-moment.ts';
import type {LogSpan} from '../../store/monitor.ts';
import type {PlaceWord} from '../place-record.ts';
import {withoutMatch} from '../text/text-state.ts';
import {goingTo, type LogPlace, reading, stampOf} from './log-place.ts';
import {sinceSpan, tailSpan, untilSpan} from './log-span.ts';

type Word = PlaceWord<LogPlace>;

/** More lines round a hit are no context. */
const mostAround = 100;

const reread = (place: LogPlace, span: LogSpan | {readonly fault: string}) =>
	'fault' in span ? span : {place: reading(place, span)};

const save = (word: string, isOverwriting: boolean): Word => ({
	word,
	help: isOverwriting
		? 'the same over a file that is there already'
		: 'write it, or what matches of it, to a file, all that the engine has: :save web.log',
	run: (place, path) => ({place, effects: [{kind: 'save', path, isOverwriting, log: place}]}),
});

const only: Word = {
	word: 'only',
	help: 'only lines that match, and not those after a !: :only timeout && !healthz',
	run: (place, typed) => ({place: withOnly(place, typed)}),
};

/** The same showing only lines that match what was typed. */
export const withOnly = (place: LogPlace, typed: string): LogPlace => ({
	...place,
	rule: {...place.rule, only: typed},
	text: withoutMatch(place.text),
});

/** What is typed after `:` in a log, each about the log on screen. */
export const logWords: readonly Word[] = [
	{
		word: 'since',
		help: 'read from then on: :since 1h, :since 14:30, :since all',
		run: (place, typed, {now}) => reread(place, sinceSpan(place.span, typed, now)),
	},
	{
		word: 'until',
		help: 'read up to then, and follow no more: :until 10m, :until all',
		run: (place, typed, {now}) => reread(place, untilSpan(place.span, typed, now)),
	},
	{
		word: 'tail',
		help: 'read so many lines from the end: :tail 5000, :tail all',
		run: (place, typed) => reread(place, tailSpan(place.span, typed)),
	},
	{
		word: 'at',
		help: 'go to a time: :at 14:03',
		run: (place, typed, {now}) => {
			const at = momentOf(typed, now);
			if (at === undefined) return {fault: 'at takes a time: 14:03, 10m, 2026-11-28 14:30'};
			return {place: {...goingTo(place, stampOf(at)), mayReread: true}};
		},
	},
	only,
	save('save', false),
	save('save!', true),
	{
		word: 'clear',
		help: 'show only what comes from now on: :clear, :clear off',
		run: (place, typed) => {
			const {from: _, ...rule} = place.rule;
			if (typed !== '' && typed !== 'off') return {fault: 'clear takes no words, or off'};
			// Which line that is, is known where the log is.
			return {place: {...place, rule: typed === 'off' ? rule : {...rule, from: Number.POSITIVE_INFINITY}}};
		},
	},
	{
		word: 'around',
		help: 'so many lines round each one that matches: :around 3',
		run: (place, typed) => {
			const around = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN;
			if (!(around <= mostAround)) return {fault: `around takes a number of lines, up to ${mostAround}`};
			return {place: {...place, rule: {...place.rule, around}}};
		},
	},
	{
		word: 'level',
		help: 'only lines of a level and worse: :level warn, :level all',
		run: (place, typed) => {
			const {level: _, ...rest} = place.rule;
			const text = withoutMatch(place.text);
			if (['all', 'none', 'off', ''].includes(typed)) return {place: {...place, rule: rest, text}};
			const level = levelNamed(typed);
			return level === undefined
				? {fault: `level takes one of ${levels.join(', ')}, or all`}
				: {place: {...place, rule: {...rest, level}, text}};
		},
	},
];
