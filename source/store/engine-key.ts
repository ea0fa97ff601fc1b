/** No id and no address holds it. */
const separator = '\u{1f}';

// By row, as decoded once of one engine: rows of several engines stand in one list.
const owners = new WeakMap<object, string>();

/** The key of an object among those of several engines: the engine's own id, and its id there. */
export const engineKey = (engine: string, id: string): string => `${engine}${separator}${id}`;

/** Both parts of a key. */
export type EngineKey = {readonly engine: string; readonly id: string};

/** Both parts of a key; undefined where it is none, as of a single engine. */
export const readKey = (key: string): EngineKey | undefined => {
	const at = key.indexOf(separator);
	return at === -1 ? undefined : {engine: key.slice(0, at), id: key.slice(at + 1)};
};

/** By the engine that their keys name, with the ids that they have there; what has none is left out. */
export const byEngine = <Keyed extends {readonly id: string}>(
	all: readonly Keyed[],
	read: (key: string) => EngineKey | undefined,
): ReadonlyMap<string, readonly Keyed[]> => {
	const groups = new Map<string, Keyed[]>();
	for (const one of all) {
		const key = read(one.id);
		if (key === undefined) continue;
		groups.set(key.engine, [...(groups.get(key.engine) ?? []), {...one, id: key.id}]);
	}
	return groups;
};

/** Notes whose row it is. */
export const ownRow = (row: object, engine: string): void => {
	owners.set(row, engine);
};

/** The id of the engine whose row it is; undefined where one engine is looked at by itself. */
export const engineOf = (row: unknown): string | undefined =>
	typeof row === 'object' && row !== null ? owners.get(row) : undefined;
