import {Box} from 'ink';
import type {Line} from '../model/tone.ts';
import {StyledLine, StyledLines, type StyledRow} from './styled-line.tsx';

/** What a tree shows: its title, the titles of its columns where it has any, and the rows that are in sight. */
export type TreeProps = {
	readonly title: Line;
	readonly header?: Line;
	readonly rows: readonly StyledRow[];
	readonly width: number;
	readonly height: number;
};

/** Rows that fold, under a title. */
export const Tree = ({title, header, rows, width, height}: TreeProps) => (
	<Box flexDirection="column" width={width} height={height}>
		<StyledLine line={title} width={width} />
		{header === undefined ? undefined : <StyledLine line={header} width={width} />}
		<StyledLines rows={rows} width={width} height={height - (header === undefined ? 1 : 2)} />
	</Box>
);
