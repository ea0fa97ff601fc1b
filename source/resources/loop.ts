import {formatDuration} from '../model/duration.ts';
import type {Death} from '../store/state.ts';

/** How long those lived that ended, ms: the median of what is known. */
const medianLife = (deaths: readonly Death[]): number | undefined => {
	const lives = deaths
		.map(death => death.life)
		.filter(life => life !== undefined)
		.sort((a, b) => a - b);
	return lives[Math.floor((lives.length - 1) / 2)];
};

/** How long each of several lives lasted: `lives 4s`; undefined where no end tells. */
export const livesText = (deaths: readonly Death[]): string | undefined => {
	const life = medianLife(deaths);
	if (life === undefined) return undefined;
	return life < 1000 ? 'lives under 1s' : `lives ${formatDuration(life)}`;
};

/** A restart loop as a badge, its ends in order of time: `restarts 6 in 3 min, lives 4s`. */
export const loopText = (deaths: readonly Death[], now: number): string => {
	const minutes = Math.max(1, Math.ceil((now - (deaths[0]?.at ?? now)) / 60_000));
	return [`restarts ${deaths.length} in ${minutes} min`, livesText(deaths)]
		.filter(part => part !== undefined)
		.join(', ');
};
