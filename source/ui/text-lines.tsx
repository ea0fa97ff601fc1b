import {Box} from 'ink';
import type {Line} from '../model/tone.ts';
import {PaintedLine} from './painted-line.tsx';
import {StyledLine, StyledLines} from './styled-line.tsx';

type Area = {readonly title: Line; readonly width: number; readonly height: number};

/** What a page shows: its title, and the lines that are in sight. */
export type PageProps = Area & {readonly lines: readonly Line[]};

/** Lines in tones under a title: a page, the help. */
export const Page = ({title, lines, width, height}: PageProps) => (
	<Box flexDirection="column" width={width} height={height}>
		<StyledLine line={title} width={width} />
		<StyledLines rows={lines.map(line => ({line}))} width={width} height={height - 1} />
	</Box>
);

/** Lines with looks of their own under a title, such as those of a log. Each is as wide as it shall be. */
export const TextLines = ({
	title,
	under,
	lines,
	width,
	height,
}: Area & {
	/** What stands under the title and does not scroll. */
	readonly under?: Line;
	readonly lines: readonly string[];
}) => (
	<Box flexDirection="column" width={width} height={height}>
		<StyledLine line={title} width={width} />
		{under === undefined ? undefined : <StyledLine line={under} width={width} />}
		{lines.map((text, row) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is what stands there, whatever that is.
			<PaintedLine key={row} text={text} />
		))}
	</Box>
);
