import type {StoreApi} from 'zustand/vanilla';
import type {Engine, LogOptions, LogTarget} from '../engine/engine.ts';
import type {ActionOutcome} from '../engine/outcome.ts';
import type {Shell, ShellOptions} from '../engine/shell.ts';
import type {LogLine} from '../model/log-line.ts';
import type {EngineState, Fault, JobPart} from './state.ts';

/** A log whose end tells of an end, and which end that is: it is read once for each. */
export type Ending = {readonly target: LogTarget; readonly chapter: string};

/** What the screen shows, so that only that is read often. */
export type Interest = {
	/** Ids of the containers whose usage is on screen. */
	readonly containers: readonly string[];
	/** Names of the tables that are looked at: those are read most often. */
	readonly tables: readonly string[];
	/** Of several engines: how much of the asking for usage is this one's. */
	readonly share?: AskingShare;
	/** The object whose page is open; kept fresh by events. */
	readonly inspect?: {
		/** Name of its table. */
		readonly table: string;
		readonly id: string;
		readonly processes: boolean;
		readonly raw: boolean;
		/** The log whose end is told with it. */
		readonly ending?: Ending;
	};
};

/** What an engine has of all samples that are asked of several: they are not more for being spread. */
export type AskingShare = {
	/** Containers of all these engines. */
	readonly among: number;
	/** From 0 to 1. */
	readonly part: number;
};

/** How far a verb is: in a few words, and by its parts. */
export type Progress = {readonly label: string; readonly parts: readonly JobPart[]};

/** By which verb, of which row of which kind, something was asked for. */
export type Asked = {
	/** Name of the kind, and the identity of the row there. */
	readonly kind: string;
	readonly id: string;
	readonly verb: string;
	/** The same of all that one question asked for. */
	readonly act: string;
};

/** A verb that takes another one back, made from the object as it was before. */
export type BackByVerb = {
	/** What it is called on the row then, where that depends on how the object is: `start`. */
	readonly does?: string;
	readonly values: Readonly<Record<string, string | number | boolean>>;
	/** Members of the row as the verb left them: with others it was changed since. */
	readonly expects: Readonly<Record<string, string | number>>;
};

/** What brings back what was there before, and fails as `conflict` where it was changed since. */
export type BackByRestoring = {
	readonly restore: ActionRequest['run'];
	/** What that changes, a line each. */
	readonly reach: readonly string[];
};

/** How a verb is taken back: what was done, `scale api to 5`, and what it comes to then: `has 3 replicas again`. */
export type WayBack = {
	readonly title: string;
	readonly back: string;
	/** The verb that comes to the same, where that is another one than is taken back: it says when that cannot be. */
	readonly by?: string;
} & (BackByVerb | BackByRestoring);

/** How something that was asked for is taken back. */
export type Undo = Asked & WayBack;

/** What came of a verb with its way back, where only doing it could tell that. */
export type Retraceable = {readonly outcome: ActionOutcome; readonly wayBack: WayBack};

/**
 * Where a verb stands among those that one question asks for: in which step, and which steps are to be through before. Only
 * those count that stand before it; what waits for one that failed is not tried.
 */
export type Turn = {readonly step: string; readonly after: readonly string[]};

/** One verb on one object, pinned to its id. */
export type ActionRequest = {
	readonly id: string;
	/** Name of the object, and what has happened to it when it is done (`stopped`): for the sum of several. */
	readonly name: string;
	readonly past: string;
	/** What the row says meanwhile: `stopping`. */
	readonly pending: string;
	/** What is said when it is done: `stopped web`. */
	readonly done: string;
	/** What is said when the engine says that it was so already: `web is stopped already`. */
	readonly already: string;
	/** What is said before the daemon's words when it failed: `could not stop web`. */
	readonly failed: string;
	/** `tell` says how far it is, in a word or two that stand for `pending`: `exporting 12MB`. The signal stops it. */
	run(
		engine: Engine,
		signal: AbortSignal,
		tell: (progress: string | Progress) => void,
	): Promise<ActionOutcome | Retraceable>;
	/** What is there now, in a few words, where it was stopped or failed half-way: `2 of 5 layers stay`. */
	readonly left?: () => string | undefined;
	/** Where it waits for others that are asked for together with it. */
	readonly turn?: Turn;
	/** What it was asked for by, where that was a verb of a row; and how it is taken back, where that is known before. */
	readonly asked?: Asked;
	readonly wayBack?: WayBack;
	/** The job that it takes back, by its id. */
	readonly takesBack?: string;
};

