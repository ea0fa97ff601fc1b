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

/** The program as it was opened, on a screen. */
type Opened = Pick<Program, 'screen' | 'ended'>;

/** Opens the program as it is told to, whatever it is to watch. */
export const openScreenOn = async (
	options: Partial<Omit<Parameters<typeof openScreen>[0], 'start'>> & Partial<MainOptions>,
): Promise<Opened & {readonly close: () => Promise<void>}> => {
	const {columns = 100, rows = 30, background, isSilent = false, ...flags} = options;
	const ended = Promise.withResolvers<number>();
	const screen = await openScreen({
		columns,
		rows,
		isSilent,
		...(background === undefined ? {} : {background}),
		start: streams => {
			const running = main({isDemo: false, isReadOnly: false, ...flags}, streams);
			running.then(ended.resolve, ended.reject);
			return {stop: () => ended.promise.then(() => undefined)};
		},
	});
	return {
		screen,
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
		},
	};
};

/** Opens the program at a size, on a fleet of one's own or the one for tests. */
export const openProgramOn = async (
	options: {readonly fleet?: Fleet} & Partial<Omit<Parameters<typeof openScreen>[0], 'start'>> &
		Partial<MainOptions> = {},
): Promise<Program> => {
	const {fleet, ...flags} = options;
	const simulator = await startSimulator({fleet: fleet ?? testFleet(Date.now())});
	const opened = await openScreenOn({host: simulator.url, ...flags});
	return {
		...opened,
		simulator,
		close: async () => {
			await opened.close();
			await simulator.stop();
		},
	};
};

/** Types a command line and enters it, once the line is there. */
export const typed = async ({screen}: Pick<Program, 'screen'>, words: string): Promise<void> => {
	await screen.press(':');
	await screen.waitFor(lines => lines.some(line => line.startsWith(':')));
	await screen.press(...words, keys.enter);
};

/** The requests so far that may have changed something. */
export const writing = ({simulator}: Pick<Program, 'simulator'>): readonly string[] =>
	[...simulator.requests.keys()].filter(request => !/^(?:GET|HEAD) /.test(request));
