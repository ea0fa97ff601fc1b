const isDigit = (text: string, at: number): boolean => {
	const code = text.charCodeAt(at);
	return code >= 48 && code <= 57;
};

/** The end of the digits, or of what is between digits, that begin at an index. */
const partEnd = (text: string, from: number): number => {
	const isNumber = isDigit(text, from);
	let end = from + 1;
	while (end < text.length && isDigit(text, end) === isNumber) end++;
	return end;
};

/** Where the part begins in which two texts begin to differ: names of one kind often begin alike. */
const differingPart = (one: string, other: string): number => {
	const length = Math.min(one.length, other.length);
	let at = 0;
	while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
	if (at === 0) return 0;
	const isNumber = isDigit(one, at - 1);
	do at--;
	while (at > 0 && isDigit(one, at - 1) === isNumber);
	return at;
};

/**
 * Compares names as people sort them: without regard to case, and numbers by their value, so that `web-9` is before
 * `web-10`. Intl.Collator knows every language's order besides, and takes 15 ms to load before the first list shows.
 */
export const compareNaturally = (a: string, b: string): number => {
	if (a === b) return 0;
	const alike = differingPart(a, b);
	const left = a.slice(alike).toLowerCase();
	const right = b.slice(alike).toLowerCase();
	let at = 0;
	while (at < left.length && at < right.length) {
		const end = partEnd(left, at);
		const one = left.slice(at, end);
		const other = right.slice(at, partEnd(right, at));
		if (one === other) {
			at = end;
			continue;
		}
		const difference = Number(one) - Number(other);
		if (!Number.isNaN(difference) && difference !== 0) return difference;
		return one < other ? -1 : 1;
	}
	return left.length - right.length || (a < b ? -1 : 1);
};
