import type {Container} from '../../model/container.ts';
import {formatDuration} from '../../model/duration.ts';
import type {Line} from '../../model/tone.ts';
import type {View} from '../resource.ts';
import {containerCondition, recentDeaths} from './condition.ts';

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

/** One line on why a container is as it is. */
export const explainContainer = (container: Container, view: View): Line | undefined => {
	const parts: string[] = [];
	const deaths = recentDeaths(container, view);
	const last = deaths.at(-1);
	const details = view.state.inspected?.id === container.id ? view.state.inspected.details : undefined;
	if (container.state === 'exited' || container.state === 'dead' || container.state === 'restarting') {
		parts.push(exitText(container.exitCode ?? last?.exitCode));
	} else if (last !== undefined) {
		parts.push(`last end: ${exitText(last.exitCode)}, ${formatDuration(view.now - last.at)} ago`);
	}
	if (last?.isOutOfMemory === true || details?.isOutOfMemory === true) parts.push('out of memory');
	if (details?.error !== undefined) parts.push(details.error);
	if (deaths.length > 1) {
		const first = deaths[0];
		const span = first === undefined ? 0 : view.now - first.at;
		parts.push(`${deaths.length} ends in ${formatDuration(span)}`);
	}
	if (container.health === 'unhealthy') {
		const output = details?.probes.at(-1)?.output;
		parts.push(output === undefined || output === '' ? 'its health check fails' : `health check: ${output}`);
	}
	if (container.state === 'paused') parts.push('paused: its processes are frozen');
	if (container.state === 'created') parts.push('created, never started');
	if (parts.length === 0) return undefined;
	const tone = containerCondition(container, view).tone;
	return [
		{text: `${container.name}: `, tone: 'quiet'},
		{text: parts.join('; '), tone: tone === 'good' ? 'plain' : tone},
	];
};
