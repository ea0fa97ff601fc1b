import type {KeptEvent} from '../../model/event.ts';
import {hexOfId} from '../../model/image.ts';
import {joinOf} from '../join.ts';
import type {View} from '../resource.ts';
import {affectedContainer} from './about.ts';
import {eventsTable} from './table.ts';

const isId = (text: string): boolean => /^(?:sha256:)?[0-9a-f]{64}$/.test(text);

/** An id as docker shows it, and a name as it is. */
export const shortly = (text: string): string => (isId(text) ? hexOfId(text).slice(0, 12) : text);

/** By id of a container, its name as its own events tell it: the list knows nothing of those that are gone. */
const toldNames = joinOf(
	'names of containers in events',
	(rows: ReadonlyMap<string, KeptEvent>): ReadonlyMap<string, string> =>
		new Map(
			[...rows.values()].flatMap(({type, objectId, objectName}) =>
				type === 'container' && objectName !== undefined ? [[objectId, objectName] as const] : [],
			),
		),
);

/** What the engine calls the object itself: an image by the name that was pulled, others by theirs. */
export const ownNameOf = ({type, objectId, objectName}: KeptEvent): string => {
	if (type === 'image' && !isId(objectId)) return objectId;
	return shortly(objectName ?? objectId);
};

/** The one that it happened to, as far as the event alone tells. */
export const objectName = (row: KeptEvent): string => shortly(affectedContainer(row) ?? ownNameOf(row));

/** The one that it happened to, by name. */
export const objectNameIn = (row: KeptEvent, {state}: View): string => {
	const id = affectedContainer(row);
	if (id === undefined) return ownNameOf(row);
	const listed = state.tables.containers.rows.get(id)?.name;
	return listed ?? toldNames(eventsTable.of(state).rows).get(id) ?? shortly(id);
};
