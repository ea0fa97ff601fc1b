import type {Line, Span} from '../model/tone.ts';
import {fitLine, lineWidth} from './paint.ts';
import {StyledLine} from './styled-line.tsx';

/** A part of a line; the lowest priority goes first when there is no room. */
export type Segment = {
	readonly line: Line;
	readonly priority: number;
	/** The same in fewer words, where not all segments have room. */
	readonly shorter?: Line;
};

const joined = (segments: readonly Segment[], gap: number): Line =>
	segments.flatMap((segment, index): readonly Span[] =>
		index === 0 ? segment.line : [{text: ' '.repeat(gap)}, ...segment.line],
	);

/**
 * Joins segments into exactly `width` cells, three blanks apart where there is room and two where not; then in fewer words,
 * and at last leaving out the lowest priority until the rest fits.
 */
export const fitSegments = (segments: readonly Segment[], width: number): Line => {
	const kept = segments.filter(segment => segment.line.length > 0);
	if (lineWidth(joined(kept, 3)) <= width) return fitLine(joined(kept, 3), width);
	if (lineWidth(joined(kept, 2)) > width)
		for (const [index, {shorter, priority}] of kept.entries())
			if (shorter !== undefined) kept[index] = {line: shorter, priority};
	while (kept.length > 1 && lineWidth(joined(kept, 2)) > width) {
		const lowest = kept.reduce(
			(least, segment, index) => (segment.priority < (kept[least]?.priority ?? 0) ? index : least),
			0,
		);
		kept.splice(lowest, 1);
	}
	return fitLine(joined(kept, 2), width);
};

/** The one line that tells of the engine and all that it keeps. */
export const Header = ({segments, width}: {readonly segments: readonly Segment[]; readonly width: number}) => (
	<StyledLine line={fitSegments(segments, width)} width={width} />
);
