/** What choosing second lines needs to know of a row. */
export type NotableRow = {
	/** Whether the row itself must be in sight before another gets a second line. */
	readonly isUrgent: boolean;
	/** Whether it has something to say that found no room on its own line. */
	readonly hasNote: boolean;
	/** Whether its second line comes before the rows below it. */
	readonly isNoteDue: boolean;
};

/**
 * Which rows get a second line when there are `height` lines from the first of them on: second lines that are due, then
 * urgent rows, then their second lines, and only then all others.
 */
export const chooseNotes = (rows: readonly NotableRow[], height: number): readonly boolean[] => {
	let spare = height - rows.reduce((sum, row) => sum + Number(row.isUrgent) + Number(row.isNoteDue), 0);
	return rows.map(row => {
		if (row.isNoteDue) return true;
		if (!row.hasNote || spare <= 0) return false;
		spare--;
		return true;
	});
};
