import {cleanText} from '../model/clean-text.ts';

/** A JSON object of which nothing is certain. */
export type Wire = Readonly<Record<string, unknown>>;

const isWire = (value: unknown): value is Wire => typeof value === 'object' && value !== null && !Array.isArray(value);

const nothing: Wire = {};

/** The value as an object; an empty one for anything else, as engines leave out what they like. */
export const wire = (value: unknown): Wire => (isWire(value) ? value : nothing);

/** The value as a list; null and absent are empty. */
export const wires = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Letters of one text that are kept: more than any screen shows, and little enough to be cleaned at once. */
const mostLetters = 4000;

/** A text from outside: cleaned, and cut where it is longer than anybody reads. */
export const boundedText = (value: string): string =>
	value.length > mostLetters ? `${cleanText(value.slice(0, mostLetters))}…` : cleanText(value);

/** The value as cleaned and bounded text; empty and absent are undefined. */
export const text = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? boundedText(value) : undefined;

const longestId = 256;

/** What would be read as the end of a path, as another step of it, or as nothing at all. */
const otherPath = /[\x00-\x1f\x7f-\x9f/?#%\\]/;

/**
 * The value as an id: what goes into paths and names a row. Anything that would be read as another path is none; a row
 * without an id cannot be pointed at and is left out.
 */
export const id = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' && value.length <= longestId && !otherPath.test(value)
		? cleanText(value)
		: undefined;

/** The largest number that Docker counts in, 2^63; a larger one is a fault of whoever sent it. */
const largest = 2 ** 63;

/** The value as a number that something can be counted in. */
export const number = (value: unknown): number | undefined =>
	typeof value === 'number' && Math.abs(value) <= largest ? value : undefined;

/** A number where 0 means that nothing was set. */
export const positive = (value: unknown): number | undefined => {
	const found = number(value);
	return found !== undefined && found > 0 ? found : undefined;
};

/** Labels of one object that are kept. */
const mostLabels = 1000;

/** The last moment that a JS date knows, ms. */
const latest = 8.64e15;

/** Labels and the like, cleaned. */
export const labels = (value: unknown): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.entries(wire(value))
			.slice(0, mostLabels)
			.map(([key, inner]) => [boundedText(key), typeof inner === 'string' ? boundedText(inner) : '']),
	);

/** Seconds or milliseconds that a date can tell, as ms; undefined for others. */
export const dated = (milliseconds: number | undefined): number | undefined =>
	milliseconds !== undefined && Math.abs(milliseconds) <= latest ? milliseconds : undefined;

/** An RFC 3339 moment as ms; Docker's zero time (year 1) is undefined. */
export const moment = (value: unknown): number | undefined => {
	if (typeof value !== 'string' || value.startsWith('0001-01-01')) return undefined;
	const at = Date.parse(value);
	return Number.isNaN(at) ? undefined : at;
};

/** The record without its undefined members, as exact optional properties want it. */
export const present = <T extends object>(record: {[Key in keyof T]: T[Key] | undefined}): T =>
	// Safe: only members that are undefined are left out, and those are optional wherever undefined is no member of T[Key].
	Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

/** An image's name without its digest, as docker CLI shows it. */
export const withoutDigest = (image: string): string => image.replace(/@sha256:[0-9a-f]+$/, '');
