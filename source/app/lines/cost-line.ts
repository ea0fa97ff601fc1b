import {formatBytes, formatMemory, formatPercent} from '../../model/bytes.ts';
import {formatDuration} from '../../model/duration.ts';
import type {Line} from '../../model/tone.ts';
import type {StatsTier} from '../../store/state.ts';
import {fitSegments, type Segment} from '../../ui/header.tsx';
import type {Cost} from './cost-meter.ts';

/** What the program itself costs. */
export type CostView = {
	/** Undefined until it is measured. */
	readonly cost: Cost | undefined;
	readonly tier: StatsTier;
	/** How many times more rarely things are read and shown, because the machine has no time for it. */
	readonly slowdown: number;
};

const origins: Readonly<Record<StatsTier, string>> = {
	unknown: '',
	files: ' from files',
	polling: ' by request',
	streams: ' from streams',
};

const formatRate = (rate: number): string => (rate < 10 ? rate.toFixed(1) : String(Math.round(rate)));

const part = (label: string, figure: string, rest: string, priority: number): Segment => ({
	line: [{text: label, tone: 'quiet'}, {text: figure}, {text: rest, tone: 'quiet'}],
	priority,
});

/** One line of exactly `width` cells. */
export const costLine = ({cost, tier, slowdown}: CostView, width: number): Line => {
	if (cost === undefined) return fitSegments([part('tallyman itself: measuring…', '', '', 1)], width);
	return fitSegments(
		[
			// Without it these could be the figures of what is selected.
			part('tallyman', '', '', 11),
			part('CPU ', formatPercent(cost.cpu), '', 9),
			part('MEM ', formatMemory(cost.memory), '', 8),
			part('', formatRate(cost.requests), ' requests/s', 7),
			part('', formatRate(cost.samples), ` samples/s${origins[tier]}`, 6),
			...(cost.written === undefined ? [] : [part('', formatBytes(Math.round(cost.written)), '/s to the terminal', 5)]),
			...(slowdown > 1
				? [{line: [{text: `slowed ${slowdown}×: busy machine`, tone: 'warning'} as const], priority: 10}]
				: []),
			part(`over ${formatDuration(cost.span)}`, '', '', 2),
		],
		width,
	);
};
