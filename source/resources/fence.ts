import type {Action, Column, Resource, View} from './resource.ts';

/** Told of each error that a panel threw, with where it was. */
export type FenceListener = (where: string, error: unknown) => void;

let listener: FenceListener = () => undefined;

/** Says who hears of errors in panels; by itself nobody does, as there is a screen to be kept. */
export const onFenced = (next: FenceListener): void => {
	listener = next;
};

const wordsOf = (error: unknown): string =>
	`cannot be shown: ${error instanceof Error ? error.message : String(error)}`;

/** The function behind a fence: what it throws is heard, and the stand-in is what it comes to. */
const fenced =
	<Parameters extends readonly unknown[], Result>(
		where: string,
		work: (...parameters: Parameters) => Result,
		standIn: (words: string) => Result,
	) =>
	(...parameters: Parameters): Result => {
		try {
			return work(...parameters);
		} catch (error) {
			listener(where, error);
			return standIn(wordsOf(error));
		}
	};

/**
 * The same answer for the same row of one moment: a frame asks for conditions and reasons a dozen times, for glyphs, tones,
 * ranks, counts and lines.
 */
const oncePerView = <Row, Result>(work: (row: Row, view: View) => Result): ((row: Row, view: View) => Result) => {
	const known = new WeakMap<View, Map<Row, Result>>();
	return (row, view) => {
		let answers = known.get(view);
		if (answers === undefined) {
			answers = new Map();
			known.set(view, answers);
		}
		const before = answers.get(row);
		if (before !== undefined || answers.has(row)) return before as Result;
		const answer = work(row, view);
		answers.set(row, answer);
		return answer;
	};
};

const fencedColumn = <Row>(where: string, column: Column<Row>): Column<Row> => ({
	...column,
	cell: fenced(`${where} ${column.id}`, column.cell, () => ({text: '!', tone: 'bad'})),
	...(column.order === undefined
		? {}
		: {order: fenced(`${where} order by ${column.id}`, column.order, () => undefined)}),
});

const fencedAction = <Row>(where: string, action: Action<Row>): Action<Row> => ({
	...action,
	label: fenced(`${where} ${action.id}`, action.label, () => action.id),
	// What cannot be told is not done.
	refusal: fenced(`${where} refusal of ${action.id}`, action.refusal, words => words),
	reach: fenced(`${where} reach of ${action.id}`, action.reach, words => [words]),
});

/**
 * A kind behind a fence: an error in one of its functions shows in the row, cell or page that it is about, and all else
 * goes on. A row whose condition cannot be told is at fault.
 */
export const fence = <Row>(resource: Resource<Row>): Resource<Row> => {
	const {standing, usageShare, logs, logPrefix, headlines, areReasonsKnown} = resource;
	const {id} = resource.table;
	return {
		...resource,
		columns: resource.columns.map(column => fencedColumn(id, column)),
		actions: resource.actions.map(action => fencedAction(id, action)),
		condition: fenced(`${id} condition`, oncePerView(resource.condition), () => ({
			glyph: '!',
			word: 'cannot be shown',
			tone: 'bad',
		})),
		reason: fenced(`${id} reason`, oncePerView(resource.reason), words => words),
		explain: fenced(`${id} explain`, resource.explain, words => [{text: words, tone: 'bad'}]),
		details: fenced(`${id} details`, resource.details, words => [
			{title: 'This page', lines: [[{text: words, tone: 'bad'}]]},
		]),
		urgency: fenced(`${id} urgency`, resource.urgency, () => 0),
		isFaulty: fenced(`${id} isFaulty`, resource.isFaulty, () => true),
		isRunning: fenced(`${id} isRunning`, resource.isRunning, () => true),
		searched: fenced(`${id} searched`, resource.searched, () => []),
		field: fenced(`${id} field`, resource.field, () => []),
		usedContainers: fenced(`${id} usedContainers`, resource.usedContainers, () => []),
		enter: fenced(`${id} enter`, resource.enter, () => ({kind: 'page'}) as const),
		...(standing === undefined ? {} : {standing: fenced(`${id} standing`, standing, () => [])}),
		...(logs === undefined ? {} : {logs: fenced(`${id} logs`, logs, () => undefined)}),
		...(logPrefix === undefined ? {} : {logPrefix: fenced(`${id} logPrefix`, logPrefix, () => undefined)}),
		...(headlines === undefined ? {} : {headlines: fenced(`${id} headlines`, headlines, () => [])}),
		...(areReasonsKnown === undefined
			? {}
			: {areReasonsKnown: fenced(`${id} areReasonsKnown`, areReasonsKnown, () => true)}),
		...(usageShare === undefined ? {} : {usageShare: fenced(`${id} usageShare`, usageShare, () => undefined)}),
	};
};
