import type {GraphSpan} from '../resources/resource.ts';

const hour = 3_600_000;
const minute = 60_000;
const day = 24 * hour;

/** A time (ms) that graphs look back, as it follows `the last`: `day`, `hour`, `5 min`. */
export const spanTitle = (milliseconds: number): string => {
	if (milliseconds === hour) return 'hour';
	if (milliseconds === day) return 'day';
	if (milliseconds % hour === 0) return `${milliseconds / hour} h`;
	return milliseconds % minute === 0 ? `${milliseconds / minute} min` : `${milliseconds / 1000} s`;
};

/** How far back graphs look, with its title. */
export const graphSpan = (milliseconds: number): GraphSpan => ({title: spanTitle(milliseconds), milliseconds});
