import {isAsBadAs} from '../../model/log-level.ts';
import {searchPattern} from '../../resources/pattern.ts';
import {resourceNamed} from '../../resources/registry.ts';
import type {View} from '../../resources/resource.ts';
import {rowOf} from '../../resources/rows.ts';
import {formText, lineForms} from '../../ui/log-form.ts';
import {timeStyles} from '../../ui/log-times.ts';
import {logViewLines} from '../../ui/log-view.ts';
import {paintLine} from '../../ui/paint.ts';
import {plainText} from '../../ui/styled-text.ts';
import {TextLines} from '../../ui/text-lines.tsx';
import {wrapLine} from '../../ui/wrap-text.ts';
import {tablesOfKind} from '../list/tables-of-kind.ts';
import {levelAt} from '../log/log-levels.ts';
import {goingTo, type LogPlace, movedTo, reading} from '../log/log-place.ts';
import type {ShelvedLog} from '../log/log-shelf.ts';
import {nextTargets} from '../log/log-targets.ts';
import {emptyWords, errorStrip, logTitle, mayReadOlder} from '../log/log-title.ts';
import {logWords, withOnly} from '../log/log-words.ts';
import type {Laid, PlaceRecord, Room} from '../place-record.ts';
import {noText} from '../text/text-state.ts';

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

/** The place at what it shall go to, as far as that was read: a time, or the line that stood at the top. */
const settled = (place: LogPlace, log: ShelvedLog): LogPlace => {
	const {shown, status, first, lines: all} = log;
	// All that is there by now is cleared away.
	if (place.rule.from === Number.POSITIVE_INFINITY) return {...place, rule: {...place.rule, from: first + all.length}};
	const {lines, number, index} = shown;
	const {goal, top, text} = place;
	if (lines.length === 0) return place;
	if (goal !== undefined) {
		const found = lines.findIndex(({timestamp}) => timestamp !== undefined && timestamp >= goal);
		const begins = all.find(({timestamp}) => timestamp !== undefined)?.timestamp;
		const isBefore = place.mayReread === true && begins !== undefined && begins > goal;
		if (isBefore && mayReadOlder(place, log) && status !== 'opening')
			return goingTo(reading(place, {...place.span, since: goal, tail: 'all'}), goal);
		// Lines come in the order of time, so that it is the right one as soon as there is one.
		if (found !== -1) return movedTo(place, {...text, top: number(found)});
		return status === 'opening' ? place : {...place, text: {...text, top: number(lines.length - 1)}};
	}
	if (text.isFollowing || top === undefined || lines[index(text.top)] === top) return place;
	const moved = lines.indexOf(top);
	return moved === -1 ? place : {...place, text: {...text, top: number(moved)}};
};

const withTop = ({top: _, ...place}: LogPlace, line: LogPlace['top']): LogPlace =>
	line === undefined ? place : {...place, top: line};

const lay = (before: LogPlace, {view, size, log}: Room): Laid<LogPlace> => {
	const current = withTargets(before, view);
	const place = log === undefined ? current : settled(current, log);
	const {text, form, times} = place;
	const {lines = [], number, index} = log?.shown ?? {};
	const search = searchPattern(text.search);
	const last = log?.lines.at(-1)?.timestamp;
	const isOver = log?.status === 'ended' && last !== undefined;
	const end = isOver ? Date.parse(last) : view.now;
	const under = log === undefined ? undefined : errorStrip(log.errors, log.lines, {width: size.width, end, isOver});
	const drawn = logViewLines({
		lines,
		width: size.width,
		height: size.height - (under === undefined ? 1 : 2),
		top: index?.(text.top) ?? 0,
		isFollowing: text.isFollowing,
		isWrapped: text.isWrapped,
		column: text.column,
		times,
		form,
		now: view.now,
		level: at => levelAt(lines, at),
		prefix: line => resourceNamed(place.resource)(({logPrefix}) => logPrefix?.(line, view)),
		...(search === undefined ? {} : {search}),
		...(text.match === undefined || index === undefined ? {} : {match: index(text.match)}),
		...(text.mark === undefined || index === undefined ? {} : {mark: index(text.mark)}),
	});
	const shown =
		lines.length > 0
			? drawn.lines
			: wrapLine([{text: emptyWords(place, log, view), tone: 'quiet'}], size.width - 2).map(line =>
					paintLine([{text: '  '}, ...line], size.width),
				);
	const title = logTitle(place, log, view);
	return {
		body: <TextLines title={title} {...(under === undefined ? {} : {under})} lines={shown} {...size} />,
		// What has not come moves no position.
		place:
			lines.length === 0 || number === undefined
				? place
				: withTop({...place, text: {...text, top: number(drawn.top)}}, text.isFollowing ? undefined : lines[drawn.top]),
		containers: [],
	};
};

const after = <Value,>(all: readonly Value[], current: Value): Value | undefined =>
	all[(all.indexOf(current) + 1) % all.length];

/** Shows all lines again: what Esc does before it leaves. */
const withAllLines = (place: LogPlace): LogPlace | undefined => {
	const {level: _, from, ...rule} = place.rule;
	if (rule.only === '' && place.rule.level === undefined) {
		return from === undefined ? undefined : {...place, rule};
	}
	return {...place, rule: {...rule, only: '', ...(from === undefined ? {} : {from})}};
};

/** A log as it is written. */
export const log: PlaceRecord<LogPlace> = {
	mode: 'log',
	crumb: place => `log of ${place.name}`,
	resource: place => place.resource,
	text: {
		of: place => place.text,
		with: (place, text) =>
			text.top === place.text.top && text.isFollowing === place.text.isFollowing
				? {...place, text}
				: movedTo(place, text),
		lines: (place, {log: open}) => {
			if (open === undefined) return noText;
			const {lines, number, index} = open.shown;
			return {
				count: lines.length,
				number,
				index,
				line: at => {
					const line = lines[at];
					return line === undefined ? '' : formText(line, place.form);
				},
				written: at => plainText(lines[at]?.text ?? ''),
				isBad: at => isAsBadAs(levelAt(lines, at), 'error'),
				mayReadOlder: mayReadOlder(place, open),
			};
		},
		isLive: true,
		only: {of: place => place.rule.only, with: withOnly},
	},
	log: ({read, resource, ids, span, rule}) => ({
		key: `${resource} ${ids.join(' ')} ${JSON.stringify(span)}`,
		targets: read.targets,
		span,
		rule,
	}),
	tables: place => tablesOfKind(place.resource),
	lay,
	words: logWords,
	undone: withAllLines,
	command: (place, command) => {
		switch (command) {
			case 'timestamps':
				return {...place, times: after(timeStyles, place.times) ?? 'none'};
			case 'form':
				return {...place, form: after(lineForms, place.form) ?? 'raw'};
			default:
				return undefined;
		}
	},
};
