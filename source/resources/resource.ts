import type {Engine} from '../engine/engine.ts';
import type {FileListing} from '../model/file-entry.ts';
import type {LogLine} from '../model/log-line.ts';
import type {Thresholds} from '../model/thresholds.ts';
import type {Line, Span, Tone} from '../model/tone.ts';
import type {Ending, NamedLog} from '../store/monitor.ts';
import type {EngineState} from '../store/state.ts';
import type {TableSource} from '../store/table-source.ts';
import type {Links} from './link.ts';
import type {GeneralVerb, Verb} from './verb.ts';

/** What every function of a panel may look at. */
export type View = {
	readonly state: EngineState;
	readonly now: number;
	/** From when on figures stand out; as usual where it is not said. */
	readonly thresholds?: Thresholds;
};

/** Text of one cell, or a small graph that is drawn as wide as its column. */
export type Cell =
	| Span
	| {readonly graph: ReadonlyArray<number | undefined>; readonly max: number; readonly tone?: Tone};

/** A column of a live table. */
export type Column<Row> = {
	readonly id: string;
	readonly title: string;
	readonly align: 'left' | 'right';
	/** Cells; the column never gets narrower. */
	readonly width: number;
	/** Widest useful width; columns with a higher one than `width` share the room that is left. */
	readonly maxWidth?: number;
	/** Whether the end of a text matters more than its beginning: what is too long loses that. */
	readonly keepsEnd?: boolean;
	/** The lowest number is dropped first when there is no room; name and state have the highest. */
	readonly priority: number;
	readonly cell: (row: Row, view: View) => Cell;
	/** Whether it has anything to say of this engine; absent where it always has. */
	readonly isNeeded?: (view: View) => boolean;
	/** What sorting compares; undefined sorts last in both directions. */
	readonly order?: (row: Row, view: View) => number | string | undefined;
	/** Whether the first press of sorting puts the largest on top. */
	readonly isDescendingFirst?: boolean;
	/** Whether it draws what another column tells: nothing for a table that is printed. */
	readonly isDrawn?: boolean;
	/** Whether it shows samples of usage, which take a while to come. */
	readonly isUsage?: boolean;
};

/** Glyph, word and tone of a row's state: never colour alone. */
export type Condition = {readonly glyph: string; readonly word: string; readonly tone: Tone};

/** A titled group of lines on an object's page. */
export type Section = {
	readonly title: string;
	readonly lines: readonly Line[];
	readonly graphs?: readonly Graph[];
	/** Whether it tells why something is wrong: nothing is put before it. */
	readonly isWhy?: boolean;
};

/** How far back graphs look: `5 min`. */
export type GraphSpan = {readonly title: string; readonly milliseconds: number};

/** A figure over time on an object's page or in the overview. */
export type Graph = {
	readonly title: string;
	readonly span: GraphSpan;
	/** The figure as it is now; each of the values is a mean over its step. */
	readonly latest: number | undefined;
	readonly values: ReadonlyArray<number | undefined>;
	/** Top of the scale; undefined lets the graph choose a round number. */
	readonly max?: number;
	/** Whether that top is a limit, and not only a round number. */
	readonly isLimited?: boolean;
	readonly tone: Tone;
	readonly format: (value: number) => string;
};

/** Where Enter leads. */
export type Destination =
	| {readonly kind: 'page'}
	| {readonly kind: 'logs'}
	/** A list of another kind, narrowed to what belongs to this row. */
	| {readonly kind: 'list'; readonly resource: string; readonly scope: Scope}
	/** The page of the first row, of whatever kind, that is told of by one of these names; its own page where none is. */
	| {readonly kind: 'object'; readonly names: readonly string[]; readonly engine?: string};

/** A narrowing of a list that came from drilling down. */
export type Scope = {
	readonly title: string;
	readonly field: string;
	readonly value: string;
	/** Further values that are as good. */
	readonly others?: readonly string[];
	/** The engine whose objects it is about, where several are looked at. */
	readonly engine?: string;
};

/** How a page is looked at. */
export type DetailsOptions = {readonly isMasked: boolean; readonly graphSpan: GraphSpan};

/** A part of the header. */
export type Headline = {readonly line: Line; readonly priority: number};

/** Usage is told of so many of those that run. */
export type UsageShare = {readonly counted: number; readonly running: number};

