/** Rows by their id, as tables hold them: a new map at each change, never changed in place. */
type Rows<Row> = ReadonlyMap<string, Row>;

/** What is known of the sources down to here: what came of them, and what more sources lead to. */
type Level<Result> = {readonly below: WeakMap<object, Level<Result>>; made?: {readonly result: Result}};

// How often each join was worked out, for tests of what a frame costs.
const counts = new Map<string, number>();

/** How often each join was worked out since the program began, by its name. */
export const joinCounts = (): ReadonlyMap<string, number> => new Map(counts);

/**
 * The same work, done once for the objects that it is made of and kept as long as they are: rows of tables, usage, lists.
 * They must never be changed in place. The name is told by `joinCounts`.
 */
export const joinOf = <Sources extends readonly object[], Result>(
	name: string,
	work: (...sources: Sources) => Result,
): ((...sources: Sources) => Result) => {
	const top: Level<Result> = {below: new WeakMap()};
	return (...sources) => {
		let level = top;
		for (const source of sources) {
			let next = level.below.get(source);
			if (next === undefined) {
				next = {below: new WeakMap()};
				level.below.set(source, next);
			}
			level = next;
		}
		if (level.made === undefined) {
			counts.set(name, (counts.get(name) ?? 0) + 1);
			level.made = {result: work(...sources)};
		}
		return level.made.result;
	};
};

/** What is told of rows, by what they belong to, in the order of the table; rows without a key belong to nothing. */
export const groupedBy = <Row, Told>(
	name: string,
	keyOf: (row: Row) => string | undefined,
	tell: (row: Row) => Told,
): ((rows: Rows<Row>) => ReadonlyMap<string, readonly Told[]>) =>
	joinOf(name, (rows: Rows<Row>) => {
		const groups = new Map<string, Told[]>();
		for (const row of rows.values()) {
			const key = keyOf(row);
			if (key === undefined) continue;
			const group = groups.get(key);
			if (group === undefined) groups.set(key, [tell(row)]);
			else group.push(tell(row));
		}
		return groups;
	});
