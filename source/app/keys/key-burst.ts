import type {Key} from 'ink';
import {type Press, pressesOf} from './key-name.ts';

/** Gathers what Ink makes of one read of the keyboard: all of it comes within one turn. */
export const createKeyBurst = (take: (presses: readonly Press[]) => void): ((input: string, key: Key) => void) => {
	let burst: readonly Press[] = [];
	return (input, key) => {
		if (burst.length === 0)
			queueMicrotask(() => {
				const presses = burst;
				burst = [];
				take(presses);
			});
		burst = [...burst, ...pressesOf(input, key)];
	};
};
