/** How a person reads a text. `top` is the number of its first shown line. */
export type TextState = {
	readonly top: number;
	readonly column: number;
	readonly isWrapped: boolean;
	readonly isFollowing: boolean;
	readonly hasTimestamps: boolean;
	readonly search: string;
	/** Number of the line whose match was gone to. */
	readonly match?: number;
	/** Which of how many lines with a hit that was, counted when it was gone to. */
	readonly hit?: {readonly index: number; readonly count: number};
};

/** A text that nobody moved in; `isFollowing` reads it from its end on. */
export const freshText = (isFollowing: boolean): TextState => ({
	top: 0,
	column: 0,
	isWrapped: false,
	isFollowing,
	hasTimestamps: false,
	search: '',
});

/** The same without the match that was gone to: it would stand on another line, or for another search. */
export const withoutMatch = ({match: _, hit: _hit, ...text}: TextState): TextState => text;

/** What is searched for and where one stands in it: `/error  3 of 17 lines`. */
export const searchTitle = ({search, hit}: TextState): string =>
	`/${search}${hit === undefined ? '' : `  ${hit.index + 1} of ${hit.count} lines`}`;

/** The text under the cursor: how many lines, the number of the first one, and each line without colours. */
export type Text = {
	readonly count: number;
	readonly first: number;
	readonly line: (index: number) => string;
	/** Whether older lines may be had by reading it anew. */
	readonly mayReadOlder: boolean;
};

/** Where there is no text. */
export const noText: Text = {count: 0, first: 0, line: () => '', mayReadOlder: false};
