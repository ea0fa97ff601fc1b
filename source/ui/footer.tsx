import {memo} from 'react';
import type {Line, Span, Tone} from '../model/tone.ts';
import {fitLine, lineWidth} from './paint.ts';
import {StyledLine} from './styled-line.tsx';

/** A key that works here and now, and what it does. */
export type KeyHint = {readonly key: string; readonly label: string};

/** The keys of a footer: of what stands over the place, or of the place. */
export type FooterKeys = {readonly over: readonly KeyHint[]} | Hints;

/** Keys that look, keys that act, and the one that tells of all of them. */
export type Hints = {readonly looks: readonly KeyHint[]; readonly acts: readonly KeyHint[]; readonly help: string};

const hintSpans = (hints: readonly KeyHint[], tone: Tone): Line =>
	hints.flatMap((hint, index): readonly Span[] => [
		{text: index === 0 ? '' : '  '},
		{text: hint.key, tone},
		{text: ` ${hint.label}`},
	]);

/**
 * The keys that work here in exactly `width` cells: those that look on the left, those that act on the right. Where
 * there is no room the last looks go first, then the last acts, and the key of the help says that there are more.
 */
export const footerLine = ({looks, acts, help}: Hints, width: number): Line => {
	const more: KeyHint = {key: help, label: 'more'};
	const between = 3;
	const room = width - 2;
	const arrange = (left: readonly KeyHint[], right: readonly KeyHint[]): Line | undefined => {
		const leftLine = hintSpans(left, 'accent');
		const rightLine = hintSpans(right, 'warning');
		const used = lineWidth(leftLine) + lineWidth(rightLine);
		if (used + (left.length > 0 && right.length > 0 ? between : 0) > room) return undefined;
		return [{text: ' '}, ...leftLine, {text: ' '.repeat(room - used)}, ...rightLine, {text: ' '}];
	};
	const whole = arrange(looks, acts);
	if (whole !== undefined) return whole;
	const kept = looks.filter(hint => hint.key !== more.key);
	const keptActs = [...acts];
	// A few looks stay even when that costs an act: without them nobody finds the way.
	const fewest = Math.min(3, kept.length);
	while (kept.length > 0 || keptActs.length > 0) {
		const line = arrange([...kept, more], keptActs);
		if (line !== undefined) return line;
		if (kept.length > fewest || keptActs.length === 0) kept.pop();
		else keptActs.pop();
	}
	return fitLine(hintSpans([more], 'accent'), width);
};

/** The keys of what stands over a place, in exactly `width` cells: the last ones go first where there is no room. */
export const overlayKeysLine = (hints: readonly KeyHint[], width: number): Line => {
	const kept = [...hints];
	while (kept.length > 1 && lineWidth(hintSpans(kept, 'accent')) > width - 1) kept.pop();
	return fitLine([{text: ' '}, ...hintSpans(kept, 'accent')], width);
};

/** The keys that work here and now: those of what stands over the place, or those that look and those that act. */
export const Footer = memo(({keys, width}: {readonly keys: FooterKeys; readonly width: number}) => (
	<StyledLine line={'over' in keys ? overlayKeysLine(keys.over, width) : footerLine(keys, width)} width={width} />
));
