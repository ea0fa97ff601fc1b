import {describe, expect, it} from 'vitest';
import {createClockOffset} from '../../source/engine/clock-offset.ts';

const second = 1000;
const base = Date.parse('2026-11-27T10:00:00Z');

/** The header that a clock which is ahead by so much writes. */
const header = (now: number, offset: number): string => new Date(now + offset).toUTCString();

describe('the offset of an engine’s clock', () => {
	it.each([
		['equal clocks', 0, 0],
		['half a second apart', 500, 0],
		['eleven minutes ahead', 660 * second, 660 * second],
		['eleven minutes behind', -660 * second, -660 * second],
	])('%s', (_name, offset, expected) => {
		const clock = createClockOffset();
		for (let count = 0; count < 20; count++) {
			const sent = base + count * 1370;
			clock.heard(header(sent + 10, offset), sent, sent + 20);
		}
		expect(Math.abs(clock.value() - expected)).toBeLessThanOrEqual(second);
	});

	it('is not misled by an answer that took long', () => {
		const clock = createClockOffset();
		clock.heard(header(base + 9000, 0), base, base + 10_000);
		expect(clock.value()).toBe(0);
	});

	it('follows a clock that was set', () => {
		const clock = createClockOffset();
		clock.heard(header(base, 0), base, base);
		clock.heard(header(base + 5000, 600 * second), base + 5000, base + 5010);
		expect(clock.value()).toBe(600 * second);
	});

	it('is 0 where nothing is told', () => {
		const clock = createClockOffset();
		clock.heard(undefined, base, base);
		clock.heard('yesterday', base, base);
		expect(clock.value()).toBe(0);
	});
});
