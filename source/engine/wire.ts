import {cleanText} from '../model/clean-text.ts';

/** A JSON object of which nothing is certain. */
export type Wire = Readonly<Record<string, unknown>>;

const isWire = (value: unknown): value is Wire => typeof value === 'object' && value !== null && !Array.isArray(value);

const nothing: Wire = {};

/** The value as an object; an empty one for anything else, as engines leave out what they like. */
export const wire = (value: unknown): Wire => (isWire(value) ? value : nothing);

/** The value as a list; null and absent are empty. */
export const wires = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value as cleaned text; empty and absent are undefined. */
export const text = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? cleanText(value) : undefined;

/** The value as a finite number. */
export const number = (value: unknown): number | undefined =>
	typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** A number where 0 means that nothing was set. */
export const positive = (value: unknown): number | undefined => {
	const found = number(value);
	return found !== undefined && found > 0 ? found : undefined;
};

/** Labels and the like, cleaned. */
export const labels = (value: unknown): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.entries(wire(value)).map(([key, inner]) => [
			cleanText(key),
			typeof inner === 'string' ? cleanText(inner) : '',
		]),
	);

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
