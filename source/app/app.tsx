import {useInput, usePaste, useStdout, useWindowSize} from 'ink';
import {useLayoutEffect} from 'react';
import {createPainter} from '../ui/painter.ts';
import type {Screen} from './screen.ts';

/**
 * The live screen, and the one owner of the keyboard. Ink has the terminal's modes, the keys and the size; the frame is
 * drawn beside it, as on a canvas: its lines are exact already, and composing them again cost more than all else.
 */
export const App = ({screen}: {readonly screen: Screen}) => {
	const {stdout} = useStdout();
	const {columns, rows} = useWindowSize();
	useInput(screen.press);
	usePaste(screen.paste);
	useLayoutEffect(() => {
		screen.resize({columns, rows});
		const painter = createPainter(stdout, screen.lines, screen.taken);
		painter.paint();
		const unsubscribe = screen.subscribe(painter.paint);
		return () => {
			unsubscribe();
			painter.close();
		};
	}, [screen, stdout, columns, rows]);
	return null;
};
