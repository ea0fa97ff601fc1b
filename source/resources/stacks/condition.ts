import type {Stack} from '../../model/stack.ts';
import type {Condition, View} from '../resource.ts';
import {faultyParts, partsOf} from './parts.ts';

/** Whether anything of it runs, here or elsewhere in the swarm. */
export const isRunning = ({runningContainers, taskCount}: Stack): boolean =>
	runningContainers.length > 0 || taskCount.running > 0;

/** Glyph, word and tone of a group: the worst of its parts. */
export const stackCondition = (row: Stack, view: View): Condition => {
	const [worst] = faultyParts(row, view);
	if (worst !== undefined) {
		if (!isRunning(row)) return {glyph: '✗', word: 'down', tone: 'bad'};
		const isBad = worst.condition.tone === 'bad';
		return {glyph: isBad ? '✗' : '▲', word: 'degraded', tone: worst.condition.tone};
	}
	const busy = partsOf(row, view).find(({condition}) => condition.tone === 'busy');
	if (busy !== undefined) return busy.condition;
	return isRunning(row) ? {glyph: '●', word: 'running', tone: 'good'} : {glyph: '○', word: 'stopped', tone: 'quiet'};
};

/** Why it is as it is: the worst of its parts by name, with that one's own reason. */
export const stackReason = (row: Stack, view: View): string | undefined => {
	const [worst] = faultyParts(row, view);
	return worst === undefined ? undefined : `${worst.name}: ${worst.reason ?? worst.condition.word}`;
};
