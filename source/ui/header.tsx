import {memo} from 'react';
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

/** Leaves out the lowest priority until the rest fits. */
const roomy = (segments: readonly Segment[], width: number): readonly Segment[] => {
	const kept = [...segments];
	while (kept.length > 1 && lineWidth(joined(kept, 2)) > width) {
		const lowest = kept.reduce(
			(least, segment, index) => (segment.priority < (kept[least]?.priority ?? 0) ? index : least),
			0,
		);
		kept.splice(lowest, 1);
	}
	return kept;
};

/** From this priority on a segment is worth more than the length of another one. */
const worthWords = 80;

const holdsWhatMatters = (kept: readonly Segment[], all: readonly Segment[]): boolean =>
	all.every(segment => segment.priority < worthWords || kept.includes(segment));

/**
 * Joins segments into exactly `width` cells, three blanks apart where there is room and two where not, leaving out the
 * lowest priority until the rest fits; in fewer words where what matters would have to go.
 */
export const fitSegments = (segments: readonly Segment[], width: number): Line => {
	const all = segments.filter(segment => segment.line.length > 0);
	if (lineWidth(joined(all, 3)) <= width) return fitLine(joined(all, 3), width);
	const kept = roomy(all, width);
	if (holdsWhatMatters(kept, all)) return fitLine(joined(kept, 2), width);
	const shorter = all.map(({line, shorter: short = line, priority}) => ({line: short, priority}));
	return fitLine(joined(roomy(shorter, width), 2), width);
};

/** The one line that tells of the engine and all that it keeps. */
export const Header = memo(({segments, width}: {readonly segments: readonly Segment[]; readonly width: number}) => (
	<StyledLine line={fitSegments(segments, width)} width={width} />
));
