import type {Engine} from '../engine/engine.ts';
import type {LocalProgram} from '../model/local-program.ts';
import type {View} from '../resources/resource.ts';
import type {TerminalSession} from '../resources/verb.ts';
import type {ActionRequest} from '../store/monitor.ts';
import type {RosterChange} from '../store/roster.ts';
import type {AppState} from './app-state.ts';
import type {KeptPurpose} from './command/prompt-history.ts';
import type {LogPlace} from './log/log-place.ts';

/** Where a shell is opened, and what runs in it: the best shell that there is, where nothing is named. */
export type ShellRequest = {
	readonly id: string;
	/** What it is called in messages. */
	readonly name: string;
	/** What runs there, where it is no command of `exec`'s: the rest is not asked for then. */
	readonly session?: TerminalSession;
	readonly command?: readonly string[];
	readonly user?: string;
	readonly directory?: string;
};

/** A text that is edited with a person's own program. */
export type EditRequest = {
	/** Identity of the object that it is of. */
	readonly id: string;
	/** What is edited: `the spec of web`. */
	readonly title: string;
	readonly fileName: string;
	readonly text: string;
	/** Whether a text that was kept of this object is begun with instead, and what is told then. */
	readonly again?: (kept: string) => string;
	/** What the text comes to as it was left; `keep` keeps it for the next time. */
	readonly left: (text: string, keep: () => void) => (state: AppState, view: View) => Outcome<AppState>;
};

/** Something that is asked of an engine before the screen goes on; a key gives it up. */
export type Learning = {
	/** Identity of the object that it is about: its engine is asked. */
	readonly id: string;
	/** What is read meanwhile: `changes of web`. */
	readonly title: string;
	/** What the answer leads to. */
	readonly ask: (engine: Engine, signal: AbortSignal) => Promise<(state: AppState, view: View) => Outcome<AppState>>;
};

/** A log that is written to a file. */
export type SaveRequest = {
	/** As it was typed; empty to give up what is being written. */
	readonly path: string;
	readonly isOverwriting: boolean;
	readonly log: LogPlace;
};

/** What was said of a shell: what runs, as whom and where. */
export type AskedShell = Pick<ShellRequest, 'command' | 'user' | 'directory'>;

/** What a key wants done beside another state; all of it is done in one place. */
export type Effect =
	/** Verbs that were answered with yes. */
	| {readonly kind: 'act'; readonly requests: readonly ActionRequest[]}
	/** Verbs under way that are stopped, by the ids of their jobs. */
	| {readonly kind: 'stop'; readonly jobs: readonly string[]}
	/** Text for the terminal's clipboard. */
	| {readonly kind: 'copy'; readonly text: string}
	/** A search through the text on screen. */
	| {readonly kind: 'search'; readonly direction: 1 | -1}
	/** A log is written to a file, or that is given up where no file is named. */
	| ({readonly kind: 'save'} & SaveRequest)
	/** Older lines of the log on screen are read. */
	| {readonly kind: 'older'}
	/** A shell on the terminal, which is the screen's again after it. */
	| ({readonly kind: 'shell'} & ShellRequest)
	/** A text in a person's own program on the terminal, which is the screen's again after it. */
	| ({readonly kind: 'edit'} & EditRequest)
	| ({readonly kind: 'learn'} & Learning)
	/** The terminal tells of the mouse from now on, or no more. */
	| {readonly kind: 'mouse'; readonly isOn: boolean}
	/** A line that was typed is kept for later sessions. */
	| {readonly kind: 'keep'; readonly purpose: KeptPurpose; readonly line: string}
	/** Programs of this machine are run, one after another, and what they print is shown. */
	| {readonly kind: 'program'; readonly programs: readonly LocalProgram[]}
	/** Other engines are watched, or shown. */
	| {readonly kind: 'engines'; readonly change: RosterChange}
	/** A lost engine is tried again at once. */
	| {readonly kind: 'retry'}
	/** Everything is drawn anew: something else wrote on the terminal. */
	| {readonly kind: 'redraw'}
	/** The program stops until the shell brings it back. */
	| {readonly kind: 'suspend'}
	| {readonly kind: 'quit'};

/** What a key comes to. */
export type Outcome<State> = {readonly state: State; readonly effects: readonly Effect[]};

/** Another state, and nothing else. */
export const only = <State>(state: State): Outcome<State> => ({state, effects: []});

/** Who does what effects want. */
export type Doers = {readonly [Kind in Effect['kind']]: (effect: Extract<Effect, {kind: Kind}>) => void};

/** Does one effect. */
export const perform = (effect: Effect, doers: Doers): void => {
	// Safe: each doer stands under the name of the effects that it is for.
	const doer = doers[effect.kind] as (effect: Effect) => void;
	doer(effect);
};
