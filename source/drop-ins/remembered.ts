/**
 * `compute`, which must be pure, with its last results kept: at least the `size` that were asked for last, at most
 * twice as many.
 */
export const remembered = <Value extends object | string | number>(
	size: number,
	compute: (text: string) => Value,
): ((text: string) => Value) => {
	let young = new Map<string, Value>();
	let old = new Map<string, Value>();
	return text => {
		const known = young.get(text);
		if (known !== undefined) return known;
		const value = old.get(text) ?? compute(text);
		if (young.size >= size) {
			old = young;
			young = new Map();
		}
		young.set(text, value);
		return value;
	};
};
