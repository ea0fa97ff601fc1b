/** No id and no address holds it. */
const separator = '\u{1f}';

// By row, as decoded once of one engine: rows of several engines stand in one list.
const owners = new WeakMap<object, string>();

/** The key of an object among those of several engines: the engine's own id, and its id there. */
export const engineKey = (engine: string, id: string): string => `${engine}${separator}${id}`;

/** Both parts of a key; undefined where it is none, as of a single engine. */
export const readKey = (key: string): {readonly engine: string; readonly id: string} | undefined => {
	const at = key.indexOf(separator);
	return at === -1 ? undefined : {engine: key.slice(0, at), id: key.slice(at + 1)};
};

/** Notes whose row it is. */
export const ownRow = (row: object, engine: string): void => {
	owners.set(row, engine);
};

/** The id of the engine whose row it is; undefined where one engine is looked at by itself. */
export const engineOf = (row: unknown): string | undefined =>
	typeof row === 'object' && row !== null ? owners.get(row) : undefined;
