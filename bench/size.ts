/** A terminal's size in cells. */
export type Size = {readonly columns: number; readonly rows: number};

/** Reads `140x40`. */
export const parseSize = (text: string): Size => {
	const [, columns, rows] = /^(\d+)x(\d+)$/.exec(text) ?? [];
	if (columns === undefined || rows === undefined)
		throw new Error(`a size is like 140x40, not ${JSON.stringify(text)}`);
	return {columns: Number(columns), rows: Number(rows)};
};
