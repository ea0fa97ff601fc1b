/** The `filters` of a query in both forms that engines take: `{"id":["a"]}` and `{"id":{"a":true}}`. */
export const parseFilters = (text: string | null): ReadonlyMap<string, readonly string[]> => {
	if (text === null || text === '') return new Map();
	const value: unknown = JSON.parse(text);
	if (typeof value !== 'object' || value === null) return new Map();
	return new Map(
		Object.entries(value).map(([name, inner]): [string, readonly string[]] => [
			name,
			Array.isArray(inner) ? inner.map(String) : typeof inner === 'object' && inner !== null ? Object.keys(inner) : [],
		]),
	);
};

/** Whether one of the wanted values holds; everything passes where none is wanted. */
export const passes = (
	filters: ReadonlyMap<string, readonly string[]>,
	name: string,
	holds: (wanted: string) => boolean,
): boolean => {
	const wanted = filters.get(name);
	return wanted === undefined || wanted.length === 0 || wanted.some(holds);
};
