import type {Binding} from '../keys.ts';
import type {Line} from '../model/tone.ts';
import type {ResourceId} from '../resources/registry.ts';
import type {GraphSpan, View} from '../resources/resource.ts';
import type {Discord, Values} from '../resources/verb.ts';
import type {Settings} from '../settings/settings.ts';
import type {ActionRequest} from '../store/monitor.ts';
import type {Editor} from '../ui/line-editor.ts';
import type {FieldState} from './asking/field.ts';
import type {AskedShell, Effect, Outcome} from './effects.ts';
import {graphSpan} from './graph-span.ts';
import {keyTable} from './keys/key-table.ts';
import {freshList, type ListState} from './list/list-state.ts';
import type {SortItem} from './list/sort-items.ts';
import {freshOverview} from './places/overview.tsx';
import {type Place, recordOf} from './places.ts';

/** Ways in, the latest last: those that were left, and those that one went back from. */
export type Visits = {
	readonly past: ReadonlyArray<readonly Place[]>;
	readonly future: ReadonlyArray<readonly Place[]>;
};

/** A line that is being typed. */
export type Prompt = {
	readonly kind: 'prompt';
	readonly purpose: 'filter' | 'search' | 'only' | 'command';
	readonly editor: Editor;
	/** What to return to when it is given up. */
	readonly before: string;
	/** Which of the lines typed before stands in it, and what was being typed before one went back. */
	readonly recall?: {readonly index: number; readonly fresh: string};
	/** Whether the list under it followed its order, and shall again when the prompt is given up. */
	readonly wasFollowing?: boolean;
};

/** A question before a verb; what it will do is fixed when it is asked, whatever the list does meanwhile. */
export type Confirm = {
	readonly kind: 'confirm';
	readonly title: string;
	readonly lines: readonly Line[];
	/** What the verb asks for beside yes, with the answers so far. */
	readonly fields: readonly FieldState[];
	/** A word that the policy of asking wants typed for such answers, and what was typed of it so far. */
	readonly word: (fields: readonly FieldState[]) => string | undefined;
	readonly typed: Editor;
	/** Which of all that is asked for keys go to, where that is several. */
	readonly focus: number;
	/** Which of the two Enter takes; what interrupts or destroys starts on no. */
	readonly isYes: boolean;
	/** Whether any field was gone to or answered: what interrupts takes no Enter before that. */
	readonly isTouched: boolean;
	/** Why the last yes was not taken, and of which field that is. */
	readonly fault?: {readonly index: number; readonly text: string};
	/** Why answers do not go together, by the id of the field that it is told at. */
	readonly discord?: (values: Values) => Discord | undefined;
	/** What the answers come to as they stand, in a line. */
	readonly preview?: (answers: Readonly<Record<string, string>>) => string;
	/** What a yes does instead of its requests. */
	readonly effects?: (values: Values) => readonly Effect[];
	readonly requests: (values: Values) => readonly ActionRequest[];
};

/** The orders that a list can have, to choose from. */
export type SortMenu = {readonly kind: 'sort'; readonly items: readonly SortItem[]; readonly chosen: number};

/** One of the things that a menu offers. */
export type MenuItem = {
	/** The key that does the same without the menu, as it is written for people. */
	readonly key?: string;
	readonly label: string;
	/** What it is found by, beside its label and its help. */
	readonly words?: readonly string[];
	/** What it does, in a phrase. */
	readonly help: string;
	/** Why it cannot be taken just now, in one sentence. */
	readonly refusal?: string;
	/** What it comes to, of a state without the menu. */
	readonly take: (state: AppState, view: View) => Outcome<AppState>;
};

/** Things to choose from by name; what is typed narrows them. */
export type Menu = {
	readonly kind: 'menu';
	readonly title: string;
	readonly items: readonly MenuItem[];
	/** What Enter does to the chosen one: `ask about it`. */
	readonly verb: string;
	readonly typed: Editor;
	/** Which of those that are left is chosen. */
	readonly chosen: number;
};

