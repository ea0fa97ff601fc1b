import {get} from 'node:http';
import {setTimeout as pause} from 'node:timers/promises';
import type {Lab} from '../lab/lab.ts';

/** Time until an engine that is gone is asked again, ms. */
const again = 200;

/** Calls back for each event of an engine, over its deaths, until it is told to end. */
export const countEvents = async ({socketPath}: Lab, event: () => void, signal: AbortSignal): Promise<void> => {
	while (!signal.aborted) {
		await new Promise<void>(resolve => {
			const asked = get({socketPath, path: '/v1.41/events', signal}, response => {
				response.on('data', (chunk: Buffer) => {
					for (const byte of chunk) if (byte === 0x0a) event();
				});
				response.on('error', () => undefined).on('close', resolve);
			});
			asked.on('error', () => resolve());
		});
		await pause(again, undefined, {signal}).catch(() => undefined);
	}
};
