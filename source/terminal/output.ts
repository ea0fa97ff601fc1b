import type {Writable} from 'node:stream';

/**
 * Lets output wait in the program rather than stop it. Node writes to a terminal synchronously: while nobody reads (a
 * frozen ssh line, a paused tmux) one frame would hang the whole program, and no signal could end it.
 */
export const unblockOutput = (output: Writable): void => {
	// Node has no public name for it; without the handle all stays as it was.
	const {_handle: handle} = output as {readonly _handle?: {setBlocking?: (isBlocking: boolean) => void}};
	handle?.setBlocking?.(false);
};

/** Whether the terminal takes all that was written within `patience` ms. */
export const isDrained = async (output: Writable, patience: number): Promise<boolean> => {
	const answer = Promise.withResolvers<boolean>();
	const timer = setTimeout(() => answer.resolve(false), patience);
	output.write('', () => answer.resolve(true));
	const result = await answer.promise;
	clearTimeout(timer);
	return result;
};
