import {PassThrough} from 'node:stream';
import {StringDecoder} from 'node:string_decoder';
import {createInputFilter} from './input-filter.ts';
import type {MouseReport} from './mouse.ts';

/** Modes that a program before may have left on: mouse reports of every kind, focus reports, the kitty protocol. */
export const quietModes = '\u{1b}[?1000l\u{1b}[?1002l\u{1b}[?1003l\u{1b}[?1004l\u{1b}[?1005l\u{1b}[?1006l\u{1b}[?1015l';

/**
 * The keyboard for Ink: the terminal's input less what no person pressed. What the mouse did is told besides. It reads while raw mode is on, as Ink wants
 * it, and gives raw mode and the event loop's references through to the terminal.
 */
export const createInputStream = (
	terminal: NodeJS.ReadStream,
	tell?: (report: MouseReport) => void,
): NodeJS.ReadStream => {
	const filter = createInputFilter(tell);
	const decoder = new StringDecoder('utf8');
	const stream = new PassThrough();
	const take = (piece: Buffer | string): void => {
		const passed = filter.feed(typeof piece === 'string' ? piece : decoder.write(piece), Date.now());
		if (passed !== '') stream.write(passed);
	};
	const isTaking = (): boolean => terminal.listeners('data').includes(take);
	const keyboard = Object.assign(stream, {
		isTTY: terminal.isTTY,
		setRawMode: (isRaw: boolean) => {
			terminal.setRawMode(isRaw);
			// Who had the keyboard meanwhile may have left it paused.
			if (isRaw && !isTaking()) terminal.on('data', take).resume();
			if (!isRaw) terminal.off('data', take).pause();
			return keyboard;
		},
		ref: () => {
			terminal.ref();
			return keyboard;
		},
		unref: () => {
			terminal.unref();
			return keyboard;
		},
	});
	// Ink needs no more of a terminal than this.
	return keyboard as unknown as NodeJS.ReadStream;
};
