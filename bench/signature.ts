/** What of a cell tells whether its row is the selected one. */
export type CellLook = {
	readonly char: string;
	readonly isInverse: boolean;
	readonly isBold: boolean;
	/** Mode and number of a colour in one. */
	readonly color: number;
	readonly ground: number;
};

/** How many cells at the beginning of a row are looked at. */
export const looked = 12;

/**
 * How a row looks at its beginning: attributes of its first cells, and the first two characters, which are a pointer
 * where a tool has one. Nothing of it changes when only figures do.
 */
export const rowSignature = (cells: readonly CellLook[]): string =>
	cells
		.slice(0, looked)
		.map(
			({char, isInverse, isBold, color, ground}, index) =>
				`${index < 2 ? char : ''}${isInverse ? 'i' : ''}${isBold ? 'b' : ''}${color},${ground}`,
		)
		.join(';');
