import {memo} from 'react';
import type {Line, Span} from '../model/tone.ts';
import {fitLine, lineWidth} from './paint.ts';
import {Pointed} from './pointed.tsx';
import {type At, leadsAt} from './pointing.ts';
import {StyledLine} from './styled-line.tsx';
import {sliceCells} from './text-width.ts';

/** A screen that a key leads to. */
export type Tab = {
	/** Empty where there are more screens than keys. */
	readonly key: string;
	/** What it leads to. */
	readonly word: string;
	readonly title: string;
	readonly isCurrent: boolean;
	/** How many objects there need attention. */
	readonly faults?: number;
};

/** More letters than any title has. */
const whole = 1000;

/** Letters of which a title can be told at the least. */
const fewLetters = 3;
const manyLetters = 9;
const cutLetters = Array.from({length: manyLetters - fewLetters + 1}, (_, index) => manyLetters - index);

/** A tab with so many letters of its title; its faults follow. */
const tabSpans = (tab: Tab, letters: number): readonly Span[] => {
	const title = sliceCells(tab.title, 0, letters).trimEnd();
	const at = tab.word;
	return [
		{text: tab.key, tone: tab.isCurrent ? 'strong' : 'accent', at},
		...(title === '' ? [] : [{text: ` ${title}`, tone: tab.isCurrent ? 'strong' : 'quiet', at} as const]),
		...((tab.faults ?? 0) > 0 ? [{text: ` ${tab.faults}✗`, tone: 'bad', at} as const] : []),
	];
};

const arrange = (tabs: readonly Tab[], gap: number, letters: number): Line =>
	tabs.flatMap((tab): readonly Span[] => [
		{text: ' '.repeat(gap)},
		// The one that is on screen says what it is.
		...tabSpans(tab, tab.isCurrent ? whole : letters),
	]);

/**
 * The screens and their keys in exactly `width` cells. Where there is no room they stand closer together, then with fewer
 * letters of each title, and by key alone when that does not help.
 */
export const tabsLine = (tabs: readonly Tab[], width: number): Line => {
	const roomy: Line = [{text: ' '}, ...arrange(tabs, 2, whole).slice(1)];
	if (lineWidth(roomy) <= width) return fitLine(roomy, width);
	for (const letters of [whole, ...cutLetters]) {
		const line = arrange(tabs, 1, letters);
		if (lineWidth(line) <= width) return fitLine(line, width);
	}
	return fitLine(arrange(tabs, 1, 0), width);
};

/** The screens that keys lead to. */
export const Tabs = memo(({tabs, width}: {readonly tabs: readonly Tab[]; readonly width: number}) => {
	const line = tabsLine(tabs, width);
	const at: At = (_, cell) => {
		const word = leadsAt(line, cell);
		return word === undefined ? undefined : {kind: 'tab', word};
	};
	return (
		<Pointed at={at} width={width} height={1}>
			<StyledLine line={line} width={width} />
		</Pointed>
	);
});
