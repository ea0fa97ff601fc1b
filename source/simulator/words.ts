import type {SimulatedContainer} from './world.ts';

/** An age as Docker says it. Source: docker/go-units HumanDuration. */
export const ageWords = (milliseconds: number): string => {
	const seconds = Math.floor(milliseconds / 1000);
	if (seconds < 1) return 'Less than a second';
	if (seconds === 1) return '1 second';
	if (seconds < 60) return `${seconds} seconds`;
	const minutes = Math.floor(seconds / 60);
	if (minutes === 1) return 'About a minute';
	if (minutes < 60) return `${minutes} minutes`;
	const hours = Math.round(seconds / 3600);
	if (hours === 1) return 'About an hour';
	if (hours < 48) return `${hours} hours`;
	if (hours < 24 * 14) return `${Math.floor(hours / 24)} days`;
	if (hours < 24 * 60) return `${Math.floor(hours / 24 / 7)} weeks`;
	return hours < 24 * 730 ? `${Math.floor(hours / 24 / 30)} months` : `${Math.floor(hours / 24 / 365)} years`;
};

/** The status of a container as `docker ps` prints it. */
export const statusWords = (container: SimulatedContainer, now: number): string => {
	switch (container.state) {
		case 'created':
			return 'Created';
		case 'exited':
			return `Exited (${container.exitCode}) ${ageWords(now - container.finishedAt)} ago`;
		case 'restarting':
			return `Restarting (${container.exitCode}) ${ageWords(now - container.finishedAt)} ago`;
		default: {
			const paused = container.state === 'paused' ? ' (Paused)' : '';
			const health =
				container.health === undefined
					? ''
					: ` (${container.health === 'starting' ? 'health: starting' : container.health})`;
			return `Up ${ageWords(now - container.startedAt)}${paused}${health}`;
		}
	}
};

/** A moment as Docker writes it; 0 is its zero time. */
export const momentText = (at: number): string =>
	at === 0 ? '0001-01-01T00:00:00Z' : new Date(at).toISOString().replace('Z', '000000Z');
