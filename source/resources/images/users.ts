import type {Container} from '../../model/container.ts';
import {hexOfId, type Image} from '../../model/image.ts';
import type {EngineState} from '../../store/state.ts';
import {joinOf} from '../join.ts';
import {inOrder, isUp} from '../users.ts';

type Containers = EngineState['tables']['containers']['rows'];

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
