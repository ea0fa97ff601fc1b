import {Box, Text} from 'ink';
import {memo} from 'react';

const PaintedLine = memo(({text}: {readonly text: string}) => <Text wrap="hard">{text}</Text>);

/**
 * Draws lines that are painted already, each exactly as wide as its place, one Text a line. Nothing is wrapped, since
 * nothing is too wide, and nothing is clipped either: Ink reads each line twice more where a box hides what is too wide.
 * Blank rows fill up to `height`.
 */
export const Lines = memo(
	({lines, height = lines.length}: {readonly lines: readonly string[]; readonly height?: number}) => {
		const rows = Array.from({length: height}, (_, index) => lines[index] ?? ' ');
		return (
			<Box flexDirection="column" height={height} flexShrink={0}>
				{rows.map((text, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its position.
					<PaintedLine key={index} text={text === '' ? ' ' : text} />
				))}
			</Box>
		);
	},
);
