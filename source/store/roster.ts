/** What changes which engines are watched. */
export type RosterChange =
	/** Watches one more, one less, or this one in place of all others. */
	| {readonly kind: 'add' | 'drop' | 'switch'; readonly by: 'context' | 'host'; readonly name: string}
	/** Shows one of those that are watched alone, or all again. */
	| {readonly kind: 'show'; readonly id: string | undefined};

/** Which engines are watched, while the program runs. */
export type Roster = {
	/** Names of docker's contexts, as they were when the program began. */
	readonly contexts: Promise<readonly string[]>;
	/** Resolves with what came of it, in words; fails with an EngineError that says what to do. */
	change(change: RosterChange): Promise<string>;
};
