import {columnsWithReason} from '../resources/reason-column.ts';
import {resourceNamed} from '../resources/registry.ts';
import type {Column} from '../resources/resource.ts';
import {either, nearest} from '../settings/nearest.ts';
import type {AppState} from './app-state.ts';
import {currentPanel, withList} from './panel.ts';

/** What `:columns` comes to. */
type Chosen = {readonly state: AppState} | {readonly fault: string};

/** Words after `:columns` that are no column: all of them again; and the line that keeps them. */
const otherWords = ['usual', 'save'] as const;

type Named = Pick<Column<never>, 'id' | 'title'>;

/** The columns of a kind that can be chosen. */
const columnsOf = (kind: string): readonly Named[] =>
	resourceNamed(kind)((resource): readonly Named[] => columnsWithReason(resource));

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

const told = (state: AppState, text: string, now: number): Chosen => ({
	state: {...state, hint: {text, tone: 'plain', at: now}},
});

/** Puts columns in force for all lists of a kind, from the first page of them on. */
const withColumns = (state: AppState, kind: string, chosen: readonly string[] | undefined): AppState => {
	const {[kind]: _, ...others} = state.columns;
	const panel = currentPanel(state);
	const next = {...state, columns: chosen === undefined ? others : {...others, [kind]: chosen}};
	return panel === undefined ? next : withList(next, {...panel.list, columnPage: 0});
};

/**
 * Chooses the columns of the kind on screen, in the order of the words: `:columns name,cpu,memory`. Without words it says
 * which there are; `usual` takes all again, and `save` says the line that keeps them in the configuration file.
 */
export const chooseColumns = (state: AppState, words: readonly string[], now: number): Chosen => {
	const kind = currentPanel(state)?.resource;
	if (kind === undefined) return {fault: 'there is no list here whose columns could be chosen'};
	const columns = columnsOf(kind);
	const ids = columns.map(({id}) => id);
	const inForce = state.columns[kind] ?? ids;
	const names = words.flatMap(word => word.split(',')).filter(word => word !== '');
	const [first] = names;
	if (first === undefined) {
		const others = ids.filter(id => !inForce.includes(id));
		const besides = others.length === 0 ? '' : `; there are also ${others.join(', ')}`;
		return told(state, `columns: ${inForce.join(', ')}${besides}`, now);
	}
	if (names.length === 1 && first === 'usual') return {state: withColumns(state, kind, undefined)};
	if (names.length === 1 && first === 'save')
		return told(state, `for the configuration file:  columns: {${kind}: [${inForce.join(', ')}]}`, now);
	const chosen: string[] = [];
	for (const name of names) {
		const column = columnNamed(name, columns);
		if ('fault' in column) return column;
		if (!chosen.includes(column.id)) chosen.push(column.id);
	}
	return {state: withColumns(state, kind, chosen)};
};

/** What may be typed after `:columns`, as the last of the words so far: `name,cp` goes on as `name,cpu`. */
export const columnOffers = (state: AppState, typed: string): readonly string[] => {
	const kind = currentPanel(state)?.resource;
	if (kind === undefined) return [];
	const before = typed.slice(0, typed.lastIndexOf(',') + 1);
	const taken = new Set(before.split(','));
	const left = columnsOf(kind).filter(({id}) => !taken.has(id));
	return [...left.map(({id}) => `${before}${id}`), ...(before === '' ? otherWords : [])];
};