/** A text of a row that is read when somebody asks for it. */
export type Reading<Row> = {
	/** The word that it is asked for by: `changes`. */
	readonly id: string;
	/** What it tells, in a phrase. */
	readonly help: string;
	/** Why it cannot be read of this row just now, in one sentence. */
	readonly refusal?: (row: Row, view: View) => string | undefined;
	/** Fails with an EngineError. */
	readonly read: (row: Row, engine: Engine, signal: AbortSignal) => Promise<readonly string[]>;
	/** What is said beside its title: `12 paths`. */
	readonly note: (lines: readonly string[]) => string;
};

/** Cells and lines in which something is told. */
export type CourseRoom = {readonly width: number; readonly height: number};

/** What goes on with a row for a while, such as an update: followed live in a place of its own. */
export type Course<Row> = {
	/** The word that opens it: `update`. */
	readonly word: string;
	/** What it tells, in a phrase. */
	readonly help: string;
	/** How it goes, at first what fits into so much room; undefined where nothing of it is known. */
	readonly sections: (row: Row, view: View, room: CourseRoom) => readonly Section[] | undefined;
	/** What is said then, in a phrase. */
	readonly absence: string;
};

/** Where something is reached from outside its engine: `http://10.0.0.5:8080`, and what that is: `80/tcp`. */
export type PublishedAddress = {readonly url: string; readonly help: string};

/** What a detour is: why there is no other way, what it does, a line each, and the files as they are reached by it. */
export type PreparedDetour<Row> = {
	readonly why: string;
	readonly reach: readonly string[];
	readonly files: RowFiles<Row>;
};

/** A way to files that is asked about first. */
export type Detour<Row> = {
	/** Why it may not be taken, in one sentence. */
	readonly refusal?: (row: Row, view: View) => string | undefined;
	/** Undefined where none is needed just now. */
	readonly prepare: (
		row: Row,
		engine: Engine,
		signal: AbortSignal,
	) => Promise<PreparedDetour<Row> | {readonly refusal: string} | undefined>;
};

/** Files of a row, walked through and copied; paths are whole. */
export type RowFiles<Row> = {
	/** Why they cannot be looked at, in one sentence. */
	readonly refusal?: (row: Row, view: View) => string | undefined;
	/** How they are reached where that changes something on their engine; absent where it never does. */
	readonly detour?: Detour<Row>;
	/** Fails with an EngineError, as all that follows. */
	readonly folder: (row: Row, path: string, engine: Engine, signal: AbortSignal) => Promise<FileListing>;
	/** The beginning of a file as lines, and whether that is all of it. */
	readonly read: (
		row: Row,
		path: string,
		engine: Engine,
		signal: AbortSignal,
	) => Promise<{readonly lines: readonly string[]; readonly isWhole: boolean}>;
	/** The verb that copies a path to this machine; `to` where nothing else is said. */
	readonly copyOut: (from: string, to: string) => Verb<Row>;
	/** The verb that copies a path of this machine to one of its own; absent where they are only read. */
	readonly copyIn?: (from: string, to: string) => Verb<Row>;
};

