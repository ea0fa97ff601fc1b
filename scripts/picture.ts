import {createRequire} from 'node:module';
import {type AppState, currentPlace} from '../source/app/app-state.ts';
import {runCommand} from '../source/app/command/command-line.ts';
import {composeFrame} from '../source/app/frame.ts';
import type {Ground} from '../source/model/theme-name.ts';
import type {View} from '../source/resources/resource.ts';
import {createTheme, setTheme} from '../source/ui/theme.ts';
import {linesOf} from '../test/app/lines-of.tsx';
import {initialState} from '../test/app/opening-state.ts';
import {demoFleetAfter, watchedAt, watchedFleet} from '../test/app/watched-fleet.ts';
import {watchedLog} from '../test/app/watched-log.ts';
import {cellWidths} from '../test/terminal/cell-widths.ts';
import {terminalSvg} from '../test/terminal/svg.ts';

// CommonJS whose names Node cannot see.
const {Terminal}: typeof import('@xterm/headless') = createRequire(import.meta.url)('@xterm/headless');

/** A screen that is shown in the documentation. */
export type ScreenPicture = {
	/** Name of its file, without its ending. */
	readonly name: string;
	readonly title: string;
	/** What it shows, in a sentence or two. */
	readonly words: string;
	/** What is typed after `:` to come there from the home, line by line. */
	readonly commands: readonly string[];
	/** How long the demo has run by then, ms. */
	readonly age?: number;
	readonly size: {readonly columns: number; readonly rows: number};
	readonly ground: Ground;
};

const usual = {columns: 120, rows: 28};

/** All of them, in the order that they are shown in. */
export const screenPictures: readonly ScreenPicture[] = [
	{
		name: 'screen',
		title: 'The overview',
		words: 'All that is at fault, with why; what runs beside it, and what the host has left.',
		commands: [],
		size: {columns: 120, rows: 34},
		ground: 'dark',
	},
	{
		name: 'screen-containers',
		title: 'Containers, on a light ground',
		words: 'Trouble first, each with why; `i` opens the page of the selected row, `l` its log.',
		commands: ['containers', 'sort urgency'],
		size: usual,
		ground: 'light',
	},
	{
		name: 'screen-update',
		title: 'An update of a service',
		words: 'How far it is, what differs, and how each task fares. `:update shop_api` opens it.',
		commands: ['update shop_api'],
		age: 11_000,
		size: {columns: 120, rows: 22},
		ground: 'dark',
	},
	{
		name: 'screen-log',
		title: 'Logs of two containers, merged by time',
		words:
			'Lines of JSON are columns with their level; errors are counted by the minute, and `e` goes from one to the next.',
		commands: ['logs search legacy-mailer'],
		size: usual,
		ground: 'dark',
	},
	{
		name: 'screen-question',
		title: 'The question before a verb',
		words: 'It says what will be lost and which ports close; Enter alone means no. `D` asks it of the selected row.',
		commands: ['containers', 'sort urgency', 'rm search'],
		size: usual,
		ground: 'dark',
	},
];

const freshDemo = watchedFleet();

const stateAfter = (commands: readonly string[], view: View): AppState =>
	commands.reduce((state, command) => {
		const came = runCommand(state, command, view, false);
		if (came.kind === 'state') return came.state;
		if (came.kind === 'outcome') return came.outcome.state;
		throw new Error(`:${command} shows nothing: ${came.kind === 'fault' ? came.message : came.kind}`);
	}, initialState);

/** A screen on the demo's fleet as lines of text with their colours. */
export const pictureLines = ({commands, age, size, ground}: ScreenPicture): readonly string[] => {
	const view = {state: age === undefined ? freshDemo : watchedFleet(demoFleetAfter(age)), now: watchedAt};
	const state = stateAfter(commands, view);
	const place = currentPlace(state);
	const log = place.kind === 'log' ? watchedLog(place) : undefined;
	setTheme(createTheme({isColored: true, ground}));
	const lines = linesOf(composeFrame(state, view, {size, isReadOnly: false, log}).picture);
	setTheme(createTheme({isColored: true}));
	return lines;
};

/** The same as an SVG, the same to the letter until the program changes. */
export const screenPicture = async (picture: ScreenPicture): Promise<string> => {
	const {columns, rows} = picture.size;
	const terminal = new Terminal({cols: columns, rows, allowProposedApi: true});
	terminal.unicode.register(cellWidths);
	terminal.unicode.activeVersion = cellWidths.version;
	const text = pictureLines(picture).join('\r\n');
	await new Promise<void>(resolve => terminal.write(`\u{1b}[?25l${text}`, resolve));
	return terminalSvg(terminal, picture.ground);
};
