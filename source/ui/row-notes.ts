/** What choosing second lines needs to know of a row. */
export type NotableRow = {
	/** Whether the row itself must be in sight before another gets a second line. */
	readonly isUrgent: boolean;
	/** Whether it has something to say that found no room on its own line. */
	readonly hasNote: boolean;
};

/**
 * Which rows get a second line when there are `height` lines from the first of them on: urgent rows come first, then
 * their second lines, and only then all others.
 */
export const chooseNotes = (rows: readonly NotableRow[], height: number): readonly boolean[] => {
	let spare = height - rows.reduce((sum, row) => sum + (row.isUrgent ? 1 : 0), 0);
	return rows.map(row => {
		if (!row.hasNote || spare <= 0) return false;
		spare--;
		return true;
	});
};
