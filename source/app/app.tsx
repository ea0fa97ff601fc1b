import {Box, useInput, useWindowSize} from 'ink';
import {useEffect, useSyncExternalStore} from 'react';
import {Lines} from '../ui/lines.tsx';
import type {Screen} from './screen.ts';

/** The frame on the terminal, and the one owner of the keyboard. */
export const App = ({screen}: {readonly screen: Screen}) => {
	const {columns, rows} = useWindowSize();
	const lines = useSyncExternalStore(screen.subscribe, screen.lines);
	useInput(screen.press);
	useEffect(() => screen.resize({columns, rows}), [screen, columns, rows]);
	return (
		<Box height={rows} width={columns} overflowY="hidden">
			<Lines lines={lines} height={rows} />
		</Box>
	);
};
