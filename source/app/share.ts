import {isValidElement} from 'react';

type Record_ = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Record_ =>
	typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/**
 * `next` with all parts of `before` that are equal to its own: what did not change stays the same object, so that React
 * leaves alone what is drawn of it. Looks into lists, plain objects and elements; anything else is the same or not.
 */
export const share = <Value>(before: unknown, next: Value): Value => {
	if (Object.is(before, next)) return next;
	// Safe, here and below: what is returned is `before` only where it equals `next`.
	if (Array.isArray(before) && Array.isArray(next)) {
		// A copy is begun only where a part differs: most of a picture is as it was, and is looked at each frame.
		let shared: unknown[] | undefined = before.length === next.length ? undefined : [];
		for (let index = 0; index < next.length; index++) {
			const kept = share(before[index], next[index]);
			if (shared === undefined && !Object.is(kept, before[index])) shared = before.slice(0, index);
			shared?.push(kept);
		}
		return (shared ?? before) as Value;
	}
	if (isValidElement(before) && isValidElement(next)) {
		if (before.type !== next.type || before.key !== next.key) return next;
		return share(before.props, next.props) === before.props ? (before as Value) : next;
	}
	if (!isPlain(before) || !isPlain(next) || isValidElement(before) || isValidElement(next)) return next;
	const keys = Object.keys(next);
	let shared: Record<string, unknown> | undefined = keys.length === Object.keys(before).length ? undefined : {};
	for (let index = 0; index < keys.length; index++) {
		const key = keys[index] ?? '';
		const kept = share(before[key], next[key]);
		if (shared === undefined && !(Object.is(kept, before[key]) && key in before)) {
			shared = {};
			for (const same of keys.slice(0, index)) shared[same] = before[same];
		}
		if (shared !== undefined) shared[key] = kept;
	}
	return (shared ?? before) as Value;
};
