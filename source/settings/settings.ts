import type {KeyName} from '../keys.ts';
import type {OwnCommand} from '../model/own-command.ts';
import type {ThemeName} from '../model/theme-name.ts';
import {type Thresholds, usualThresholds} from '../model/thresholds.ts';

/** All policies of asking: `strict` wants a word typed before whatever interrupts or destroys. */
export const askingPolicies = ['usual', 'strict'] as const;

/** How verbs are asked about; every verb is, by any of them. */
export type Asking = (typeof askingPolicies)[number];

/** By what a list is sorted: a column's id, or `urgency`. */
export type SortOrder = {readonly column: string; readonly isDescending: boolean};

/** Keys that are bound anew, by the command or the verb's id that they are for. */
export type KeySettings = Readonly<Record<string, readonly KeyName[]>>;

/** What holds for one engine instead of for all. */
export type EngineSettings = {readonly isReadOnly?: boolean; readonly asking?: Asking};

/** Everything that a person can set, as values that are handed down from `main`. */
export type Settings = {
	readonly theme: ThemeName;
	readonly keys: KeySettings;
	/** By kind, the ids of the columns of its lists in their order; all of them where a kind is absent. */
	readonly columns: Readonly<Record<string, readonly string[]>>;
	/** By its name, a filter as it is typed. */
	readonly filters: Readonly<Record<string, string>>;
	/** By kind, how its list opens. */
	readonly sorts: Readonly<Record<string, SortOrder>>;
	/** How often things are asked, ms, by the names that the store has for them; those that are absent are as usual. */
	readonly refresh: Readonly<Record<string, number>>;
	/** How far back graphs look, ms: the first at first, the others in turn. Never empty. */
	readonly graphSpans: readonly [number, ...number[]];
	readonly thresholds: Thresholds;
	/** What a person wants run for rows, in the order of the file. */
	readonly commands: readonly OwnCommand[];
	readonly asking: Asking;
	readonly isReadOnly: boolean;
	/** A file to which requests that may write and programs that are run are told, as it is typed; absent where there is none. */
	readonly audit?: string;
	/** By the name of an engine (its context's, or its host's) or its address. */
	readonly engines: Readonly<Record<string, EngineSettings>>;
	/** Whether the terminal tells of the mouse from the start, in place of its own selection. */
	readonly hasMouse: boolean;
	/** Whether what is typed in prompts is kept for later sessions. */
	readonly hasHistory: boolean;
};

/** What holds where nothing is set. */
export const usualSettings: Settings = {
	theme: 'auto',
	keys: {},
	columns: {},
	filters: {},
	sorts: {},
	refresh: {},
	graphSpans: [300_000, 3_600_000, 86_400_000],
	thresholds: usualThresholds,
	commands: [],
	asking: 'usual',
	isReadOnly: false,
	engines: {},
	hasMouse: false,
	hasHistory: true,
};

/** The same as it holds for one engine, which goes by any of these names. */
export const settingsFor = (settings: Settings, names: readonly string[]): Settings => {
	const own = names.map(name => settings.engines[name]).find(found => found !== undefined);
	return {...settings, ...own};
};
