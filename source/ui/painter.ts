import {lineChange} from './line-change.ts';

/** What painting needs of a terminal: bytes go in, and it says when it has taken them. */
export type PaintTarget = {write(text: string, done: () => void): unknown};

/** Draws whole screens of painted lines on a terminal that it has to itself. */
export type Painter = {
	/** Asks for a frame; `lines` is called when the terminal is ready for it, so that what comes late is not lost. */
	readonly paint: () => void;
	/** What is on the terminal is not what was drawn there: the next frame is drawn whole. */
	readonly forget: () => void;
	/** Draws nothing until `resume`, which draws everything anew. */
	readonly pause: () => void;
	readonly resume: () => void;
	readonly close: () => void;
};

const clear = '\u{1b}[H\u{1b}[J';

// A terminal that knows the pair shows a frame whole; below this it is drawn in one go anyhow.
const synchronizedFrom = 512;

/**
 * Starts drawing on a terminal of any content. Only cells that changed since the last frame are sent, and no frame is
 * begun before the terminal took the one before: where nobody reads, frames are left out and the newest comes next.
 * A row that `lines` has no line for is blank. `taken` is told of each frame once the terminal has all of it.
 */
export const createPainter = (
	target: PaintTarget,
	lines: () => readonly string[],
	taken: (lines: readonly string[]) => void = () => undefined,
): Painter => {
	let shown: readonly string[] = [];
	let isFresh = true;
	let isWriting = false;
	let isWanted = false;
	let isClosed = false;
	let isPaused = false;

	const paint = (): void => {
		if (isClosed || isPaused) return;
		if (isWriting) {
			isWanted = true;
			return;
		}
		isWanted = false;
		const next = lines();
		let change = isFresh ? clear : '';
		for (let row = 0; row < Math.max(next.length, shown.length); row++) {
			change += lineChange(shown[row], next[row] ?? '', row);
		}
		shown = next;
		isFresh = false;
		if (change === '') {
			taken(next);
			return;
		}
		isWriting = true;
		target.write(change.length < synchronizedFrom ? change : `\u{1b}[?2026h${change}\u{1b}[?2026l`, () => {
			isWriting = false;
			taken(next);
			if (isWanted) paint();
		});
	};

	const forget = (): void => {
		shown = [];
		isFresh = true;
	};

	return {
		paint,
		forget,
		pause: () => {
			isPaused = true;
		},
		resume: () => {
			isPaused = false;
			forget();
			paint();
		},
		close: () => {
			isClosed = true;
		},
	};
};
