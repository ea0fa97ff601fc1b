import type {Line, Span} from '../model/tone.ts';
import {fitLine, lineWidth} from './paint.ts';
import {StyledLine} from './styled-line.tsx';

/** A screen that a key leads to. */
export type Tab = {
	/** Empty where there are more screens than keys. */
	readonly key: string;
	readonly title: string;
	readonly isCurrent: boolean;
	/** How many objects there need attention. */
	readonly faults?: number;
};

const tabSpans = (tab: Tab, isTitled: boolean): readonly Span[] => [
	{text: tab.key, tone: tab.isCurrent ? 'strong' : 'accent'},
	...(isTitled || tab.key === ''
		? [{text: tab.key === '' ? tab.title : ` ${tab.title}`, tone: tab.isCurrent ? 'strong' : 'quiet'} as const]
		: []),
	...((tab.faults ?? 0) > 0 ? [{text: ` ${tab.faults}✗`, tone: 'bad'} as const] : []),
];

const arrange = (tabs: readonly Tab[], gap: number, isTitled: (tab: Tab) => boolean): Line =>
	tabs.flatMap((tab): readonly Span[] => [{text: ' '.repeat(gap)}, ...tabSpans(tab, isTitled(tab))]);

/** The screens and their keys in exactly `width` cells: closer together, then by key alone, when there is no room. */
export const tabsLine = (tabs: readonly Tab[], width: number): Line => {
	const all = () => true;
	const ways = [
		[{text: ' '}, ...arrange(tabs, 2, all).slice(1)],
		arrange(tabs, 1, all),
		arrange(tabs, 1, tab => tab.isCurrent),
	];
	return fitLine(ways.find(line => lineWidth(line) <= width) ?? ways.at(-1) ?? [], width);
};

/** The screens that keys lead to. */
export const Tabs = ({tabs, width}: {readonly tabs: readonly Tab[]; readonly width: number}) => (
	<StyledLine line={tabsLine(tabs, width)} width={width} />
);
