import type {Line} from '../model/tone.ts';
import {Pointed} from './pointed.tsx';
import {type At, leadsAt} from './pointing.ts';
import {StyledLine, StyledLines, type StyledRow} from './styled-line.tsx';

/** What a table shows: its titles, and the rows that are in sight. */
export type TableProps = {
	/** What it is a list of. */
	readonly list: string;
	readonly header: Line;
	readonly rows: readonly StyledRow[];
	readonly width: number;
	/** Lines, the titles among them. */
	readonly height: number;
};

/** A table of rows under their titles. */
export const Table = ({list, header, rows, width, height}: TableProps) => {
	const at: At = (line, cell) => {
		if (line === 0) {
			const column = leadsAt(header, cell);
			return column === undefined ? undefined : {kind: 'title', list, column};
		}
		const id = rows[line - 1]?.id;
		return id === undefined ? undefined : {kind: 'row', list, id};
	};
	return (
		<Pointed at={at} flexDirection="column" width={width} height={height}>
			{height > 0 && <StyledLine line={header} width={width} />}
			<StyledLines rows={rows} width={width} height={Math.max(0, height - 1)} />
		</Pointed>
	);
};
