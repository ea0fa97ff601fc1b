import type {Engine} from '../../engine/engine.ts';
import type {Span} from '../../model/tone.ts';
import type {View} from '../resource.ts';

/** A row of what was told, with what belongs to it below. */
export type Branch = {
	/** Its own among all of the answer. */
	readonly id: string;
	/** Its words first, then a cell for each further column. Without columns all of it is one line, which wraps. */
	readonly cells: readonly Span[];
	/** What others tell of the object as whose row it is, as the kinds tell it: `volumes data`. */
	readonly names?: readonly string[];
	/** What is copied of it, where that is more than its words. */
	readonly copied?: string;
	readonly branches?: readonly Branch[];
	/** Whether what belongs to it is hidden until somebody asks. */
	readonly isFolded?: boolean;
};

/** What an engine told when it was asked about itself. */
export type Report = {
	/** In the view of its engine; the same branches as long as nothing changed that they are made of. */
	readonly branches: (view: View) => readonly Branch[];
	/** For JSON. */
	readonly facts: object;
	/** What is said in the title of it. */
	readonly summary?: string;
};

/** What an engine as a whole is asked about, only when somebody wants it: a word of `:` and of the command line. */
export type Survey = {
	readonly word: string;
	readonly title: string;
	/** What it tells, in a phrase. */
	readonly help: string;
	/** Those behind the first, which takes the room that is left; empty where rows are lines. */
	readonly columns: ReadonlyArray<{
		readonly title: string;
		readonly width: number;
		readonly align: 'left' | 'right';
		/** Whether it stands only where there is much room. */
		readonly isWide?: boolean;
	}>;
	/** Title of the first. */
	readonly firstColumn?: string;
	/** Names of the tables whose objects it names. */
	readonly reads: readonly string[];
	/** Takes as long as the engine needs; the signal ends the request. Fails with an EngineError. */
	readonly ask: (engine: Engine, signal: AbortSignal) => Promise<Report>;
};
