import {isValidElement} from 'react';

type Fields = Readonly<Record<string, unknown>>;

const isPlain = (value: object): value is Fields => Object.getPrototypeOf(value) === Object.prototype;

const sharedList = (before: readonly unknown[], next: readonly unknown[]): readonly unknown[] => {
	// A copy is begun only where a part differs: most of a picture is as it was, and is looked at each frame.
	let shared: unknown[] | undefined = before.length === next.length ? undefined : [];
	for (let index = 0; index < next.length; index++) {
		const kept = share(before[index], next[index]);
		if (shared === undefined && !Object.is(kept, before[index])) shared = before.slice(0, index);
		shared?.push(kept);
	}
	return shared ?? before;
};

const sharedFields = (before: Fields, next: Fields): Fields => {
	// Keys are walked and not listed: lists of those of each span were a hundred kB a second.
	let shared: Record<string, unknown> | undefined;
	for (const key in next) {
		const kept = share(before[key], next[key]);
		if (shared === undefined && !(Object.is(kept, before[key]) && key in before)) {
			shared = {};
			for (const same in next) {
				if (same === key) break;
				shared[same] = before[same];
			}
		}
		if (shared !== undefined) shared[key] = kept;
	}
	if (shared !== undefined) return shared;
	for (const key in before) if (!(key in next)) return next;
	return before;
};

/**
 * `next` with all parts of `before` that are equal to its own: what did not change stays the same object, so that React
 * leaves alone what is drawn of it. Looks into lists, plain objects and elements; anything else is the same or not.
 */
export const share = <Value>(before: unknown, next: Value): Value => {
	if (typeof next !== 'object' || typeof before !== 'object' || Object.is(before, next)) return next;
	if (before === null || next === null) return next;
	// Safe, here and below: what is returned is `before` only where it equals `next`.
	if (Array.isArray(next)) return (Array.isArray(before) ? sharedList(before, next) : next) as Value;
	if (!isPlain(before) || !isPlain(next)) return next;
	if (isValidElement(next)) {
		if (!isValidElement(before) || before.type !== next.type || before.key !== next.key) return next;
		return share(before.props, next.props) === before.props ? (before as Value) : next;
	}
	return isValidElement(before) ? next : (sharedFields(before, next) as Value);
};
