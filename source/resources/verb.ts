import type {Engine} from '../engine/engine.ts';
import type {Shell, TerminalSize} from '../engine/shell.ts';
import type {LocalProgram} from '../model/local-program.ts';
import type {ActionRequest, WayBack} from '../store/monitor.ts';
import type {View} from './resource.ts';

/** One of the answers of a choice, such as a signal. */
export type Choice = {
	readonly id: string;
	readonly label: string;
	/** What it is called in `:` beside its id: `HUP`. */
	readonly aliases?: readonly string[];
	/** Whether data goes with it that nothing brings back: a word must be typed then. */
	readonly losesData?: boolean;
};

type AskedFor<Value> = {
	/** What its value goes by in `:` and in the request. */
	readonly id: string;
	/** What it is called in the question. */
	readonly title: string;
	/** Why a value is not taken, in one sentence; undefined when it is. */
	readonly check?: (value: Value) => string | undefined;
};

/** One of several answers; the first one where no default is named. */
export type ChoiceField = AskedFor<string> & {
	readonly kind: 'choice';
	readonly options: readonly Choice[];
	/** Id of the option that is chosen at first. */
	readonly default?: string;
};

/** A whole number, from 0 to 999999 where nothing else is said, with what it is now. */
export type NumberField = AskedFor<number> & {
	readonly kind: 'number';
	readonly current?: number;
	readonly min?: number;
	readonly max?: number;
};

/** A line of text. */
export type TextField = AskedFor<string> & {
	readonly kind: 'text';
	readonly default?: string;
	/** Texts that are likely, the likeliest first. */
	readonly completions?: readonly string[];
	/** Whether what is typed so far is nobody's to read: dots stand for it. */
	readonly isHidden?: (text: string) => boolean;
};

/** Yes or no; no where no default is named. */
export type FlagField = AskedFor<boolean> & {readonly kind: 'flag'; readonly default?: boolean};

/** A word that must be typed exactly, so that no key held too long says yes. */
export type WordField = AskedFor<string> & {readonly kind: 'word'; readonly word: string};

/** What a question asks beside yes or no. */
export type Field = ChoiceField | NumberField | TextField | FlagField | WordField;

/** What was answered to a field: the id of an option, a number, a text, or whether it is so. */
export type Value = string | number | boolean;

/** What was answered beside yes, by the ids of the fields. */
export type Values = Readonly<Record<string, Value>>;

/** The answer to a choice or a text; undefined where it was not asked for. */
export const textValue = (values: Values, id: string): string | undefined => {
	const value = values[id];
	return typeof value === 'string' ? value : undefined;
};

/** The answer to a number; undefined where it was not asked for. */
export const numberValue = (values: Values, id: string): number | undefined => {
	const value = values[id];
	return typeof value === 'number' ? value : undefined;
};

/** Whether a flag was set. */
export const flagValue = (values: Values, id: string): boolean => values[id] === true;

/** A word that a verb is called by in `:`. */
export type VerbWord = {
	readonly word: string;
	/** The label of the verb that it asks for, and no other: itself where nothing is said. `rm` does `remove`. */
	readonly does?: string;
};

/** What an edited text comes to: why it is none, or what it changes and how that is sent; undefined where nothing is changed. */
export type ReadDraft =
	| {readonly fault: string}
	| {readonly reach: readonly string[]; readonly request: ActionRequest}
	| undefined;

/** A text that a person edits with a program of their own before anything is asked. */
export type Draft = {
	/** What it is called: `the spec of web`. */
	readonly title: string;
	/** Name of the file that the program is given; its ending tells the program what it is. */
	readonly fileName: string;
	readonly text: string;
	/** What stands before a line that says something to the person: `#`; absent where the text has no such lines. */
	readonly remark?: string;
	readonly read: (text: string) => ReadDraft;
};

/** What only the engine could tell for a question; each takes the place of what the verb says by itself, reach is added. */
export type Prepared = {
	/** Why it cannot be done. */
	readonly refusal?: string;
	readonly reach?: readonly string[];
	readonly fields?: readonly Field[];
	readonly request?: (values: Values) => ActionRequest;
	/** The first words of docker's own program with which it reaches this engine: `--host`, and where that is. */
	readonly dockerWords?: readonly string[];
	/** What is to be edited first: what came of that is the question. */
	readonly draft?: Draft;
};

/** Answers that do not go together: why, and which field that is told at. */
export type Discord = {readonly id: string; readonly text: string};

/** Something that has the terminal for a while, such as a shell. */
export type TerminalSession = {
	/** Identity of the row that it is about: its engine is asked. */
	readonly id: string;
	/** Name of the object, and what runs in it: `a debug shell`. */
	readonly name: string;
	readonly title: string;
	/** What stands above it: how it is left, first of all. */
	readonly greeting: string;
	/** Fails with an EngineError; the signal ends it. */
	readonly open: (engine: Engine, size: TerminalSize, signal: AbortSignal) => Promise<Shell>;
};

