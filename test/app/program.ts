import {setTimeout as nextTurn} from 'node:timers/promises';
import {type MainOptions, main} from '../../source/main.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import type {Fleet} from '../../source/simulator/world.ts';
import {keys, openScreen, type Screen} from '../terminal/screen.ts';

/** The whole program on a simulated engine, seen through a terminal emulator. */
export type Program = {
	readonly screen: Screen;
	readonly simulator: Simulator;
	/** Resolves with the exit code. */
	readonly ended: Promise<number>;
	close(): Promise<void>;
};

/** Opens the program at a size, on a fleet of one's own or the one for tests. */
export const openProgramOn = async (
	options: {readonly fleet?: Fleet} & Partial<Omit<Parameters<typeof openScreen>[0], 'start'>> &
		Partial<MainOptions> = {},
): Promise<Program> => {
	const {fleet, columns = 100, rows = 30, background, isSilent = false, ...flags} = options;
	const simulator = await startSimulator({fleet: fleet ?? testFleet(Date.now())});
	const ended = Promise.withResolvers<number>();
	const screen = await openScreen({
		columns,
		rows,
		isSilent,
		...(background === undefined ? {} : {background}),
		start: streams => {
			const running = main({host: simulator.url, isDemo: false, isReadOnly: false, ...flags}, streams);
			running.then(ended.resolve, ended.reject);
			return {stop: () => ended.promise.then(() => undefined)};
		},
	});
	return {
		screen,
		simulator,
		ended: ended.promise,
		close: async () => {
			// It leaves what is open first.
			let isEnded = false;
			void ended.promise.finally(() => {
				isEnded = true;
			});
			while (!isEnded) {
				await screen.press(keys.control('c'));
				await nextTurn(10);
			}
			await screen.close();
			await simulator.stop();
		},
	};
};
