import type {Container} from '../../model/container.ts';
import {hexOfId, type Image} from '../../model/image.ts';
import type {EngineState} from '../../store/state.ts';
import {joinOf} from '../join.ts';

/** Whether the engine keeps it from losing its image: what is paused or waits to be started again runs as well. */
export const isUp = ({state}: Container): boolean => ['running', 'paused', 'restarting'].includes(state);

type Containers = EngineState['tables']['containers']['rows'];

/** What runs first, then by name. */
const inOrder = (a: Container, b: Container): number =>
	Number(isUp(b)) - Number(isUp(a)) || (a.name < b.name ? -1 : Number(a.name > b.name));

const add = (groups: Map<string, Container[]>, key: string, container: Container): void => {
	const group = groups.get(key);
	if (group === undefined) groups.set(key, [container]);
	else group.push(container);
};

/**
 * Containers by the hexadecimal characters of their image's id, and those that are pinned to a digest by the tag in front
 * of it. Conditions, columns and reasons of all images ask.
 */
const usersIn = joinOf('containers by image', (rows: Containers) => {
	const byImage = new Map<string, Container[]>();
	const pinned = new Map<string, Container[]>();
	for (const container of [...rows.values()].sort(inOrder)) {
		if (container.imageId !== undefined) add(byImage, hexOfId(container.imageId), container);
		const [tag, digest] = container.image.split('@');
		if (tag !== undefined && digest !== undefined) add(pinned, tag, container);
	}
	return {byImage, pinned};
});

/** Containers that were made from an image, those that run first. */
export const usersOf = ({imageId}: Image, state: EngineState): readonly Container[] =>
	usersIn(state.tables.containers.rows).byImage.get(hexOfId(imageId)) ?? [];

/** Containers that run what had the name of this row before: their image is another one than the name's is now. */
export const leftBehindOf = ({reference, imageId, leftBehind}: Image, state: EngineState): readonly Container[] => {
	if (reference === undefined) return [];
	const {rows} = state.tables.containers;
	const strays = leftBehind.map(id => rows.get(id)).filter(container => container !== undefined);
	return [...strays, ...(usersIn(rows).pinned.get(reference) ?? [])]
		.filter(
			container =>
				isUp(container) && container.imageId !== undefined && hexOfId(container.imageId) !== hexOfId(imageId),
		)
		.sort(inOrder);
};

/** Names, the first few of them: `web, api and 3 more`. */
export const namesOf = (containers: readonly Container[], most = 3): string => {
	const names = containers.map(({name}) => name);
	const shown = names.slice(0, most);
	const more = names.length - shown.length;
	if (more > 0) return `${shown.join(', ')} and ${more} more`;
	const last = shown.at(-1) ?? '';
	return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
};
