import {formatDuration} from '../model/duration.ts';
import {clockText, dayText} from '../model/log-moment.ts';

/** Which times stand in front of the lines of a log. */
export type TimeStyle = 'none' | 'clock' | 'full' | 'utc' | 'ago';

/** All of them, in the order in which a key goes through them. */
export const timeStyles: readonly TimeStyle[] = ['none', 'clock', 'full', 'utc', 'ago'];

const widths: Readonly<Record<TimeStyle, number>> = {none: 0, clock: 12, full: 23, utc: 24, ago: 4};

const thousandths = (at: Date): string => String(at.getMilliseconds()).padStart(3, '0');

/** The time of a line in a style; dashes of the same width when the engine told none. `now` in ms. */
export const timeText = (timestamp: string | undefined, style: TimeStyle, now: number): string => {
	const at = new Date(timestamp ?? Number.NaN);
	const width = widths[style];
	if (Number.isNaN(at.getTime())) return (style === 'clock' ? '--:--:--.---' : '-').padEnd(width);
	switch (style) {
		case 'none':
			return '';
		case 'clock':
			return `${clockText(at)}.${thousandths(at)}`;
		case 'full':
			return `${dayText(at)} ${clockText(at)}.${thousandths(at)}`;
		case 'utc':
			return at.toISOString();
		case 'ago':
			return formatDuration(now - at.getTime()).padStart(width);
	}
};
