import {Box} from 'ink';
import type {Line} from '../model/tone.ts';
import {StyledLine, StyledLines, type StyledRow} from './styled-line.tsx';

/** What a table shows: its titles, and the rows that are in sight. */
export type TableProps = {
	readonly header: Line;
	readonly rows: readonly StyledRow[];
	readonly width: number;
	/** Lines, the titles among them. */
	readonly height: number;
};

/** A table of rows under their titles. */
export const Table = ({header, rows, width, height}: TableProps) => (
	<Box flexDirection="column" width={width} height={height}>
		{height > 0 && <StyledLine line={header} width={width} />}
		<StyledLines rows={rows} width={width} height={Math.max(0, height - 1)} />
	</Box>
);
