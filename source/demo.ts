import type {EngineAddress} from './engine/engine.ts';
import {EngineError} from './engine/engine-error.ts';

/** A simulated engine with a small fleet, and how to reach and end it. */
export const startDemo = (): Promise<{readonly address: EngineAddress; readonly stop: () => Promise<void>}> =>
	Promise.reject(new EngineError('configuration', 'the simulated engine is not built yet'));
