import {expect, test} from 'vitest';
import {compareNaturally} from '../../source/model/natural-order.ts';

test('names are in the order that people expect', () => {
	const names = ['web-10', 'Web-9', 'web-9', 'web', 'api_2', 'api.1', 'web-09', '10', '9', 'é', 'web-9-b'];
	expect(names.toSorted(compareNaturally)).toEqual([
		'9',
		'10',
		'api.1',
		'api_2',
		'web',
		'web-09',
		'Web-9',
		'web-9',
		'web-9-b',
		'web-10',
		'é',
	]);
	expect(compareNaturally('web', 'web')).toBe(0);
});

test('the order is one order', () => {
	const names = ['a1', 'a01', 'a', 'A', '1', '01', '1a', '1 ', ' 1', '', '٣', 'b2a', 'b2', 'b10'];
	for (const a of names) {
		for (const b of names) {
			expect(Math.sign(compareNaturally(a, b))).toBe(-Math.sign(compareNaturally(b, a)) + 0 || 0);
			for (const c of names) {
				if (compareNaturally(a, b) <= 0 && compareNaturally(b, c) <= 0)
					expect(compareNaturally(a, c), JSON.stringify([a, b, c])).toBeLessThanOrEqual(0);
			}
		}
	}
});
