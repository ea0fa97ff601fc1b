import type {TestProject} from 'vitest/node';
import {areEngineTestsRequired, engineTestsAvailable} from './availability.ts';
import type {Lab} from './lab.ts';
import {startLab} from './lab.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Folder of the lab that all engine tests of this run share, or why there is none. */
		lab: {readonly folder: string} | {readonly missing: string};
	}
}

let lab: Lab | undefined;

/** Starts the lab that all engine tests of a run share: a swarm of one node. */
export const setup = async ({provide}: TestProject): Promise<void> => {
	const availability = engineTestsAvailable();
	if (availability.available) {
		lab = await startLab({swarm: true});
		provide('lab', {folder: lab.folder});
	} else if (areEngineTestsRequired()) {
		throw new Error(`Engine tests are required here, but cannot run: ${availability.reason}`);
	} else {
		console.log(`Skipped: the tests on a real engine (${availability.reason}).`);
		provide('lab', {missing: availability.reason});
	}
};

/** Ends it. */
export const teardown = async (): Promise<void> => {
	await lab?.stop();
};
