/** How a person reads a text. `top` is the number of its first shown line. */
export type TextState = {
	readonly top: number;
	readonly column: number;
	readonly isWrapped: boolean;
	readonly isFollowing: boolean;
	readonly search: string;
	/** Number of the line whose match was gone to. */
	readonly match?: number;
	/** Number of the line that copying begins at. */
	readonly mark?: number;
	/** Which of how many lines with a hit that was, counted when it was gone to. */
	readonly hit?: {readonly index: number; readonly count: number};
};

/** A text that nobody moved in; `isFollowing` reads it from its end on. */
export const freshText = (isFollowing: boolean): TextState => ({
	top: 0,
	column: 0,
	isWrapped: false,
	isFollowing,
	search: '',
});

/** The same without the match that was gone to: it would stand on another line, or for another search. */
export const withoutMatch = ({match: _, hit: _hit, ...text}: TextState): TextState => text;

/** What is searched for and where one stands in it: `/error  3 of 17 lines`. */
export const searchTitle = ({search, hit}: TextState): string =>
	`/${search}${hit === undefined ? '' : `  ${hit.index + 1} of ${hit.count} lines`}`;

/** The text under the cursor: how many lines, each without colours, and by which numbers they are known. */
export type Text = {
	readonly count: number;
	readonly line: (index: number) => string;
	/** Number of a line: it stays the same while lines come, fall out, or are left out. */
	readonly number: (index: number) => number;
	/** Index of the first line with that number or a later one; `count` when there is none. */
	readonly index: (number: number) => number;
	/** A line as it was written, to be copied; absent where lines are not copied. */
	readonly written?: (index: number) => string;
	/** Whether a line tells of an error; absent where lines tell no level. */
	readonly isBad?: (index: number) => boolean;
	/** Whether older lines may be had. */
	readonly mayReadOlder: boolean;
};

/** A text of which all lines are there for good: each is known by its index. */
export const wholeText = (lines: readonly string[]): Text => ({
	count: lines.length,
	line: index => lines[index] ?? '',
	number: index => index,
	index: number => Math.max(0, Math.min(lines.length, number)),
	mayReadOlder: false,
});

/** Where there is no text. */
export const noText: Text = wholeText([]);
