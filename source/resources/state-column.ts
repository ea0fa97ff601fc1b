import type {Column, Condition, View} from './resource.ts';

/** The column of the word for a row's condition; what is well does not stand out. */
export const stateColumn = <Row>(
	room: {readonly width: number; readonly priority: number},
	conditionOf: (row: Row, view: View) => Condition,
): Column<Row> => ({
	id: 'state',
	title: 'STATE',
	align: 'left',
	...room,
	cell: (row, view) => {
		const {word, tone} = conditionOf(row, view);
		return {text: word, tone: tone === 'good' ? 'plain' : tone};
	},
	order: (row, view) => conditionOf(row, view).word,
});
