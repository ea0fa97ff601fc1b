import {formatMemory} from '../../model/bytes.ts';
import type {Container} from '../../model/container.ts';
import {formatDuration} from '../../model/duration.ts';
import {signalName} from '../../model/signal.ts';
import type {Line} from '../../model/tone.ts';
import type {Death} from '../../store/state.ts';
import {causeOf} from '../cause.ts';
import {explained} from '../cell.ts';
import {loopText} from '../loop.ts';
import type {View} from '../resource.ts';
import {
	containerCondition,
	detailsOf,
	presentDetailsOf,
	recentDeaths,
	restartsOf,
	startFailureOf,
} from './condition.ts';

/** What an exit code says beyond its number, by the shell's and Docker's conventions (128 + signal). */
export const exitCodeMeaning = (code: number | undefined): string | undefined => {
	switch (code) {
		case 125:
			return 'docker could not run it';
		case 126:
			return 'command cannot be executed';
		case 127:
			return 'command not found';
		case 130:
			return 'SIGINT';
		case 134:
			return 'SIGABRT';
		case 137:
			return 'SIGKILL';
		case 139:
			return 'SIGSEGV';
		case 143:
			return 'SIGTERM';
		default:
			return undefined;
	}
};

/** An exit code with its meaning: `exit 137, SIGKILL`. */
export const exitText = (code: number | undefined): string => {
	if (code === undefined) return 'exit code unknown';
	const meaning = exitCodeMeaning(code);
	return meaning === undefined ? `exit ${code}` : `exit ${code}, ${meaning}`;
};

const isDown = ({state}: Container): boolean => ['exited', 'dead', 'restarting'].includes(state);

/** The engine tells with each end that a signal was sent; without one somebody else sent it, or the kernel. */
const killerOf = (code: number | undefined, last: Death | undefined): string | undefined => {
	if (last?.signal !== undefined && code === 128 + last.signal)
		return `killed by ${signalName(last.signal)} sent through the engine`;
	return code === 137 ? 'killed by SIGKILL' : undefined;
};

/** How often it ended of late: as a loop's badge where it is started again each time. */
const countOf = (container: Container, deaths: readonly Death[], view: View): readonly string[] => {
	const [first] = deaths;
	if (first === undefined || deaths.length < 2) return [];
	const isLoop = deaths.length > 2 && containerCondition(container, view).word === 'restarting';
	if (isLoop) return [loopText(deaths, view.now)];
	return [`${deaths.length} times in ${Math.max(1, Math.ceil((view.now - first.at) / 60_000))} min`];
};

/** How it ended, and how often: `exit 137, out of memory at 20MiB, restarts 6 in 5 min, lives 4s`. */
const endOf = (container: Container, view: View): string | undefined => {
	const deaths = recentDeaths(container, view);
	const last = deaths.at(-1);
	const details = presentDetailsOf(container, view);
	const restarts = restartsOf(container, view);
	if (!isDown(container) && last === undefined)
		return restarts === undefined ? undefined : `restarted ${restarts} times by the engine`;
	const code = isDown(container) ? (container.exitCode ?? details?.exitCode ?? last?.exitCode) : last?.exitCode;
	if (container.state === 'exited' && code === 0 && deaths.length < 2) return undefined;
	const isOutOfMemory = last?.isOutOfMemory === true || (isDown(container) && details?.isOutOfMemory === true);
	const limit = detailsOf(container, view)?.memoryLimit;
	const cause = isOutOfMemory
		? `out of memory${limit === undefined ? '' : ` at ${formatMemory(limit)}`}`
		: killerOf(code, last);
	return [
		cause === undefined ? exitText(code) : `exit ${code ?? 'code unknown'}, ${cause}`,
		...countOf(container, deaths, view),
		...(restarts === undefined || restarts <= deaths.length ? [] : [`${restarts} restarts`]),
		...(isDown(container) || last === undefined ? [] : [`last ${formatDuration(view.now - last.at)} ago`]),
	].join(', ');
};

const healthFault = (container: Container, view: View): string | undefined => {
	if (container.health !== 'unhealthy' || isDown(container)) return undefined;
	const probe = detailsOf(container, view)?.probes.at(-1);
	if (probe === undefined) return 'its health check fails';
	return `health check: ${probe.output === '' ? `exit ${probe.exitCode}` : probe.output}`;
};

/** Why it has not run, for one that was never started. */
const waitingFor = (container: Container): string | undefined => {
	if (container.state !== 'created') return undefined;
	return container.taskId === undefined ? 'created, never started' : 'created, swarm starts it after its restart delay';
};

/** Why a container is as it is: the cause first; undefined when there is nothing to say. */
export const containerReason = (container: Container, view: View): string | undefined => {
	const failure = startFailureOf(container, view);
	const error = failure ?? (container.state === 'restarting' ? presentDetailsOf(container, view)?.error : undefined);
	const parts = [
		error === undefined ? undefined : causeOf(error),
		failure !== undefined ? undefined : endOf(container, view),
		healthFault(container, view),
		container.state === 'paused' ? 'paused: its processes are frozen' : undefined,
		failure !== undefined ? undefined : waitingFor(container),
	].filter(part => part !== undefined);
	return parts.length === 0 ? undefined : parts.join('; ');
};

/** One line on why a container is as it is. */
export const explainContainer = (container: Container, view: View): Line | undefined =>
	explained(container.name, containerReason(container, view), containerCondition(container, view).tone);
