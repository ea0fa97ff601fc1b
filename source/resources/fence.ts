import {EngineError} from '../engine/engine-error.ts';
import {remembered} from './remembered.ts';
import type {Column, Resource} from './resource.ts';
import type {Verb} from './verb.ts';

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

const fencedColumn = <Row>(where: string, column: Column<Row>): Column<Row> => ({
	...column,
	cell: fenced(`${where} ${column.id}`, column.cell, () => ({text: '!', tone: 'bad'})),
	...(column.order === undefined
		? {}
		: {order: fenced(`${where} order by ${column.id}`, column.order, () => undefined)}),
});

/** A field whose check is behind a fence: what cannot be told of a value is not taken. */
const fencedField = <Asked extends {readonly id: string; readonly check?: (value: never) => string | undefined}>(
	where: string,
	field: Asked,
): Asked =>
	field.check === undefined
		? field
		: {...field, check: fenced(`${where} check of ${field.id}`, field.check, words => words)};

const fencedVerb = <Row>(resource: Resource<Row>, verb: Verb<Row>): Verb<Row> => {
	const {question, fields, prepare, preview, discord} = verb;
	const where = resource.table.id;
	return {
		...verb,
		label: fenced(`${where} ${verb.id}`, verb.label, () => verb.id),
		// What cannot be told is not done.
		refusal: fenced(`${where} refusal of ${verb.id}`, verb.refusal, words => words),
		reach: fenced(`${where} reach of ${verb.id}`, verb.reach, words => [words]),
		...(question === undefined
			? {}
			: {
					question: (rows: readonly Row[]) =>
						fenced(
							`${where} question of ${verb.id}`,
							question,
							() => `${verb.id} ${rows.map(resource.name).join(', ')}?`,
						)(rows),
				}),
		...(fields === undefined
			? {}
			: {
					fields: fenced(
						`${where} fields of ${verb.id}`,
						(row: Row) => fields(row).map(field => fencedField(`${where} ${verb.id}`, field)),
						words => [{kind: 'text', id: 'fault', title: 'What it asks for', check: () => words}],
					),
				}),
		...(preview === undefined ? {} : {preview: fenced(`${where} preview of ${verb.id}`, preview, words => words)}),
		...(discord === undefined
			? {}
			: {discord: fenced(`${where} discord of ${verb.id}`, discord, words => ({id: '', text: words}))}),
		...(prepare === undefined
			? {}
			: {
					async prepare(...asked: Parameters<typeof prepare>) {
						const {fields: own, ...prepared} = await prepare(...asked);
						const inFence = own?.map(field => fencedField(`${where} ${verb.id}`, field));
						return inFence === undefined ? prepared : {...prepared, fields: inFence};
					},
				}),
		request: (row, values, view) =>
			fenced(`${where} request of ${verb.id}`, verb.request, words => ({
				id: resource.identity(row),
				name: resource.name(row),
				past: verb.id,
				pending: verb.id,
				done: verb.id,
				already: verb.id,
				failed: `could not ${verb.id} ${resource.name(row)}`,
				run: async () => {
					throw new EngineError('configuration', words);
				},
			}))(row, values, view),
	};
};

/**
 * A kind behind a fence: an error in one of its functions shows in the row, cell or page that it is about, and all else
 * goes on. A row whose condition cannot be told is at fault.
 */
export const fence = <Row>(resource: Resource<Row>): Resource<Row> => {
	const {copied, toldAs, standing, usageShare, shell, logs, logPrefix, ending, headlines, areReasonsKnown, addresses} =
		resource;
	const {course} = resource;
	const {id} = resource.table;
	return {
		...resource,
		columns: resource.columns.map(column => fencedColumn(id, column)),
		verbs: resource.verbs.map(verb => fencedVerb(resource, verb)),
		condition: fenced(`${id} condition`, remembered(resource.condition), () => ({
			glyph: '!',
			word: 'cannot be shown',
			tone: 'bad',
		})),
		reason: fenced(`${id} reason`, remembered(resource.reason), words => words),
		explain: fenced(`${id} explain`, resource.explain, words => [{text: words, tone: 'bad'}]),
		details: fenced(`${id} details`, resource.details, words => [
			{title: 'This page', lines: [[{text: words, tone: 'bad'}]]},
		]),
		urgency: fenced(`${id} urgency`, resource.urgency, () => 0),
		isFaulty: fenced(`${id} isFaulty`, remembered(resource.isFaulty), () => true),
		isRunning: fenced(`${id} isRunning`, resource.isRunning, () => true),
		searched: fenced(`${id} searched`, resource.searched, () => []),
		field: fenced(`${id} field`, resource.field, () => []),
		usedContainers: fenced(`${id} usedContainers`, resource.usedContainers, () => []),
		enter: fenced(`${id} enter`, resource.enter, () => ({kind: 'page'}) as const),
		...(course === undefined
			? {}
			: {
					course: {
						...course,
						sections: fenced(`${id} ${course.word}`, course.sections, words => [
							{title: course.word, lines: [[{text: words, tone: 'bad'}]]},
						]),
					},
				}),
		...(copied === undefined ? {} : {copied: fenced(`${id} copied`, copied, () => '')}),
		...(toldAs === undefined ? {} : {toldAs: fenced(`${id} toldAs`, toldAs, () => [])}),
		...(standing === undefined ? {} : {standing: fenced(`${id} standing`, standing, () => [])}),
		...(resource.links === undefined ? {} : {links: fenced(`${id} links`, resource.links, () => [])}),
		...(logs === undefined ? {} : {logs: fenced(`${id} logs`, logs, () => [])}),
		...(logPrefix === undefined ? {} : {logPrefix: fenced(`${id} logPrefix`, logPrefix, () => undefined)}),
		...(ending === undefined ? {} : {ending: fenced(`${id} ending`, ending, () => undefined)}),
		...(headlines === undefined ? {} : {headlines: fenced(`${id} headlines`, headlines, () => [])}),
		...(areReasonsKnown === undefined
			? {}
			: {areReasonsKnown: fenced(`${id} areReasonsKnown`, areReasonsKnown, () => true)}),
		...(addresses === undefined ? {} : {addresses: fenced(`${id} addresses`, addresses, () => [])}),
		...(shell === undefined ? {} : {shell: fenced(`${id} shell`, shell, words => ({refusal: words}))}),
		...(usageShare === undefined ? {} : {usageShare: fenced(`${id} usageShare`, usageShare, () => undefined)}),
	};
};
