import {fieldColumn, fieldNames} from '../../resources/field-column.ts';
import {columnsWithReason} from '../../resources/reason-column.ts';
import {resourceNamed} from '../../resources/registry.ts';
import type {Column, Resource} from '../../resources/resource.ts';
import {either, nearest} from '../../settings/nearest.ts';
import {type AppState, withWord} from '../app-state.ts';
import {currentPanel, withList} from '../list/panel.ts';

/** What `:columns` comes to. */
type Chosen = {readonly state: AppState} | {readonly fault: string};

/** Words after `:columns` that are no column: all of them again; and the line that keeps them. */
const otherWords = ['usual', 'save'] as const;

type Named = Pick<Column<never>, 'id' | 'title'>;

/** The columns of a kind that can be chosen by their names alone. */
const columnsOf = (kind: string): readonly Named[] =>
	resourceNamed(kind)((resource): readonly Named[] => columnsWithReason(resource));

/** Fields of a kind that are no column by themselves, and labels, by what is typed for them. */
const fieldsOf = (kind: string): readonly string[] => {
	const ids = columnsOf(kind).map(({id}) => id);
	return resourceNamed(kind)(fieldNames).filter(field => !ids.includes(field));
};

const titleOf = ({title}: Named): string => title.toLowerCase();

/** The column of this name, or the one that begins so. */
export const columnNamed = (typed: string, columns: readonly Named[]): Named | {readonly fault: string} => {
	const word = typed.toLowerCase();
	const exact = columns.find(({id}) => id === word) ?? columns.find(column => titleOf(column) === word);
	const longer = columns.filter(column => column.id.startsWith(word) || titleOf(column).startsWith(word));
	const [only] = longer;
	if (exact !== undefined) return exact;
	if (only !== undefined && longer.length === 1) return only;
	const ids = columns.map(({id}) => id);
	const near = longer.length > 1 ? longer.map(({id}) => id) : nearest(word, ids);
	return {fault: `no column ${typed}${near.length > 0 ? `; did you mean ${either(near)}?` : `: ${ids.join(', ')}`}`};
};

/** The same among given columns of a kind, else the column of one of its fields or labels: `label:KEY`. */
export const columnCalled = <Row>(
	typed: string,
	resource: Resource<Row>,
	columns: ReadonlyArray<Column<Row>> = columnsWithReason(resource),
): Column<Row> | {readonly fault: string} => {
	const found = columnNamed(typed, columns);
	const named = 'fault' in found ? undefined : columns.find(({id}) => id === found.id);
	const word = typed.toLowerCase();
	const isWhole = named !== undefined && [named.id, titleOf(named)].includes(word);
	if (named !== undefined && isWhole) return named;
	// A field by its whole name comes before a column that only begins so.
	const field = fieldColumn(resource, resource.fields.includes(word) ? word : typed);
	return field ?? named ?? ('fault' in found ? found : {fault: `no column ${typed}`});
};

const told = (state: AppState, text: string, now: number): Chosen => ({
	state: withWord(state, text, now),
});

/** Puts columns in force for all lists of a kind, from the first page of them on. */
const withColumns = (state: AppState, kind: string, chosen: readonly string[] | undefined): AppState => {
	const {[kind]: _, ...others} = state.columns;
	const panel = currentPanel(state);
	const next = {...state, columns: chosen === undefined ? others : {...others, [kind]: chosen}};
	return panel === undefined ? next : withList(next, {...panel.list, columnPage: 0});
};

/** The ids of the columns that words name: those alone, or with `+` and `-` before them beside those in force. */
const chosenOf = (
	kind: string,
	names: readonly string[],
	inForce: readonly string[],
): {readonly ids: readonly string[]} | {readonly fault: string} => {
	const isChange = names.every(name => /^[+-]/.test(name));
	let chosen: readonly string[] = isChange ? inForce : [];
	for (const name of names) {
		const word = isChange ? name.slice(1) : name;
		const column = resourceNamed(kind)((resource): Named | {readonly fault: string} => columnCalled(word, resource));
		if ('fault' in column) return column;
		if (isChange && name.startsWith('-')) chosen = chosen.filter(id => id !== column.id);
		else if (!chosen.includes(column.id)) chosen = [...chosen, column.id];
	}
	return chosen.length === 0 ? {fault: 'that would leave no column'} : {ids: chosen};
};

/**
 * Chooses the columns of the kind on screen, in the order of the words: `:columns name,cpu,memory`, or `+label:KEY` and
 * `-image` beside those that are there. Without words it says
 * which there are; `usual` takes all again, and `save` says the line that keeps them in the configuration file.
 */
export const chooseColumns = (state: AppState, words: readonly string[], now: number): Chosen => {
	const kind = currentPanel(state)?.resource;
	if (kind === undefined) return {fault: 'there is no list here whose columns could be chosen'};
	const ids = columnsOf(kind).map(({id}) => id);
	const inForce = state.columns[kind] ?? ids;
	const names = words.flatMap(word => word.split(',')).filter(word => word !== '');
	const [first] = names;
	if (first === undefined) {
		const others = ids.filter(id => !inForce.includes(id));
		const besides = others.length === 0 ? '' : `; there are also ${others.join(', ')}`;
		const fields = fieldsOf(kind).filter(field => !inForce.includes(field));
		return told(state, `columns: ${inForce.join(', ')}${besides}; and of fields ${fields.join(', ')}`, now);
	}
	if (names.length === 1 && first === 'usual') return {state: withColumns(state, kind, undefined)};
	if (names.length === 1 && first === 'save')
		return told(state, `for the configuration file:  columns: {${kind}: [${inForce.join(', ')}]}`, now);
	const chosen = chosenOf(kind, names, inForce);
	return 'fault' in chosen ? chosen : {state: withColumns(state, kind, chosen.ids)};
};

/** What may be typed after `:columns`, as the last of the words so far: `name,cp` goes on as `name,cpu`. */
export const columnOffers = (state: AppState, typed: string): readonly string[] => {
	const kind = currentPanel(state)?.resource;
	if (kind === undefined) return [];
	const before = /^(?:.*,)?[+-]?/.exec(typed)?.[0] ?? '';
	const taken = new Set(before.split(','));
	const left = [...columnsOf(kind).map(({id}) => id), ...fieldsOf(kind)].filter(id => !taken.has(id));
	return [...left.map(id => `${before}${id}`), ...(before === '' ? otherWords : [])];
};
