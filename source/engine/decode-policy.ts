import type {UpdatePolicy} from '../model/swarm.ts';
import {number, positive, text, wire} from './wire.ts';

/** `UpdateConfig` or `RollbackConfig` of a spec. */
export const decodePolicy = (value: unknown): UpdatePolicy => {
	const config = wire(value);
	return {
		// Absent is docker's default of one at a time; 0 that was set is all at once.
		parallelism: number(config.Parallelism) ?? (value === undefined || value === null ? 1 : 0),
		delay: (number(config.Delay) ?? 0) / 1e6,
		failureAction: text(config.FailureAction) ?? 'pause',
		ratio: number(config.MaxFailureRatio) ?? 0,
		order: text(config.Order) ?? 'stop-first',
		// Source: swarmkit's defaults; 0 is those too.
		monitor: (positive(config.Monitor) ?? 5e9) / 1e6,
	};
};
