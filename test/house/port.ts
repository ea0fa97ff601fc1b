import {allScreens} from '../../source/app/screens.ts';
import {register} from '../../source/resources/registry.ts';
import type {Resource} from '../../source/resources/resource.ts';
import {openProgramOn, type Program, typed} from '../app/program.ts';
import {harbourFleet} from './harbour-fleet.ts';
import {harbours} from './harbours.ts';

type Options = Parameters<typeof openProgramOn>[0];

/** The whole program with the made-up kind in it. */
export type Port = {
	/** Opens it on the fleet of harbours, and waits for its rows. */
	open(options?: Options): Promise<Program>;
	/** The same with the list of harbours opened. */
	openList(options?: Options): Promise<Program>;
	/** Its digit now; none where other kinds have them all. */
	digit(): string;
	/** Opens its list by its digit, and by its word where it has none. */
	openBy(opened: Program): Promise<void>;
	/** Registers another kind for as long as this. */
	add<Row>(kind: Resource<Row>): void;
	/** Takes the kinds off again, while nothing is open. */
	takeOff(): void;
	/** Closes what was opened, and takes the kind off again. */
	close(): Promise<void>;
};

/** Registers the made-up kind. */
export const openPort = (): Port => {
	const ways = [register(harbours)];
	const takeOff = (): void => {
		for (const way of ways.splice(0)) way();
	};
	let program: Program | undefined;
	const digit = (): string => allScreens().find(({word}) => word === 'harbours')?.key ?? '';
	const openBy = (opened: Program): Promise<void> =>
		digit() === '' ? typed(opened, 'harbours') : opened.screen.press(digit());
	const open = async (options: Options = {}): Promise<Program> => {
		program = await openProgramOn({fleet: harbourFleet(), columns: 140, ...options});
		await program.screen.waitFor(/ \d\/\d ctr /);
		if (ways.length > 0) await program.screen.waitFor(/ \d harbours /);
		return program;
	};
	return {
		open,
		openList: async options => {
			const opened = await open(options);
			await openBy(opened);
			await opened.screen.waitFor(lines => lines[2]?.includes('HARBOURS') === true);
			return opened;
		},
		digit,
		openBy,
		add: kind => {
			ways.push(register(kind));
		},
		takeOff,
		close: async () => {
			await program?.close();
			takeOff();
		},
	};
};

/** Whether a text is nowhere on the screen. */
export const without = (text: string) => (lines: readonly string[]) => !lines.some(line => line.includes(text));

/** The last line. */
export const footerOf = ({screen}: Program): string => screen.text().at(-1) ?? '';