/** A log with what it is called where its lines stand among others. */
export type NamedLog = LogTarget & {readonly name: string};

/** Which part of a log is read. With an `until` it is not followed. */
export type LogSpan = Pick<LogOptions, 'since' | 'until'> & {
	/** Lines from the end of the part, of each log (of each task, for a service). */
	readonly tail: number | 'all';
};

/** How one of the logs stands that an open log is made of. */
export type LogPart = Pick<LogSnapshot, 'status' | 'fault'> & {readonly target: NamedLog};

/** What an open log holds. */
export type LogSnapshot = {
	readonly lines: readonly LogLine[];
	/** Number of the first line in `lines`, counted from the log's opening: it rises as old lines fall out. */
	readonly first: number;
	/** Lines that came but were never kept, because they came too fast to show. */
	readonly skipped: number;
	/** Of several logs: whether any of them is followed. */
	readonly status: 'opening' | 'following' | 'ended' | 'lost';
	readonly fault?: Fault;
	readonly parts: readonly LogPart[];
	/**
	 * What the engine has before the first line: perhaps something, something that is read just now, or nothing; or there
	 * is no room for more. `fault` says why it could not be read.
	 */
	readonly older: {readonly state: 'maybe' | 'reading' | 'none' | 'full'; readonly fault?: Fault};
	/** Changes whenever anything above does. */
	readonly version: number;
};

/** An open log: bounded, merged by time where several write it, resumed by itself after a lost connection. */
export type LogFeed = {
	snapshot(): LogSnapshot;
	/** Called at most 10 times a second; returns the way to unsubscribe. */
	subscribe(listener: () => void): () => void;
	/** Reads these from now on: the new ones too, and no more of those that are left out, whose lines stay. */
	follow(targets: readonly NamedLog[]): void;
	/** Reads a page of what was written before the first line that is held. */
	readOlder(): void;
	/** Stops reading from the engine (it is resumed without loss where the engine keeps the log). */
	close(): void;
};

/** What watching has taken so far. */
export type Effort = {
	/** To the engine, over all connections; a stream is one. */
	readonly requests: number;
	/** Usage samples that were news. */
	readonly samples: number;
	/** How many times more rarely things are read and published: 1 unless the machine is starved. */
	readonly slowdown: number;
};

/** The live view of one engine: its state, and the few things that may be asked of it. */
export type Monitor = {
	readonly store: Pick<StoreApi<EngineState>, 'getState' | 'subscribe'>;
	/** ms since the epoch by the engine's clock, as all times of the state. */
	now(): number;
	watch(interest: Interest): void;
	openLog(targets: readonly NamedLog[], span: LogSpan): LogFeed;
	/** All lines of a part of a log, in batches as they come, to its end; fails with an EngineError. */
	readLog(target: NamedLog, span: LogSpan, signal: AbortSignal): AsyncIterable<readonly LogLine[]>;
	/** Starts a command on a terminal in a container; fails with an EngineError. The signal ends it. */
	openShell(id: string, options: ShellOptions, signal: AbortSignal): Promise<Shell>;
	/** One question about an object, by its id, to the engine that it is on; fails with an EngineError. The signal gives it up. */
	ask<Answer>(
		id: string,
		question: (engine: Engine, signal: AbortSignal) => Promise<Answer>,
		signal: AbortSignal,
	): Promise<Answer>;
	/** Runs in the background; progress, answer and faults appear in the state. */
	act(requests: readonly ActionRequest[]): void;
	/** Stops verbs that are under way, by the ids of their jobs; what came of them is told as of any other. */
	stopJobs(ids: readonly string[]): void;
	effort(): Effort;
	/** Tries a lost engine again at once. */
	retry(): void;
	close(): void;
};
