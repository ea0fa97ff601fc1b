import * as v from 'valibot';
import type {KeyName} from '../keys.ts';
import {cleanText} from '../model/clean-text.ts';
import {ownerOf} from './key-binding.ts';
import {parseKey} from './key-text.ts';
import {either, nearest} from './nearest.ts';

/** Letters of a wrong value that are told. */
const toldAtMost = 60;

/** A wrong value as it is told, cleaned and cut. */
export const told = (value: unknown): string => {
	const text = cleanText(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)));
	return text.length > toldAtMost ? `${text.slice(0, toldAtMost)}…` : text;
};

/** What a key takes, and what it was given instead. */
export const takes = (what: string) => (issue: {readonly input: unknown}) => `takes ${what}, not ${told(issue.input)}`;

/** Nearly the same words, as a question to add to a fault. */
export const meant = (word: string, words: readonly string[], rest = ''): string => {
	const near = nearest(word, words);
	return near.length > 0 ? `; did you mean ${either(near)}?` : rest;
};

/** One of these words. */
export const oneOf = <const Words extends readonly string[]>(words: Words) => v.picklist(words, takes(either(words)));

/** On or off, which YAML of today has no words of its own for. */
export const flag = v.pipe(
	v.union([v.boolean(), v.picklist(['on', 'off', 'yes', 'no'])], takes('on or off')),
	v.transform(value => value === true || value === 'on' || value === 'yes'),
);

/** Some words: a list, or one text with blanks or commas between them. */
export const words = (what: string) =>
	v.pipe(
		v.union([v.array(v.pipe(v.union([v.string(), v.number()]), v.transform(String))), v.string()], takes(what)),
		v.transform(value => (typeof value === 'string' ? value.split(/[\s,]+/).filter(word => word !== '') : value)),
	);

const isMapping = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys with values. */
export const mapping = v.custom<Record<string, unknown>>(isMapping, takes('keys with values'));

/** Part of the file with known keys. */
export const section = <Entries extends v.ObjectEntries>(entries: Entries) =>
	v.pipe(
		mapping,
		v.strictObject(entries, issue => {
			const all = Object.keys(entries);
			// More would not fit a line.
			const few = all.length > 16 ? '; tallyman config prints what there is' : `; there are ${all.join(', ')}`;
			return `is not known${meant(String(issue.input), all, few)}`;
		}),
	);

/** The key that a text means for a thing, or why that cannot have it; what acts is on capitals. */
export const keyFor = (
	text: string,
	id: string,
	isActing: boolean,
): {readonly key: KeyName} | {readonly fault: string} => {
	const parsed = parseKey(text);
	const owner = 'key' in parsed ? ownerOf(parsed.key) : undefined;
	const fault =
		'fault' in parsed
			? parsed.fault
			: owner !== undefined && owner !== id
				? `is always for ${owner}`
				: isActing && !/^\p{Lu}$/u.test(parsed.key)
					? 'is no capital letter: what acts is on capitals'
					: undefined;
	return fault === undefined ? parsed : {fault: `cannot have the key ${told(text)}: it ${fault}`};
};
