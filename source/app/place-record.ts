import type {ReactElement} from 'react';
import type {Engine} from '../engine/engine.ts';
import type {Binding, Command, Mode} from '../keys.ts';
import type {ProgramNews} from '../model/local-program.ts';
import type {ResourceId} from '../resources/registry.ts';
import type {GraphSpan, Scope, View} from '../resources/resource.ts';
import type {Report} from '../resources/surveys/survey.ts';
import type {Settings} from '../settings/settings.ts';
import type {Interest, LogSpan, NamedLog} from '../store/monitor.ts';
import type {EngineState} from '../store/state.ts';
import type {Effect} from './effects.ts';
import type {ListState} from './list/list-state.ts';
import type {LogRule} from './log/log-rule.ts';
import type {ShelvedLog} from './log/log-shelf.ts';
import type {Text, TextState} from './text/text-state.ts';
import type {Lead} from './ways/links.ts';

/** The list under the cursor. */
export type Panel = {readonly resource: ResourceId; readonly list: ListState; readonly scope?: Scope};

/** What a place is laid out in. */
export type Room = {
	readonly view: View;
	readonly size: {readonly width: number; readonly height: number};
	readonly isReadOnly: boolean;
	/** All keys as they are set. */
	readonly bindings: readonly Binding[];
	/** By kind, the columns that were chosen for its lists. */
	readonly columns: Settings['columns'];
	readonly graphSpan: GraphSpan;
	/** Whether a list may have the page of its selected row beside it. */
	readonly isBesideShown: boolean;
	/** What the place's log holds, where it has one. */
	readonly log: ShelvedLog | undefined;
};

/** A place as it is drawn: its component's element, itself with all scroll offsets settled, and whose usage is in sight. */
export type Laid<Place> = {
	readonly body: ReactElement;
	readonly place: Place;
	/** Ids of containers. */
	readonly containers: readonly string[];
};

/** A list in a place. */
export type PanelOf<Place> = {
	readonly of: (place: Place) => Panel;
	readonly with: (place: Place, list: ListState) => Place;
	/** The place with its keys on its list of another kind, where it has several. */
	readonly toKind?: (place: Place, kind: ResourceId) => Place;
	/** Whether its order is followed until a person points into it: the first row is a rank, and no row. */
	readonly isRanking: boolean;
	/** Whether how it was left is kept for coming back by its tab. */
	readonly isKept: (place: Place) => boolean;
};

/** A text in a place, which can be searched. */
export type TextOf<Place> = {
	readonly of: (place: Place) => TextState;
	readonly with: (place: Place, text: TextState) => Place;
	readonly lines: (place: Place, known: {readonly log: ShelvedLog | undefined; readonly state: EngineState}) => Text;
	/** Whether it grows at its end: what is searched for is looked for from there. */
	readonly isLive: boolean;
	/** What is typed to show only the lines that match; absent where all of them are always shown. */
	readonly only?: {readonly of: (place: Place) => string; readonly with: (place: Place, typed: string) => Place};
};

/** A word of the command line that is about the place on screen. */
export type PlaceWord<Place> = {
	readonly word: string;
	/** What it does, in a phrase with an example. */
	readonly help: string;
	/** What it comes to with what was typed behind it. */
	readonly run: (
		place: Place,
		typed: string,
		view: View,
	) => {readonly place: Place; readonly effects?: readonly Effect[]} | {readonly fault: string};
};

/** Lines in a place that are only moved through. */
export type ScrollOf<Place> = {
	readonly top: (place: Place) => number;
	readonly to: (place: Place, top: number) => Place;
};

/** Something that a place wants to know of an engine: it is asked once for each key, and given up when it is left. */
export type Asking = {
	readonly key: string;
	/** The key of any object of that engine; empty where one engine is looked at by itself. */
	readonly id: string;
	readonly ask: (engine: Engine, signal: AbortSignal) => Promise<Report>;
};

/** What came of that. */
export type Answer = {readonly report: Report} | {readonly fault: string};

/**
 * One step of the way in, as a record: what its keys are about, what it wants read, how it is laid out. What a place has
 * (a list, a text, an object) is a member of its record, and never its name in an `if`.
 */
export type PlaceRecord<Place> = {
	/** Which keys work in it. */
	readonly mode: Mode;
	/** The tab that it lies under: a kind's name, or `overview`. */
	readonly tab?: (place: Place) => string;
	/** The kind whose verbs its keys are about, where there is one beside those of its list or object. */
	readonly resource?: (place: Place) => ResourceId | undefined;
	/** What it is called on the way in; absent where it is no step of it. */
	readonly crumb?: (place: Place) => string;
	/** The link that is chosen in it, if one is. */
	readonly link?: (place: Place, view: View) => Lead | undefined;
	/** The object that it is about. */
	readonly object?: (place: Place) => {readonly resource: ResourceId; readonly id: string};
	/** The id of the job that it points at, if it points at one. */
	readonly job?: (place: Place, view: View) => string | undefined;
	readonly panel?: PanelOf<Place>;
	readonly text?: TextOf<Place>;
	readonly scroll?: ScrollOf<Place>;
	/** The log that is open as long as the place is on the way: another key is another log, though it be of the same. */
	readonly log?: (place: Place) =>
		| {
				readonly key: string;
				readonly targets: readonly NamedLog[];
				readonly span: LogSpan;
				/** Which of its lines are shown. */
				readonly rule: LogRule;
				/** Whether it is read on screen only, and left when one goes on from there. */
				readonly isLeft?: boolean;
		  }
		| undefined;
	/** Tables that it shows of, and those that what it shows is worked out from. */
	readonly tables: (place: Place) => readonly string[];
	/** The object that is inspected as long as the place is on the way. */
	readonly inspects?: (place: Place, view: View) => Interest['inspect'];
	/** What it wants to know that no table tells, and itself with an answer to that. */
	readonly asks?: {
		readonly of: (place: Place) => readonly Asking[];
		readonly with: (place: Place, key: string, answer: Answer) => Place;
	};
	/** The program of this machine that it shows, by its key as long as that runs, and itself with news of that. */
	readonly runs?: {
		readonly key: (place: Place) => string | undefined;
		readonly with: (place: Place, key: string, news: ProgramNews) => Place;
	};
	/** The object under the cursor by what others tell of it, where there is no list; and what is copied there. */
	readonly points?: (
		place: Place,
		view: View,
	) => {readonly names: readonly string[]; readonly engine: string | undefined; readonly copied: string} | undefined;
	readonly lay: (place: Place, room: Room) => Laid<Place>;
	/** What may be typed after `:` in it, beside what may be typed anywhere. */
	readonly words?: readonly PlaceWord<Place>[];
	/** The place with what narrows it taken away, which Esc does before it leaves; undefined where nothing does. */
	readonly undone?: (place: Place) => Place | undefined;
	/** What a command that is the place's own leads to: the place changed, or one step back. */
	readonly command?: (place: Place, command: Command, view: View) => Place | 'back' | undefined;
};
