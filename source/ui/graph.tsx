import {Box} from 'ink';
import {memo} from 'react';
import type {Graph as Figure} from '../resources/resource.ts';
import {graphLines} from './graph-lines.ts';
import {StyledLines} from './styled-line.tsx';

/** A figure over time in exactly so many cells. */
export const Graph = memo(
	({figure, width, height}: {readonly figure: Figure; readonly width: number; readonly height: number}) => (
		<Box flexDirection="column" width={width} height={height}>
			<StyledLines rows={graphLines(figure, width, height).map(line => ({line}))} width={width} height={height} />
		</Box>
	),
);