/** A verb on rows of one kind. */
export type Verb<Row> = {
	/** What it goes by: keys are bound to ids, and `:` knows them as words. */
	readonly id: string;
	/** The key that it has by itself: a capital, and no other verb's of its kind. */
	readonly key?: string;
	/** What it is called in `:` beside its id. Of two verbs of one key each has its word here: `stop`, `start`. */
	readonly words?: readonly VerbWord[];
	/** What it does in one phrase, where its id does not say it all: `stop a container, or start a stopped one`. */
	readonly help?: string;
	/** Word for the footer and the question; it may depend on the row: stop or start. */
	readonly label: (row: Row) => string;
	readonly danger: 'none' | 'interrupts' | 'destroys';
	/** Whether data always goes with it that nothing brings back: a word must be typed then. */
	readonly losesData?: boolean;
	/** Whether it may be asked for while another verb is under way on the row: it ends what hangs. */
	readonly cutsShort?: boolean;
	/** Why it cannot be done on this row just now, in one sentence; undefined when it can. */
	readonly refusal: (row: Row, view: View) => string | undefined;
	/** What else it touches, one line each: `swarm will start another task in its place`. */
	readonly reach: (row: Row, view: View) => readonly string[];
	/** The question about rows that it can be done to; absent where verb, kind and name say it: `stop container web?` */
	readonly question?: (rows: readonly Row[]) => string;
	/** What it asks for beside yes. Of several rows the first one's; what each has a value of its own for is asked one by one. */
	readonly fields?: (row: Row) => readonly Field[];
	/** Why answers that are right by themselves do not go together; undefined when they do. */
	readonly discord?: (values: Values) => Discord | undefined;
	/** What the answers come to as they stand, in a line, by the ids of the fields: `docker run -d …`. */
	readonly preview?: (answers: Readonly<Record<string, string>>) => string;
	/** What is asked of the engine before the question: fields with what is so now. Of one row at a time. */
	readonly prepare?: (row: Row, engine: Engine, signal: AbortSignal) => Promise<Prepared>;
	/** What has the terminal once it was answered with yes, where that is what it does: nothing is requested then. */
	readonly session?: (row: Row, values: Values) => TerminalSession;
	/** What is run on this machine for each row, one after another, by a command of the configuration: nothing is requested then. */
	readonly program?: (row: Row, view: View) => LocalProgram;
	/** Whether it only looks: it is there in read-only mode too. */
	readonly isReading?: boolean;
	/** Whether a person said that nothing is asked before it. */
	readonly isUnasked?: boolean;
	/** What is done; where a row stands for others, what is done to each of these, which is answered one by one. */
	readonly request: (row: Row, values: Values, view: View) => ActionRequest | readonly ActionRequest[];
	/** How it is taken back, made from the row as it is before: undefined where nothing brings back what was. */
	readonly undo?: (row: Row, values: Values) => WayBack | undefined;
};

/** All that is done, one by one. */
export const requestsIn = (made: ActionRequest | readonly ActionRequest[]): readonly ActionRequest[] =>
	'run' in made ? [made] : made;

/** Why a verb cannot be done that always can. */
export const neverRefused = (): undefined => undefined;

/** What a verb on no row can be asked with: the values that were typed after its word, by the ids of its fields. */
export type Typed = Readonly<Record<string, string>>;

/** A verb on no row, such as one that makes or fetches something. `:` reaches it: words after it fill its fields in their order. */
export type GeneralVerb = Pick<Verb<never>, 'id' | 'words' | 'danger' | 'losesData' | 'discord' | 'preview'> & {
	/** What it does in one phrase: `pull an image from its registry`. */
	readonly help: string;
	/** The question: `Pull an image?` */
	readonly question: (view: View) => string;
	/** Why it cannot be done just now, in one sentence; undefined when it can. */
	readonly refusal: (view: View) => string | undefined;
	/** What it touches, one line each. */
	readonly reach: (view: View) => readonly string[];
	readonly fields?: (view: View) => readonly Field[];
	/**
	 * What a whole line after its word means, by the ids of its fields, where it has a way of its own to say that; undefined
	 * where its words are values as usual.
	 */
	readonly fill?: (line: string) => {readonly typed: Typed} | {readonly fault: string} | undefined;
	/** What is asked of the engine before the question. */
	readonly prepare?: (typed: Typed, engine: Engine, signal: AbortSignal) => Promise<Prepared>;
	/** What is run on this machine once it was answered with yes, where that is what it does: nothing is requested then. */
	readonly program?: (values: Values, view: View, dockerWords: readonly string[]) => LocalProgram;
	readonly request: (values: Values, view: View) => ActionRequest | readonly ActionRequest[];
};
