import {Text} from 'ink';
import {memo} from 'react';
import type {Line} from '../model/tone.ts';
import {paintLine, type RowStyle} from './paint.ts';

/** A line with how its whole row looks. */
export type StyledRow = {
	readonly line: Line;
	readonly style?: RowStyle;
	/** What it is the line of, where one can point at that. */
	readonly id?: string;
};

type DrawnLine = {readonly line: Line; readonly style?: RowStyle | undefined; readonly width: number};

const blank: StyledRow = {line: []};

/**
 * A line in exactly `width` cells with its tones. One `<Text>` that is painted before: one for each of its spans cost
 * twice the time of a frame, as Ink measures and composes each by itself.
 */
export const StyledLine = memo(({line, style, width}: DrawnLine) => (
	<Text wrap="truncate">{paintLine(line, width, style)}</Text>
));

/** Lines one above the other; what there is no line for stays blank. */
export const StyledLines = ({
	rows,
	width,
	height,
}: {
	readonly rows: readonly StyledRow[];
	readonly width: number;
	readonly height: number;
}) =>
	Array.from({length: height}, (_, row) => {
		const {line, style} = rows[row] ?? blank;
		// biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is what stands there, whatever that is.
		return <StyledLine key={row} width={width} line={line} style={style} />;
	});
