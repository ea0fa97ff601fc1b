import type {LogTarget} from '../engine/engine.ts';
import type {Mode} from '../keys.ts';
import {type ResourceId, resourceIds} from '../resources/registry.ts';
import type {Scope} from '../resources/resource.ts';
import {freshList, type ListState} from './list-state.ts';

/** How a person reads a text. `top` is the number of its first shown line. */
export type TextState = {
	readonly top: number;
	readonly column: number;
	readonly isWrapped: boolean;
	readonly isFollowing: boolean;
	readonly hasTimestamps: boolean;
	readonly search: string;
	/** Number of the line whose match was gone to. */
	readonly match?: number;
	/** Which of how many lines with a hit that was, counted when it was gone to. */
	readonly hit?: {readonly index: number; readonly count: number};
};

/** Lists by their kind, as far as they were looked at. */
export type Lists = Readonly<Record<ResourceId, ListState>>;

/** One step of the way in; Esc takes the last one off. */
export type Place =
	| {readonly kind: 'overview'; readonly focus: ResourceId; readonly lists: Lists}
	| {readonly kind: 'list'; readonly resource: ResourceId; readonly scope?: Scope; readonly list: ListState}
	| {
			readonly kind: 'page';
			readonly resource: ResourceId;
			readonly id: string;
			readonly name: string;
			readonly top: number;
			readonly isMasked: boolean;
			readonly hasProcesses: boolean;
			/** Title of a section to go to as soon as it is there. */
			readonly goTo?: string;
	  }
	| {
			readonly kind: 'raw';
			readonly resource: ResourceId;
			readonly id: string;
			readonly name: string;
			readonly isMasked: boolean;
			readonly text: TextState;
	  }
	| {
			readonly kind: 'log';
			readonly target: LogTarget;
			/** Whose log it is. */
			readonly resource: ResourceId;
			readonly id: string;
			readonly name: string;
			/** How many lines from the end are read; older ones when asked for. */
			readonly tail: number;
			readonly text: TextState;
	  }
	/** The engine's answers to verbs. */
	| {readonly kind: 'messages'; readonly top: number}
	| {
			readonly kind: 'help';
			readonly mode: Mode;
			/** Whose verbs are told, where there are any. */
			readonly resource: ResourceId | undefined;
			readonly top: number;
	  };

/** The same without the match that was gone to: it would stand on another line, or for another search. */
export const withoutMatch = ({match: _, hit: _hit, ...text}: TextState): TextState => text;

/** What is searched for and where one stands in it: `/error  3 of 17 lines`. */
export const searchTitle = ({search, hit}: TextState): string =>
	`/${search}${hit === undefined ? '' : `  ${hit.index + 1} of ${hit.count} lines`}`;

/** Lines of a log that are read at first. */
const firstTail = 1000;

/** A log read from its end on. */
export const freshLog = (
	target: LogTarget,
	of: {readonly resource: ResourceId; readonly id: string; readonly name: string},
): Extract<Place, {kind: 'log'}> => ({
	kind: 'log',
	target,
	...of,
	tail: firstTail,
	text: freshText(true),
});

/** A text read from its end on. */
export const freshText = (isFollowing: boolean): TextState => ({
	top: 0,
	column: 0,
	isWrapped: false,
	isFollowing,
	hasTimestamps: false,
	search: '',
});

/** The kind that a newcomer looks at. */
const firstKind = (): ResourceId => resourceIds()[0] ?? '';

const mostUrgentFirst: ListState = {
	...freshList,
	sort: {column: 'urgency', isDescending: false},
	isStandingOnly: true,
};

/** The home. Its containers are sorted hungriest first. */
export const freshOverview = (): Place & {kind: 'overview'} => ({
	kind: 'overview',
	focus: firstKind(),
	lists: {},
});

/** A panel of the home as it was left; trouble first when nobody touched it. */
export const panelOf = ({lists}: Pick<Place & {kind: 'overview'}, 'lists'>, resource: ResourceId): ListState =>
	lists[resource] ?? mostUrgentFirst;

/** Which keys work in a place. */
export const modeOf = (place: Place): Mode => {
	switch (place.kind) {
		case 'raw':
			return 'text';
		case 'messages':
			return 'help';
		default:
			return place.kind;
	}
};
