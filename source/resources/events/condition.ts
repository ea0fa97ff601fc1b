import type {KeptEvent} from '../../model/event.ts';
import type {Condition} from '../resource.ts';
import {verdictOf} from './sentence.ts';

/** Whether it ended by a signal that somebody sent through the engine, or well: nothing went wrong then. */
const isWanted = ({exitCode, isOutOfMemory, signal}: KeptEvent): boolean =>
	isOutOfMemory !== true && (exitCode === 0 || (signal !== undefined && exitCode === 128 + signal));

/** Glyph, word and tone of what happened. */
export const eventCondition = (row: KeptEvent): Condition => {
	const word = row.action;
	switch (word) {
		case 'oom':
			return {glyph: '✗', word, tone: 'bad'};
		case 'die':
			return isWanted(row) ? {glyph: '○', word, tone: 'plain'} : {glyph: '✗', word, tone: 'bad'};
		case 'start':
		case 'unpause':
			return {glyph: '●', word, tone: 'good'};
		case 'pause':
			return {glyph: '‖', word, tone: 'warning'};
		case 'kill':
			return {glyph: '○', word, tone: 'warning'};
		case 'health_status': {
			const verdict = verdictOf(row);
			if (verdict === 'healthy') return {glyph: '●', word, tone: 'good'};
			return verdict === 'unhealthy' ? {glyph: '▲', word, tone: 'warning'} : {glyph: '◌', word, tone: 'busy'};
		}
		default:
			return {glyph: '○', word, tone: 'plain'};
	}
};
