import type {EngineAddress} from './engine/engine.ts';
import {demoFleet} from './simulator/fleets.ts';
import {startSimulator} from './simulator/simulator.ts';

/** A simulated engine with a small fleet, and how to reach and end it. */
export const startDemo = async (): Promise<{readonly address: EngineAddress; readonly stop: () => Promise<void>}> => {
	const simulator = await startSimulator({fleet: demoFleet(Date.now())});
	return {address: {name: 'demo', url: simulator.url, origin: '--demo'}, stop: () => simulator.stop()};
};