/** Everything on screen that is not the engine's. */
export type AppState = {
	/** What was set before it opened; no key changes it. */
	readonly settings: Settings;
	/** All keys as they are set. */
	readonly bindings: readonly Binding[];
	/** By kind, the ids of the columns that were chosen for its lists, in their order; all where a kind is absent. */
	readonly columns: Settings['columns'];
	/** Filters that go by a name. */
	readonly filters: Settings['filters'];
	/** Names of docker's contexts, once they were read. */
	readonly contexts: readonly string[];
	/** The way in; the last one is on screen. Never empty. */
	readonly places: readonly Place[];
	/** Ways in that were left, to come back to. */
	readonly visits: Visits;
	readonly overlay?: Prompt | Confirm | SortMenu | Menu;
	/** What was typed so far, by what it was for, as long as the program runs; the latest last. */
	readonly typed?: Partial<Readonly<Record<Prompt['purpose'], readonly string[]>>>;
	/** How each list was left, for coming back to it. */
	readonly lists: Readonly<Record<ResourceId, ListState>>;
	/** By name of what it was opened in, the shell that was asked for last in this session. */
	readonly shells: Readonly<Record<string, AskedShell>>;
	/** Whether a line tells what the program itself costs. */
	readonly isCostShown: boolean;
	/** Whether the page of the selected row stands beside its list, where there is room. */
	readonly isBesideShown: boolean;
	/** Whether the mouse is ours, and not the terminal's own. */
	readonly isMouseOn: boolean;
	/** Which of the settings' times graphs look back. */
	readonly graphSpan: number;
	/** When a key was pressed last, ms: bad news stay until one was pressed after them. */
	readonly keyAt?: number;
	/** A word to the person: why a key did nothing. */
	readonly hint?: {
		readonly text: string;
		readonly tone: 'plain' | 'bad';
		readonly at: number;
		/** A verb was refused: it stands until the next key, which does nothing else than take it away. */
		readonly isRefusal?: boolean;
	};
};

/** The program as it opens. */
export const openingState = (settings: Settings): AppState => ({
	settings,
	contexts: [],
	bindings: keyTable(settings),
	columns: settings.columns,
	filters: settings.filters,
	places: [freshOverview()],
	visits: {past: [], future: []},
	lists: {},
	shells: {},
	isCostShown: false,
	isBesideShown: true,
	isMouseOn: settings.hasMouse,
	graphSpan: 0,
});

/** How far back graphs look. */
export const graphSpanOf = ({settings, graphSpan: chosen}: AppState): GraphSpan =>
	graphSpan(settings.graphSpans[chosen] ?? settings.graphSpans[0]);

/** A list of a kind that nobody touched yet, in the order that was set for it. */
export const openingList = ({settings}: AppState, resource: ResourceId): ListState => {
	const sort = settings.sorts[resource];
	return sort === undefined ? freshList : {...freshList, sort};
};

/** The place on screen. */
export const currentPlace = (state: AppState): Place => state.places.at(-1) ?? freshOverview();

/** The same with the place on screen replaced. */
export const withPlace = (state: AppState, place: Place): AppState => {
	const panel = recordOf(place).panel;
	const kept = panel?.isKept(place) === true ? panel.of(place) : undefined;
	const lists = kept === undefined ? state.lists : {...state.lists, [kept.resource]: kept.list};
	return {...state, lists, places: [...state.places.slice(0, -1), place]};
};

/** One step further in. */
export const pushPlace = (state: AppState, place: Place): AppState => ({...state, places: [...state.places, place]});

/** The same without prompt and question. */
export const withoutOverlay = (state: AppState): AppState => {
	const {overlay: _, ...rest} = state;
	return rest;
};

/** The same with a word to the person, `now` in ms. */
export const withWord = (state: AppState, text: string, now: number): AppState => ({
	...state,
	hint: {text, tone: 'plain', at: now},
});

/** The same with what is wrong. */
export const withFault = (state: AppState, text: string, now: number): AppState => ({
	...state,
	hint: {text, tone: 'bad', at: now},
});

/** The same with why a verb cannot be done: what was typed ahead of that is not for what stands there instead. */
export const withRefusal = (state: AppState, text: string, now: number): AppState => ({
	...state,
	hint: {text, tone: 'bad', at: now, isRefusal: true},
});

/** The same without a word to the person. */
export const withoutHint = (state: AppState): AppState => {
	const {hint: _, ...rest} = state;
	return rest;
};
