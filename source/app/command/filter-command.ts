import {parseFilter} from '../../resources/filter.ts';
import {resourceNamed} from '../../resources/registry.ts';
import {either, nearest} from '../../settings/nearest.ts';
import {type AppState, withWord} from '../app-state.ts';
import {currentPanel, withList} from '../list/panel.ts';

/** What `:filter` comes to. */
type Filtered = {readonly state: AppState} | {readonly fault: string};

/** What a filter may be called: a word that is no filter by its looks. */
const isName = (word: string): boolean => /^[a-z][\w-]*$/i.test(word) && !['save', 'drop'].includes(word);

const told = (state: AppState, text: string, now: number): Filtered => ({
	state: withWord(state, text, now),
});

const listed = (filters: AppState['filters']): string => {
	const lines = Object.entries(filters).map(([name, text]) => `${name}: ${text}`);
	return lines.length === 0
		? 'no filter is saved; :filter save NAME state=exited saves one, and :filter NAME takes it'
		: `saved filters  ${lines.join('   ')}`;
};

const saved = (state: AppState, name: string, text: string, now: number): Filtered => {
	if (!isName(name)) return {fault: 'a name first, of letters and digits: :filter save bad state=exited'};
	const wanted = text === '' ? (currentPanel(state)?.list.filter ?? '') : text;
	if (wanted === '') return {fault: `what is ${name}? :filter save ${name} state=exited`};
	const next = {...state, filters: {...state.filters, [name]: wanted}};
	return told(next, `for the configuration file:  filters: {${name}: ${JSON.stringify(wanted)}}`, now);
};

const dropped = (state: AppState, name: string, now: number): Filtered => {
	const {[name]: text, ...filters} = state.filters;
	if (text !== undefined)
		return told({...state, filters}, `${name} is no filter any more until tallyman starts again`, now);
	const near = nearest(name, Object.keys(filters));
	return {fault: `no filter is called ${name}${near.length > 0 ? `; did you mean ${either(near)}?` : ''}`};
};

/**
 * Filters the list on screen by a filter that goes by a name, or by what is typed: `:filter bad`, `:filter state=exited`.
 * Without words it lists those that have names; `save` gives a name to what stands behind it, or to the filter in force.
 */
export const filterBy = (state: AppState, typed: string, now: number): Filtered => {
	const text = typed.trim();
	const [first = '', name = ''] = text.split(/\s+/);
	if (first === '') return told(state, listed(state.filters), now);
	if (first === 'save') return saved(state, name, text.replace(/^\S+\s*\S*\s*/, ''), now);
	if (first === 'drop' && name !== '') return dropped(state, name, now);
	const panel = currentPanel(state);
	if (panel === undefined) return {fault: 'there is no list here to filter'};
	const filter = Object.hasOwn(state.filters, text) ? (state.filters[text] ?? '') : text;
	const fault = resourceNamed(panel.resource)(resource => parseFilter(filter, resource).fault);
	return fault === undefined ? {state: withList(state, {...panel.list, filter})} : {fault};
};

/** What may be typed after `:filter`. */
export const filterOffers = ({filters}: AppState): readonly string[] => [...Object.keys(filters), 'save', 'drop'];