/** One panel kind as data. */
export type Resource<Row> = {
	/** Its table and how that is kept true. The table's name is the kind's: a word of the command line and of `:`. */
	readonly table: TableSource<Row>;
	/** Names of further tables that its cells and reasons look at. */
	readonly reads?: readonly string[];
	/** One of them in a sentence: `container`. */
	readonly singular: string;
	/** All of them as a title: `Containers`. */
	readonly title: string;
	/** What people type for it beside its name: `ps`, `svc`. */
	readonly aliases?: readonly string[];
	/** A digit of its own, whatever kinds there are beside it. */
	readonly digit?: string;
	/** Whether it is reached by its word alone, and has a tab only while one is there and where there is room. */
	readonly isAside?: boolean;
	/** Whether its rows are of this session alone, so that there is nothing of it that could be printed. */
	readonly isOfSession?: boolean;
	/** Names of further tables that only its page looks at. */
	readonly pageReads?: readonly string[];
	/**
	 * Where its rows are what happened to others: the field that tells whom, as `toldAs` of these does. Such rows are
	 * listed by `v`, followed while they come, and nothing that goes by a name.
	 */
	readonly tellsOf?: string;
	/** What others tell of a row as; its table's name and its identity where it does not say: `containers 4c01…`. */
	readonly toldAs?: (row: Row) => readonly string[];
	/** Whether the home has a panel of it. */
	readonly isOnHome?: boolean;
	/** What the header tells of all of them; the highest priority is the last to go. */
	readonly headlines?: (view: View) => readonly Headline[];
	/**
	 * The rows that tell how things stand now, as one task a slot: what the home shows and what faults are counted of.
	 * Absent where that is all rows.
	 */
	readonly standing?: (rows: readonly Row[], view: View) => readonly Row[];
	readonly identity: (row: Row) => string;
	/** What is copied of a row, where its identity is more than the engine's own id. */
	readonly copied?: (row: Row) => string;
	/** Its identity as lists of ids tell it; absent where that is the first 12 letters. */
	readonly shortId?: (row: Row) => string;
	readonly name: (row: Row) => string;
	/** ms; undefined where it is not told. */
	readonly createdAt: (row: Row) => number | undefined;
	readonly columns: ReadonlyArray<Column<Row>>;
	readonly defaultSort: {readonly column: string; readonly isDescending: boolean};
	readonly condition: (row: Row, view: View) => Condition;
	/** What the overview sorts by: the lowest needs eyes first. */
	readonly urgency: (row: Row, view: View) => number;
	readonly isFaulty: (row: Row, view: View) => boolean;
	/** Whether it shows when only what runs is wanted. */
	readonly isRunning: (row: Row, view: View) => boolean;
	/** What filter words and patterns are searched in beside the words on screen, each by itself. */
	readonly searched: (row: Row) => ReadonlyArray<string | undefined>;
	/** Names that `field` knows; every column can be filtered by its title besides. */
	readonly fields: readonly string[];
	/** Values for `label=`, `node=`, `state=`, `service=`… and for scopes. */
	readonly field: (row: Row, name: string, view: View) => readonly string[];
	/** Why it is as it is, in plain words: the cause first, whole, without its name. Undefined when there is nothing to say. */
	readonly reason: (row: Row, view: View) => string | undefined;
	/** Title of the column of reasons, where it is not why. */
	readonly reasonTitle?: string;
	/** What JSON tells beside the row itself; null is unknown. */
	readonly facts?: (row: Row, view: View) => Readonly<Record<string, string | number | boolean | null>>;
	/** One line on why the row is as it is: its name and the reason. */
	readonly explain: (row: Row, view: View) => Line | undefined;
	/** What its page shows. */
	readonly details: (row: Row, view: View, options: DetailsOptions) => readonly Section[];
	readonly enter: (row: Row) => Destination;
	/** What goes on with a row for a while; absent where that is nothing. */
	readonly course?: Course<Row>;
	/** Where one can go from a row: to what it uses, and to what uses it. */
	readonly links?: Links<Row>;
	/** Whose logs, merged by time, are a row's, the most wanted first; absent where the kind has none. */
	readonly logs?: (row: Row) => readonly NamedLog[];
	/** Who wrote a line of such a log, where several write into it. */
	readonly logPrefix?: (line: LogLine, view: View) => Span | undefined;
	/** The container in which a shell is opened for a row, or why there is none; absent where the kind has none. */
	readonly shell?: (row: Row, view: View) => {readonly id: string} | {readonly refusal: string};
	/** Texts of a row that are read on demand, each by its word and in the menu of all that can be done. */
	readonly readings?: ReadonlyArray<Reading<Row>>;
	/** Its files; absent where the kind has none. */
	readonly files?: RowFiles<Row>;
	/** Where a row is reached from outside; absent where the kind is reached nowhere. */
	readonly addresses?: (row: Row, view: View) => readonly PublishedAddress[];
	/** Of a row that ended, or keeps ending, the log whose last lines may tell why; absent where the kind has none. */
	readonly ending?: (row: Row, view: View) => Ending | undefined;
	/** Whether its page draws graphs of usage. */
	readonly hasGraphs?: boolean;
	/** Where values of an environment are masked: on its page and in its YAML, or there only. */
	readonly masks?: 'page' | 'raw';
	/** Whether only inspecting tells why a row is at fault: one that is selected is inspected then. */
	readonly isToldByInspecting?: boolean;
	/** Whether all is known that reasons are made of, beside the tables. */
	readonly areReasonsKnown?: (state: EngineState) => boolean;
	/** What can be done to its rows; no two on one key. */
	readonly verbs: ReadonlyArray<Verb<Row>>;
	/** What can be done that is about no row of it. */
	readonly general?: readonly GeneralVerb[];
	/** Ids of the containers whose usage it shows. */
	readonly usedContainers: (row: Row, state: EngineState) => readonly string[];
	/**
	 * How many of what runs for a row its usage is the sum of, where another engine may run the rest: `2/5`. Undefined where
	 * it is all of it.
	 */
	readonly usageShare?: (row: Row, state: EngineState) => UsageShare | undefined;
	/** Why the list is empty. */
	readonly emptyReason: (state: EngineState) => string;
};
