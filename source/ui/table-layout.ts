/** What laying out needs to know of a column. */
export type LayoutColumn = {
	readonly id: string;
	readonly width: number;
	readonly maxWidth?: number;
	readonly priority: number;
};

/** A column that is shown, and its cells. */
export type PlacedColumn<Column extends LayoutColumn> = {readonly column: Column; readonly width: number};

/** Blanks between columns: one where room is dear. */
export const columnGap = (width: number): number => (width < 100 ? 1 : 2);

// Natural widths are rounded up to whole steps, so that a name that comes or goes seldom moves the others.
const step = 4;

const wantedWidth = (column: LayoutColumn, widest: ReadonlyMap<string, number> | undefined): number => {
	const most = Math.max(column.width, column.maxWidth ?? column.width);
	const natural = widest?.get(column.id);
	if (natural === undefined) return most;
	return Math.min(most, column.width + Math.ceil(Math.max(0, natural - column.width) / step) * step);
};

const byPriority = (a: LayoutColumn, b: LayoutColumn): number => b.priority - a.priority;

/**
 * Chooses the columns that fit and their widths. The lowest priority goes first, and a wider screen never loses a
 * column that a narrower one had. What is left goes to flexible columns in the order of their priority.
 */
export const layoutColumns = <Column extends LayoutColumn>(
	columns: readonly Column[],
	width: number,
	widest?: ReadonlyMap<string, number>,
): ReadonlyArray<PlacedColumn<Column>> => {
	const gap = columnGap(width);
	const ranked = [...columns].sort(byPriority);
	const widths = new Map<Column, number>();
	let room = width;
	for (const [rank, column] of ranked.entries()) {
		// The first in rank is the name: a good part of the room is its own before lesser columns come in.
		const share =
			rank === 0
				? Math.min(wantedWidth(column, widest), Math.max(column.width, Math.floor(width * 0.3)))
				: column.width;
		const cost = share + (rank === 0 ? 0 : gap);
		if (cost > room && rank > 0) break;
		widths.set(column, Math.min(share, room));
		room -= Math.min(cost, room);
	}
	for (const column of ranked) {
		const now = widths.get(column);
		if (now === undefined) continue;
		const more = Math.min(room, Math.max(0, wantedWidth(column, widest) - now));
		widths.set(column, now + more);
		room -= more;
	}
	return columns.flatMap(column => {
		const placed = widths.get(column);
		return placed === undefined || placed <= 0 ? [] : [{column, width: placed}];
	});
};
