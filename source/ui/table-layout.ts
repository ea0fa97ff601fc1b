// Yoga gives columns a share each; which of them are left out first, and what a column gets that needs less, is what a
// table of twenty columns at 80 cells is about. Worked out once a frame, for all rows.

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

/** Id of the column that says why a row is as it is: what it needs, no name takes. */
export const reasonColumn = 'why';

const byPriority = (a: LayoutColumn, b: LayoutColumn): number => b.priority - a.priority;

// Of the screen, what a flexible column may take before lesser columns come in: a good part for the name, less for others.
const nameShare = 0.3;
const nameShareBesideReason = 0.25;
const reasonShare = 0.4;
const otherShare = 0.12;

const shareOf = (column: LayoutColumn, rank: number, hasReason: boolean): number => {
	if (column.id === reasonColumn) return reasonShare;
	if (rank > 0) return otherShare;
	return hasReason ? nameShareBesideReason : nameShare;
};

/**
 * Chooses the columns that fit and their widths. The lowest priority goes first. What is left goes to the reason, then
 * to other flexible columns in the order of their priority.
 */
export const layoutColumns = <Column extends LayoutColumn>(
	columns: readonly Column[],
	width: number,
	widest?: ReadonlyMap<string, number>,
): ReadonlyArray<PlacedColumn<Column>> => {
	const gap = columnGap(width);
	const ranked = [...columns].sort(byPriority);
	const hasReason = columns.some(column => column.id === reasonColumn);
	const widths = new Map<Column, number>();
	let room = width;
	for (const [rank, column] of ranked.entries()) {
		const share = Math.floor(width * shareOf(column, rank, hasReason));
		const spacing = rank === 0 ? 0 : gap;
		const cells = Math.min(wantedWidth(column, widest), Math.max(column.width, share), room - spacing);
		if (cells < column.width && rank > 0) break;
		widths.set(column, cells);
		room -= cells + spacing;
	}
	const isReason = (column: Column) => Number(column.id === reasonColumn);
	for (const column of ranked.toSorted((a, b) => isReason(b) - isReason(a))) {
		const now = widths.get(column);
		if (now === undefined) continue;
		const more = Math.min(room, Math.max(0, wantedWidth(column, widest) - now));
		widths.set(column, now + more);
		room -= more;
	}
	// What nobody else has a use for is worth more to a long reason than to the blank at the end of the line.
	const reason = ranked.find(column => column.id === reasonColumn && widths.has(column));
	if (reason !== undefined) {
		const now = widths.get(reason) ?? 0;
		widths.set(reason, Math.min(now + room, Math.max(now, reason.maxWidth ?? 0)));
	}
	return columns.flatMap(column => {
		const placed = widths.get(column);
		return placed === undefined || placed <= 0 ? [] : [{column, width: placed}];
	});
};
