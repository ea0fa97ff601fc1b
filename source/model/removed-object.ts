/** What the engine had of an object before it was removed: enough to make it again. */
export type Definition = {
	/** Name of its kind's table: `containers`. */
	readonly kind: string;
	/** One of its kind in a sentence: `container`. */
	readonly noun: string;
	readonly id: string;
	readonly name: string;
	/** As the engine told it, neither cleaned nor shown: it is sent again. */
	readonly told: Readonly<Record<string, unknown>>;
	/** The same, its text cleaned. */
	readonly shown: unknown;
	/** What cannot come back with it, in a few words; empty where all does. */
	readonly lost: string;
	/** Why it cannot be made again, in one sentence; absent where it can. */
	readonly refusal?: string;
};

/** An object that was removed in this session. */
export type RemovedObject = {
	/** Its own: of one object several may be removed after each other. */
	readonly id: string;
	/** ms. */
	readonly at: number;
	/** What was done: `removed stack shop`. */
	readonly by: string;
	readonly definition: Definition;
};
