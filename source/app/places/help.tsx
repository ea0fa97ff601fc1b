import type {Mode} from '../../keys.ts';
import type {ResourceId} from '../../resources/registry.ts';
import {Page} from '../../ui/text-lines.tsx';
import {helpLines} from '../lines/help-body.ts';
import type {PlaceRecord} from '../place-record.ts';
import {wrappedLines} from '../text/wrapped-lines.ts';

/** The keys that work in the place behind it. */
export type HelpPlace = {
	readonly kind: 'help';
	readonly of: Mode;
	/** Whose verbs are told, where there are any. */
	readonly resource: ResourceId | undefined;
	readonly top: number;
};

/** The help on the keys of a mode and a kind. */
export const freshHelp = (of: Mode, resource: ResourceId | undefined): HelpPlace => ({
	kind: 'help',
	of,
	resource,
	top: 0,
});

/** What the keys do. */
export const help: PlaceRecord<HelpPlace> = {
	mode: 'help',
	resource: place => place.resource,
	scroll: {top: place => place.top, to: (place, top) => ({...place, top})},
	tables: () => [],
	lay: (place, {size, isReadOnly, bindings}) => {
		const content = helpLines(bindings, place.of, place.resource, isReadOnly);
		const {page, top} = wrappedLines('HELP, the keys that work here', content, place.top, size);
		return {body: <Page {...page} />, place: {...place, top}, containers: []};
	},
	command: (_place, command) => (command === 'help' ? 'back' : undefined),
};
