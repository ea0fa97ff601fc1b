import type {GraphSpan} from '../resources/resource.ts';

const hour = 3_600_000;
const minute = 60_000;

/** A time (ms) that graphs look back, as it follows `the last`: `hour`, `5 min`. */
export const spanTitle = (milliseconds: number): string => {
	if (milliseconds === hour) return 'hour';
	return milliseconds % minute === 0 ? `${milliseconds / minute} min` : `${milliseconds / 1000} s`;
};

/** How far back graphs look, with its title. */
export const graphSpan = (milliseconds: number): GraphSpan => ({title: spanTitle(milliseconds), milliseconds});
