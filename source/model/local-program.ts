/** A program that is run on this machine: no shell reads its words. */
export type LocalProgram = {
	/** What it does, for people: `deploy shop`. */
	readonly title: string;
	/** Name or path of the program. */
	readonly command: string;
	readonly words: readonly string[];
	/** What it is run about, for those who keep an account of it. */
	readonly about?: ProgramAbout;
	/** Variables that it has beside ours; those without a value are taken away. */
	readonly environment?: Readonly<Record<string, string | undefined>>;
};

/** An engine by its name and address, and the object there, where it is one. */
export type ProgramAbout = {
	readonly engine: string;
	readonly address: string;
	readonly kind?: string;
	readonly object?: string;
	readonly name?: string;
};

/** How a program ended: a few words, and whether that was well. */
export type ProgramEnd = {readonly text: string; readonly isWell: boolean};

/** What came of a program since it was told last: lines, cleaned, and its end. */
export type ProgramNews = {readonly lines: readonly string[]; readonly end?: ProgramEnd};
