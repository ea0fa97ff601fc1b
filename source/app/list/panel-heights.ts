/**
 * Lines that a panel asks for, level by level, each at least as many as the one before: what it must have to say what is
 * wrong, what it should have, what would show all of it.
 */
export type WantedHeights = readonly number[];

/**
 * Heights for panels one above the other, which are never more than `total` together. A level is met for all panels
 * before the next one is looked at; in the level that there is no room for, lines go round one by one, the first panel
 * first. What no panel asks for stays over.
 */
export const shareHeights = (total: number, wanted: readonly WantedHeights[]): readonly number[] => {
	const heights = wanted.map(() => 0);
	let left = Math.max(0, total);
	const levels = Math.max(0, ...wanted.map(panel => panel.length));
	for (let level = 0; level < levels && left > 0; level++) {
		const lacks = (index: number): number => Math.max(0, (wanted[index]?.[level] ?? 0) - (heights[index] ?? 0));
		const missing = heights.reduce((sum, _, index) => sum + lacks(index), 0);
		if (missing <= left) {
			for (const index of heights.keys()) heights[index] = (heights[index] ?? 0) + lacks(index);
			left -= missing;
			continue;
		}
		while (left > 0) {
			for (const index of heights.keys()) {
				if (left === 0 || lacks(index) === 0) continue;
				heights[index] = (heights[index] ?? 0) + 1;
				left--;
			}
		}
	}
	return heights;
};
