import {fieldColumn} from './field-column.ts';
import {parsePattern} from './pattern.ts';
import {columnsWithReason} from './reason-column.ts';
import type {Column, Resource, View} from './resource.ts';

/** A filter as typed, understood. What cannot be understood hides nothing and is said in `fault`. */
export type Filter<Row> = {readonly passes: (row: Row, view: View) => boolean; readonly fault?: string};

type Term<Row> = {readonly holds: (row: Row, view: View) => boolean} | {readonly fault: string};

/** A title or a name as a key: `MEM%` is `mem`, `CONTAINER ID` is `containerid`. */
const keyOf = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]/g, '');

const textOf = <Row>(column: Column<Row>, row: Row, view: View): string | undefined => {
	const cell = column.cell(row, view);
	return 'text' in cell ? cell.text : undefined;
};

/** Words are searched in what is on screen, but for figures, which change, and in what the kind names besides. */
const isSearched = <Row>(column: Column<Row>): boolean => column.align === 'left';

const someText = <Row>(
	resource: Resource<Row>,
	columns: ReadonlyArray<Column<Row>>,
	passes: (text: string) => boolean,
): ((row: Row, view: View) => boolean) => {
	const searched = columns.filter(isSearched);
	const isFound = (text: string | undefined): boolean => text !== undefined && passes(text);
	return (row, view) =>
		resource.searched(row).some(isFound) || searched.some(column => isFound(textOf(column, row, view)));
};

/** Texts whose answer is kept: those of some thousand rows. */
const mostRemembered = 100_000;

/** The same test with its answers kept: the texts on screen are mostly those of a moment ago. */
const remembering = (test: (text: string) => boolean): ((text: string) => boolean) => {
	const known = new Map<string, boolean>();
	return text => {
		const before = known.get(text);
		if (before !== undefined) return before;
		if (known.size >= mostRemembered) known.clear();
		const answer = test(text);
		known.set(text, answer);
		return answer;
	};
};

/** Numbers are meant whole: port 80 is not port 8080. */
const isMeant = (value: string, wanted: string): boolean => {
	const number = /^(\d+)(?:\/\w+)?$/.exec(value)?.[1];
	return number !== undefined && /^\d+$/.test(wanted) ? number === wanted : value.toLowerCase().startsWith(wanted);
};

const fieldTerm = <Row>(
	resource: Resource<Row>,
	columns: ReadonlyArray<Column<Row>>,
	name: string,
	wanted: string,
): Term<Row> => {
	const key = keyOf(name);
	const field = resource.fields.find(known => keyOf(known) === key);
	if (field !== undefined)
		return {holds: (row, view) => resource.field(row, field, view).some(value => isMeant(value, wanted))};
	const column =
		columns.find(({id, title}) => keyOf(title) === key || keyOf(id) === key) ?? fieldColumn(resource, name);
	if (column !== undefined)
		return {holds: (row, view) => textOf(column, row, view)?.toLowerCase().includes(wanted) === true};
	const known = [...new Set([...resource.fields, ...columns.map(({title}) => keyOf(title))])];
	return {fault: `no field ${name}: ${known.join(' ')}`};
};

/** Letters of the name in their order, whatever stands between them: `shpapi` is in `shop_api`. */
const nameTerm = <Row>(resource: Resource<Row>, wanted: string): Term<Row> => {
	const letters = [...wanted];
	const isIn = remembering(name => {
		let found = 0;
		for (const letter of name.toLowerCase()) if (letter === letters[found]) found++;
		return found === letters.length;
	});
	return {holds: row => isIn(resource.name(row))};
};

const parseTerm = <Row>(text: string, resource: Resource<Row>, columns: ReadonlyArray<Column<Row>>): Term<Row> => {
	const pattern = /^\/(.+?)\/?$/.exec(text)?.[1];
	if (pattern !== undefined) {
		const parsed = parsePattern(pattern);
		return 'fault' in parsed ? parsed : {holds: someText(resource, columns, remembering(parsed.pattern.test))};
	}
	if (/^~./.test(text)) return nameTerm(resource, text.slice(1).toLowerCase());
	const [, name, value] = /^((?:label:)?[\w%/.-]+)=(.*)$/.exec(text) ?? [];
	if (name !== undefined && value !== undefined) return fieldTerm(resource, columns, name, value.toLowerCase());
	const word = text.toLowerCase();
	return {holds: someText(resource, columns, searched => searched.toLowerCase().includes(word))};
};

const parse = <Row>(text: string, resource: Resource<Row>): Filter<Row> => {
	const columns = columnsWithReason(resource);
	const terms = text
		.split(/\s+/)
		.filter(part => part !== '' && part !== '!' && part !== '/')
		.map(typed => {
			const isNegated = typed.startsWith('!');
			return {isNegated, ...parseTerm(isNegated ? typed.slice(1) : typed, resource, columns)};
		});
	const fault = terms.flatMap(term => ('fault' in term ? [term.fault] : []))[0];
	return {
		passes: (row, view) => terms.every(term => 'fault' in term || term.holds(row, view) !== term.isNegated),
		...(fault === undefined ? {} : {fault}),
	};
};

/** By kind, the filter that was understood last: it is asked for with each frame. */
const latest = new WeakMap<object, {readonly text: string; readonly filter: Filter<never>}>();

/** Understands `word !not field=value ~letters /regex/` for a kind; all terms must hold. */
export const parseFilter = <Row>(text: string, resource: Resource<Row>): Filter<Row> => {
	const known = latest.get(resource);
	// Safe: what is kept for a kind was made from that kind.
	if (known?.text === text) return known.filter as Filter<Row>;
	const filter = parse(text, resource);
	latest.set(resource, {text, filter});
	return filter;
};
