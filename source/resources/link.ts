import type {View} from './resource.ts';

/** A way from a row to what it uses, or to what uses it. */
export type Link = {
	/** What that is to the row: `Image`, `Used by`. Links of one title stand together. */
	readonly title: string;
	/** Its name, never an id where any name is known. */
	readonly name: string;
	/** Name of the kind that it is of. */
	readonly resource: string;
	/** What it is found by in its list: ids as the engine tells them, or names, the best first. */
	readonly ids: readonly string[];
	/** Whether a tree shows it below the row: what the row is made of and what that uses, and not whose part it is. */
	readonly isBelow: boolean;
	/** Whether it leads to whom the row is used by: a tree shows those only of what it hangs on, or all would be in all. */
	readonly isUser?: true;
	/** The engine that it is on, where several are looked at. */
	readonly engine?: string;
};

/** Where the links of a row lead, in the order in which they are told. */
export type Links<Row> = (row: Row, view: View) => readonly Link[];

type Way = Pick<Link, 'title' | 'resource'>;

/** Links to what a row is a part of, by name or id; undefined names lead nowhere. */
export const upTo = (way: Way, name: string | undefined, id = name): readonly Link[] =>
	name === undefined || name === '' || id === undefined ? [] : [{...way, name, ids: [id, name], isBelow: false}];

/** Links to what a row is made of or uses. */
export const downTo = (
	way: Way,
	objects: ReadonlyArray<{readonly name: string; readonly id?: string}>,
): readonly Link[] => objects.map(({name, id = name}) => ({...way, name, ids: [id, name], isBelow: true}));

/** Links to what uses a row. */
export const usedBy = (...told: Parameters<typeof downTo>): readonly Link[] =>
	downTo(...told).map(link => ({...link, isUser: true}));

/** Things that are known by their names alone. */
export const named = (names: readonly string[]): ReadonlyArray<{readonly name: string}> => names.map(name => ({name}));
