import {alreadySo} from './modem.ts';

/** What changed: `already` when the engine says that it is so already (304); `told` says what was done in words of its own. */
export type ActionOutcome = 'done' | 'already' | {readonly told: string};

/** What the answer to a verb comes to. */
export const outcome = async (work: Promise<unknown>): Promise<ActionOutcome> =>
	(await work) === alreadySo ? 'already' : 'done';
