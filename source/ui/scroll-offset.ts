/**
 * The offset that keeps the selection in sight and moves as little as it can; `linesOf` tells how many lines a row takes.
 */
export const scrollOffset = (
	selected: number,
	offset: number,
	height: number,
	count: number,
	linesOf: (index: number) => number = () => 1,
): number => {
	// The first row of the last full window: below it there would be blank lines.
	let last = count;
	for (let room = height; last > 0; last--) {
		room -= linesOf(last - 1);
		if (room < 0) break;
	}
	let lowest = selected;
	for (let room = height - linesOf(selected); lowest > 0; lowest--) {
		room -= linesOf(lowest - 1);
		if (room < 0) break;
	}
	return Math.max(0, Math.min(Math.max(lowest, Math.min(offset, last)), selected));
};
