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

// Of the screen, what a flexible column may take before lesser columns come in: a good part for the name, less for others.
const nameShare = 0.3;
const otherShare = 0.12;

/**
 * Chooses the columns that fit and their widths. The lowest priority goes first. What is left goes to flexible columns
 * in the order of their priority.
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
		const share = Math.floor(width * (rank === 0 ? nameShare : otherShare));
		const cells = Math.min(wantedWidth(column, widest), Math.max(column.width, share));
		const cost = cells + (rank === 0 ? 0 : gap);
		if (cost > room && rank > 0) break;
		widths.set(column, Math.min(cells, room));
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
