import type {Container} from '../../model/container.ts';
import type {Condition, View} from '../resource.ts';

/** Deaths within this time make a loop of three or more. */
const loopSpan = 5 * 60_000;

/** Deaths of the last 5 minutes, as events told them. */
export const recentDeaths = (container: Container, view: View) =>
	(view.state.deaths.get(container.id) ?? []).filter(death => view.now - death.at < loopSpan);

/** Whether a container keeps dying: three deaths in 5 minutes. */
export const isLooping = (container: Container, view: View): boolean => recentDeaths(container, view).length >= 3;

/** Exit codes that a person's own stop gives: 0, SIGTERM (143), and SIGINT (130). */
const isCleanExit = (code: number | undefined): boolean => code === 0 || code === 143 || code === 130;

/** Glyph, word and tone of a container's state. */
export const containerCondition = (container: Container, view: View): Condition => {
	if (container.state === 'restarting' || (container.state === 'running' && isLooping(container, view))) {
		return {glyph: '↻', word: 'restarting', tone: 'bad'};
	}
	switch (container.state) {
		case 'running':
			if (container.health === 'unhealthy') return {glyph: '✗', word: 'unhealthy', tone: 'bad'};
			if (container.health === 'starting') return {glyph: '◌', word: 'starting', tone: 'busy'};
			return {glyph: '●', word: container.health === 'healthy' ? 'healthy' : 'running', tone: 'good'};
		case 'paused':
			return {glyph: '‖', word: 'paused', tone: 'warning'};
		case 'exited':
			return isCleanExit(container.exitCode)
				? {glyph: '○', word: 'exited', tone: 'quiet'}
				: {glyph: '✗', word: 'exited', tone: 'bad'};
		case 'dead':
			return {glyph: '✗', word: 'dead', tone: 'bad'};
		case 'removing':
			return {glyph: '◌', word: 'removing', tone: 'busy'};
		default:
			return {glyph: '○', word: container.state, tone: 'quiet'};
	}
};

/** Whether a container needs a person's attention. */
export const isContainerFaulty = (container: Container, view: View): boolean =>
	containerCondition(container, view).tone === 'bad';
