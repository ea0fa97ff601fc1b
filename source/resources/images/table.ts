import type {Container} from '../../model/container.ts';
import {hexOfId} from '../../model/image.ts';
import {tableSource} from '../../store/table-source.ts';
import {isUp} from '../users.ts';

/** ms between lists while they are looked at: events tell what changes. */
const pace = 60_000;

/** Digits by which docker shows an image that lost its name. */
const shortId = 12;

/** Whether the name that it was made from is on another image by now: its image is told by id then. */
const isStray = ({image, imageId}: Container): boolean =>
	imageId !== undefined && image.length >= shortId && hexOfId(imageId).startsWith(hexOfId(image));

/** How images are kept true: while somebody looks, and not at all while nobody does. */
export const imagesTable = tableSource({
	id: 'images',
	needs: 'engine',
	after: ['containers'],
	list: (engine, {tables}, signal) => {
		const strays = [...tables.containers.rows.values()].filter(container => isUp(container) && isStray(container));
		return engine.images.list(
			strays.map(({id}) => id),
			signal,
		);
	},
	touched: ({type}) => (type === 'image' ? 'all' : undefined),
	pace: ({isWatched}) => (isWatched ? pace : undefined),
	inspect: async (engine, id, signal) => {
		const [hex = ''] = id.split(' ');
		const details = await engine.images.inspect(hex, signal);
		return {raw: details.raw, details};
	},
});
