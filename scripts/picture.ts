import {createRequire} from 'node:module';
import {composeFrame} from '../source/app/frame.ts';
import {linesOf} from '../test/app/lines-of.tsx';
import {initialState} from '../test/app/opening-state.ts';
import {watchedAt, watchedFleet} from '../test/app/watched-fleet.ts';
import {cellWidths} from '../test/terminal/cell-widths.ts';
import {terminalSvg} from '../test/terminal/svg.ts';

// CommonJS whose names Node cannot see.
const {Terminal}: typeof import('@xterm/headless') = createRequire(import.meta.url)('@xterm/headless');

/** The overview on the demo's fleet as an SVG, the same to the letter until the program changes. */
export const screenPicture = async (columns = 120, rows = 34): Promise<string> => {
	const surroundings = {size: {columns, rows}, isReadOnly: false, log: undefined};
	const {picture} = composeFrame(initialState, {state: watchedFleet(), now: watchedAt}, surroundings);
	const terminal = new Terminal({cols: columns, rows, allowProposedApi: true});
	terminal.unicode.register(cellWidths);
	terminal.unicode.activeVersion = cellWidths.version;
	await new Promise<void>(resolve => terminal.write(`\u{1b}[?25l${linesOf(picture).join('\r\n')}`, resolve));
	return terminalSvg(terminal);
};
