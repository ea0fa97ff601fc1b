import type {Monitor} from '../../store/monitor.ts';
import type {EngineState} from '../../store/state.ts';

/** Where what is printed goes. */
export type Output = {readonly stdout: NodeJS.WriteStream; readonly stderr: NodeJS.WriteStream};

/** Resolves when the state satisfies, or when patience (ms) ends: with whether it does. */
export const waitFor = (
	monitor: Monitor,
	patience: number,
	isReady: (state: EngineState) => boolean,
): Promise<boolean> =>
	new Promise(resolve => {
		const end = (isMet: boolean): void => {
			clearTimeout(timer);
			unsubscribe();
			resolve(isMet);
		};
		const timer = setTimeout(() => end(false), patience);
		const unsubscribe = monitor.store.subscribe(state => {
			if (isReady(state)) end(true);
		});
		if (isReady(monitor.store.getState())) end(true);
	});

/** Writes it all; somebody who stopped reading, as `head` does, has what they wanted. Resolves with why it failed. */
export const write = (stream: NodeJS.WriteStream, text: string): Promise<string | undefined> =>
	new Promise(resolve => {
		const finish = (error: NodeJS.ErrnoException | null | undefined): void =>
			resolve(error === null || error === undefined || error.code === 'EPIPE' ? undefined : error.message);
		stream.once('error', finish);
		stream.write(text, finish);
	});
