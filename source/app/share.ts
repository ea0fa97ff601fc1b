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
		let isSame = before.length === next.length;
		const shared = next.map((item: unknown, index) => {
			const kept = share(before[index], item);
			isSame &&= Object.is(kept, before[index]);
			return kept;
		});
		return (isSame ? before : shared) as Value;
	}
	if (isValidElement(before) && isValidElement(next)) {
		if (before.type !== next.type || before.key !== next.key) return next;
		return share(before.props, next.props) === before.props ? (before as Value) : next;
	}
	if (!isPlain(before) || !isPlain(next) || isValidElement(before) || isValidElement(next)) return next;
	const keys = Object.keys(next);
	let isSame = keys.length === Object.keys(before).length;
	const shared: Record<string, unknown> = {};
	for (const key of keys) {
		const kept = share(before[key], next[key]);
		isSame &&= Object.is(kept, before[key]);
		shared[key] = kept;
	}
	return (isSame ? before : shared) as Value;
};
