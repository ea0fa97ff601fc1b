import type {Container, ContainerDetails} from '../../model/container.ts';
import type {EngineState, Inspected} from '../../store/state.ts';
import type {UsageHistory} from '../../store/usage-history.ts';
import {isWithin} from '../remembered.ts';
import type {Condition, View} from '../resource.ts';
import {containersTable} from './table.ts';

/** Deaths within this time make a loop of three or more, ms. */
const loopSpan = 5 * 60_000;

/** Ends, or restarts by the engine, that make a loop. */
const loopEnds = 3;

/** A container that was restarted often and has run for less than this, ms, may end again at any moment. */
const freshSpan = 2 * 60_000;

/** The open page's container, with what inspecting told of it. */
export const inspectedOf = (
	container: Container,
	{inspected}: EngineState,
): (Inspected & {readonly details?: ContainerDetails}) | undefined =>
	// Safe: what is inspected of this table comes from its own listing.
	inspected?.table === containersTable.id && inspected.id === container.id
		? (inspected as Inspected & {readonly details?: ContainerDetails})
		: undefined;

/** What inspecting told of a container: of its open page, or because its row leaves a question open. */
export const detailsOf = (container: Container, {state}: View): ContainerDetails | undefined =>
	inspectedOf(container, state)?.details ?? state.details.get(container.id);

/** The same, as long as it is about the state that the row is in: the two are read at different moments. */
export const presentDetailsOf = (container: Container, view: View): ContainerDetails | undefined => {
	const details = detailsOf(container, view);
	return details?.state === container.state ? details : undefined;
};

/** Deaths of the last 5 minutes, as events told them. */
export const recentDeaths = (container: Container, view: View) =>
	(view.state.deaths.get(container.id) ?? []).filter(death => isWithin(view, death.at, loopSpan));

/** How often the engine restarted one that has only just come up again; undefined when that is no news. */
export const restartsOf = (container: Container, view: View): number | undefined => {
	const details = presentDetailsOf(container, view);
	if (details === undefined || details.restartCount < loopEnds) return undefined;
	if (container.state === 'restarting') return details.restartCount;
	const isFresh = details.startedAt !== undefined && isWithin(view, details.startedAt, freshSpan);
	return container.state === 'running' && isFresh ? details.restartCount : undefined;
};

/** Whether a container keeps dying: three deaths in 5 minutes, or a loop that the engine counted before we came. */
const isLooping = (container: Container, view: View): boolean =>
	recentDeaths(container, view).length >= loopEnds || restartsOf(container, view) !== undefined;

/** Why its last start failed, in the engine's words; it never came to run. */
export const startFailureOf = (container: Container, view: View): string | undefined =>
	['created', 'exited', 'dead'].includes(container.state) ? presentDetailsOf(container, view)?.error : undefined;

/** Exit codes that a person's own stop gives: 0, SIGTERM (143), and SIGINT (130). */
const isCleanExit = (code: number | undefined): boolean => code === 0 || code === 143 || code === 130;

/** Glyph, word and tone of a container's state. */
export const containerCondition = (container: Container, view: View): Condition => {
	if (container.state === 'restarting' || (container.state === 'running' && isLooping(container, view))) {
		return {glyph: '↻', word: 'restarting', tone: 'bad'};
	}
	if (startFailureOf(container, view) !== undefined) return {glyph: '✗', word: 'start failed', tone: 'bad'};
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
	['bad', 'warning'].includes(containerCondition(container, view).tone);

/** Ends that are older than this, ms, are history: what goes on now comes before them. */
const newsSpan = 24 * 3_600_000;

/** Comes before every figure of the hungry. */
const troubleFirst = -1_000_000;

/** What hunger is measured over, ms: shorter, and rows would jump with every sample. */
const hungerSpan = 20_000;

// Of what was sampled last: of thousands of containers a few are sampled in a second, and only those are read again.
const hungers = new WeakMap<UsageHistory, number>();

/** Hungriest first, to a whole percent: those that use next to nothing stand still in the order of their names. */
const hunger = (container: Container, view: View): number => {
	const history = view.state.usage.get(container.id);
	if (history === undefined) return 1;
	const known = hungers.get(history);
	if (known !== undefined) return known;
	const cpu = history.series('cpu', 1, hungerSpan, history.latest.at)[0];
	const value = cpu === undefined ? 1 : -Math.round(cpu);
	hungers.set(history, value);
	return value;
};

/** What needs eyes first is lowest: what goes wrong now, what ended wrongly, what is frozen, then the hungriest. */
export const containerUrgency = (container: Container, view: View): number => {
	const {word, tone} = containerCondition(container, view);
	if (tone === 'warning') return troubleFirst + 2;
	if (tone !== 'bad') return hunger(container, view);
	if (word !== 'exited' && word !== 'dead') return troubleFirst;
	const {since} = container;
	return since === undefined || view.now - since < newsSpan ? troubleFirst + 1 : hunger(container, view);
};
