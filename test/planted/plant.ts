/** One fault put into a copy of the program on purpose, and the tests of which at least one must turn red. */
export type Plant = {
	/** What is wrong then, as a bug report would say it. */
	readonly fault: string;
	readonly file: string;
	/** Stands in the file exactly once. */
	readonly from: string;
	readonly to: string;
	/** Test files, or beginnings of their paths. */
	readonly tests: readonly string[];
};
