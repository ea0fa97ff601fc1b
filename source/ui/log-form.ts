import {cleanText} from '../model/clean-text.ts';
import {fieldsOf, type LogFields} from '../model/log-fields.ts';
import type {Level} from '../model/log-level.ts';
import type {LogLine} from '../model/log-line.ts';
import type {Tone} from '../model/tone.ts';
import {parseStyled, plainText, type Run} from './styled-text.ts';
import {currentTheme} from './theme.ts';

/** How the lines of a log are written: their fields in columns, each field on a row of its own, or as they were written. */
export type LineForm = 'columns' | 'expanded' | 'raw';

/** All of them, in the order in which a key goes through them. */
export const lineForms: readonly LineForm[] = ['columns', 'expanded', 'raw'];

/** What each of them is, in words. */
export const formWords: Readonly<Record<LineForm, string>> = {
	columns: 'in columns',
	expanded: 'field by field',
	raw: 'as written',
};

/** One line of a log as it is drawn: its rows, one for most. */
export type FormedLine = ReadonlyArray<readonly Run[]>;

const toneOf: Readonly<Record<Level, Tone>> = {
	fatal: 'bad',
	error: 'bad',
	warn: 'warning',
	info: 'good',
	debug: 'quiet',
	trace: 'quiet',
};

/** Levels that colour all of a line; an ordinary line has none. */
const colouring: ReadonlySet<Level> = new Set<Level>(['fatal', 'error', 'warn', 'debug', 'trace']);

const run = (text: string, tone: Tone = 'plain'): Run => ({text, codes: currentTheme().tones[tone].open});

/** What a field holds, as text; what is nested too deep to be written is not. */
const valueText = (value: unknown, indent?: number): string => {
	if (typeof value === 'string') return value;
	try {
		return JSON.stringify(value, undefined, indent) ?? '';
	} catch {
		return '…';
	}
};

/** Cells that the level takes in front of its message. */
const levelWidth = 5;

const headOf = ({level, message}: LogFields): readonly Run[] => [
	...(level === undefined ? [] : [run(`${level.toUpperCase().padEnd(levelWidth)} `, toneOf[level])]),
	...(message === undefined
		? []
		: [
				run(
					cleanText(message.replaceAll(/\r?\n/g, ' ↵ ')),
					level !== undefined && colouring.has(level) ? toneOf[level] : 'strong',
				),
			]),
];

/** Fields that tell what the engine tells as well: the time of the line. */
const timeNames: ReadonlySet<string> = new Set(['time', 'ts', 'timestamp', '@timestamp']);

const inColumns = (fields: LogFields, hasTime: boolean): readonly Run[] => {
	const runs = [...headOf(fields)];
	for (const [name, value] of fields.others) {
		if (hasTime && timeNames.has(name) && fields.message !== undefined) continue;
		runs.push(run(`${runs.length === 0 ? '' : ' '}${cleanText(name)}=`, 'quiet'));
		runs.push(run(cleanText(valueText(value).replaceAll(/\r?\n/g, ' ↵ '))));
	}
	return runs;
};

/** Rows that one line may be expanded to. */
const mostRows = 300;

const rowsOfField = ([name, value]: readonly [string, unknown]): FormedLine => {
	// What was escaped in JSON may drive a terminal: each of its lines is cleaned as a line of its own.
	const [first = '', ...rest] = valueText(value, 2).split(/\r?\n/);
	return [
		[run(`  ${cleanText(name)}: `, 'quiet'), run(cleanText(first))],
		...rest.slice(0, mostRows).map(line => [run(`    ${cleanText(line)}`)]),
	];
};

const expanded = (fields: LogFields): FormedLine => {
	const [head = '', ...more] = (fields.message ?? '').split(/\r?\n/);
	const first = headOf({...fields, ...(fields.message === undefined ? {} : {message: head})});
	const rows = [...more.map(line => [run(`    ${cleanText(line)}`)]), ...fields.others.flatMap(rowsOfField)];
	return (first.length === 0 ? rows : [first, ...rows]).slice(0, mostRows);
};

/** A line as it was written; in the tone of its level, where it has no colours of its own. */
const written = (text: string, level: Level | undefined): readonly Run[] => {
	if (!currentTheme().isColored) return parseStyled(plainText(text));
	return level !== undefined && colouring.has(level) && !text.includes('\u{1b}')
		? [run(text, toneOf[level])]
		: parseStyled(text);
};

// A line is taken apart once, however often it is drawn.
const known = new WeakMap<LogLine, Map<string, FormedLine>>();

/** A line of a log in a form, with its level where it tells one. */
export const formLine = (line: LogLine, form: LineForm, level: Level | undefined): FormedLine => {
	const key = `${form} ${level ?? ''}`;
	const forms = known.get(line) ?? new Map<string, FormedLine>();
	known.set(line, forms);
	const before = forms.get(key);
	if (before !== undefined) return before;
	const fields = form === 'raw' || line.isMark === true ? undefined : fieldsOf(plainText(line.text));
	const formed =
		fields === undefined
			? [written(line.text, level)]
			: form === 'columns'
				? [inColumns(fields, line.timestamp !== undefined)]
				: expanded(fields);
	forms.set(key, formed);
	return formed;
};

/** What is read of a line in a form, without colours: what a search looks at. */
export const formText = (line: LogLine, form: LineForm): string =>
	form === 'raw'
		? plainText(line.text)
		: formLine(line, form, undefined)
				.map(row => row.map(({text}) => text).join(''))
				.join(' ');
