import {useApp, useInput, usePaste, useStdout, useWindowSize} from 'ink';
import {useLayoutEffect} from 'react';
import {createPainter} from '../ui/painter.ts';
import type {Screen, Want} from './screen.ts';

/** Stops the program until the shell brings it back; resolves then. */
export type Suspend = () => Promise<void>;

/**
 * The live screen, and the one owner of the keyboard. Ink has the terminal's modes, the keys and the size; the frame is
 * drawn beside it, as on a canvas: its lines are exact already, and composing them again cost more than all else.
 */
export const App = ({screen, suspend}: {readonly screen: Screen; readonly suspend: Suspend | undefined}) => {
	const {stdout} = useStdout();
	const {columns, rows} = useWindowSize();
	const {suspendTerminal} = useApp();
	useInput(screen.press);
	usePaste(screen.paste);
	useLayoutEffect(() => {
		screen.resize({columns, rows});
		const painter = createPainter(stdout, screen.lines, screen.taken);
		painter.paint();
		const rest = async (stop: Suspend): Promise<void> => {
			painter.pause();
			await suspendTerminal(stop);
			painter.resume();
		};
		const unsubscribe = screen.subscribe((want: Want) => {
			if (want === 'redraw') painter.forget();
			if (want !== 'suspend') painter.paint();
			else if (suspend !== undefined) void rest(suspend);
		});
		return () => {
			unsubscribe();
			painter.close();
		};
	}, [screen, stdout, columns, rows, suspend, suspendTerminal]);
	return null;
};
