import {describe, expect, it} from 'vitest';
import {formatBytes, formatMemory, formatPercent} from '../../source/model/bytes.ts';

describe('figures', () => {
	it('are rounded as Go rounds them: a half goes to the even digit', () => {
		// Memory comes in pages of 4096 bytes, so exact halves are common.
		expect(formatMemory(336 * 4096)).toBe('1.312MiB');
		expect(formatMemory(368 * 4096)).toBe('1.438MiB');
		expect(formatBytes(1125)).toBe('1.12kB');
		expect(formatBytes(1375)).toBe('1.38kB');
		expect(formatPercent(0.125)).toBe('0.12%');
		expect(formatPercent(0.375)).toBe('0.38%');
	});

	it('are unknown where they are not finite', () => {
		for (const value of [Number.POSITIVE_INFINITY, Number.NaN])
			expect([formatMemory(value), formatBytes(value), formatPercent(value)]).toEqual(['–', '–', '–']);
	});

	it('keep as many digits as docker stats does', () => {
		expect(formatMemory(0)).toBe('0B');
		expect(formatMemory(1023)).toBe('1023B');
		expect(formatMemory(85_176_549)).toBe('81.23MiB');
		expect(formatMemory(2 ** 30)).toBe('1GiB');
		expect(formatBytes(999)).toBe('999B');
		expect(formatBytes(1_206_000)).toBe('1.21MB');
		expect(formatPercent(12.3456)).toBe('12.35%');
		expect(formatPercent(0)).toBe('0.00%');
	});
});
