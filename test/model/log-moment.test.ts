import {describe, expect, it} from 'vitest';
import {dayText, momentOf, momentText} from '../../source/model/log-moment.ts';

/** 15:00 in the reader's zone, whatever that is. */
const now = new Date(2026, 10, 28, 15, 0, 0).getTime();
const local = (day: number, hours = 0, minutes = 0, seconds = 0, thousandths = 0): number =>
	new Date(2026, 10, day, hours, minutes, seconds, thousandths).getTime();

describe('the moment that is meant', () => {
	it.each<readonly [string, number | undefined]>([
		['90s', now - 90_000],
		['10m', now - 600_000],
		['1h', now - 3_600_000],
		['1h30m', now - 5_400_000],
		['1.5h', now - 5_400_000],
		['2d', now - 2 * 86_400_000],
		['1w', now - 7 * 86_400_000],
		['-10m', now - 600_000],
		['10m ago', now - 600_000],
		['14:30', local(28, 14, 30)],
		['9:05', local(28, 9, 5)],
		['14:30:05', local(28, 14, 30, 5)],
		['14:30:05.25', local(28, 14, 30, 5, 250)],
		// Still to come today: that of yesterday is meant.
		['15:01', local(27, 15, 1)],
		['2026-11-20', local(20)],
		['2026-11-20 14:30', local(20, 14, 30)],
		['2026-11-20T14:30', local(20, 14, 30)],
		['2026-11-20T14:30:00Z', Date.UTC(2026, 10, 20, 14, 30)],
		['2026-11-20T14:30:00.5+02:00', Date.UTC(2026, 10, 20, 12, 30, 0, 500)],
		['2026-02-30', undefined],
		['2026-13-01', undefined],
		['25:00', undefined],
		['14:60', undefined],
		['10', undefined],
		['10x', undefined],
		['1h30', undefined],
		['yesterday', undefined],
		['', undefined],
	])('of %s', (typed, moment) => expect(momentOf(typed, now)).toBe(moment));
});

it('is told with its day where that is not today', () => {
	expect(momentText(local(28, 14, 3, 11), now)).toBe('14:03:11');
	expect(momentText(local(27, 14, 3, 11), now)).toBe('2026-11-27 14:03:11');
	expect(dayText(new Date(now))).toBe('2026-11-28');
});
