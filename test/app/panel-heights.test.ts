import {expect, it} from 'vitest';
import {shareHeights} from '../../source/app/list/panel-heights.ts';

const graphs = [0, 0, 4, 4, 8];

it.each([
	[
		'all of it where there is room, and the rest over',
		30,
		[
			[1, 4, 8],
			[1, 2, 3],
		],
		[8, 3],
	],
	[
		'one line for a panel that has nothing to say',
		20,
		[
			[1, 4, 19],
			[1, 1, 1],
		],
		[19, 1],
	],
	[
		'trouble before rows, whichever panel is first',
		12,
		[
			[1, 4, 40],
			[8, 8, 8],
		],
		[4, 8],
	],
	['the graphs only when trouble has its room', 10, [[6, 8, 8, 40, 40], [1, 2, 2, 2, 2], graphs], [8, 2, 0]],
	['the graphs before rows that nothing is wrong with', 20, [[2, 5, 5, 40, 40], [1, 4, 4, 9, 9], graphs], [9, 7, 4]],
	['more for the graphs when all rows are in sight', 40, [[2, 5, 5, 8, 8], [1, 4, 4, 9, 9], graphs], [8, 9, 8]],
	['line by line where a level has no room', 7, [[6], [6]], [4, 3]],
	['nothing of nothing', 0, [[6], [6]], [0, 0]],
	['nothing for nobody', 5, [], []],
])('gives %s', (_, total, wanted, heights) => {
	expect(shareHeights(total, wanted)).toEqual(heights);
});

it('never gives more than there is, nor more than was asked for', () => {
	const wanted = [[1, 6, 6, 40, 40], [3, 9, 9, 12, 12], [1, 1, 1, 1, 1], graphs];
	for (let total = 0; total < 80; total++) {
		const heights = shareHeights(total, wanted);
		const sum = heights.reduce((all, height) => all + height, 0);
		expect(sum).toBe(Math.min(total, 40 + 12 + 1 + 8));
		for (const [index, height] of heights.entries()) expect(height).toBeLessThanOrEqual(wanted[index]?.at(-1) ?? 0);
	}
});
