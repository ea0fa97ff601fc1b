import type {View} from '../../resources/resource.ts';
import {engineOf} from '../../store/engine-key.ts';
import type {RosterChange} from '../../store/roster.ts';
import type {AppState} from '../app-state.ts';
import {selectedRow} from '../list/selection.ts';

/** Words that change which engines are watched. */
export type EngineWord = 'context' | 'host' | 'only';

const partNames = ({state}: View): readonly string[] => (state.parts ?? []).map(({name}) => name);

/** What may follow such a word: contexts to switch to, to add (`+prod`) and to drop (`-prod`), or engines to show alone. */
export const engineOffers = ({contexts}: AppState, word: EngineWord, typed: string, view: View): readonly string[] => {
	if (word === 'only') return partNames(view);
	const sign = /^[+-]/.exec(typed)?.[0] ?? '';
	const names = sign === '-' || word === 'host' ? partNames(view) : contexts;
	return names.map(name => `${sign}${name}`);
};

const shown = (name: string | undefined, view: View): RosterChange | {readonly fault: string} => {
	const {parts} = view.state;
	if (parts === undefined) return {fault: 'one engine is watched: :context +NAME or :host +ADDRESS adds another'};
	if (name === undefined) return {kind: 'show', id: undefined};
	const part = parts.find(candidate => candidate.name === name);
	return part === undefined
		? {fault: `no engine ${name} is shown; there are ${partNames(view).join(', ')}`}
		: {kind: 'show', id: part.id};
};

/** What a line such as `:context +prod` changes, or why it changes nothing. */
export const engineChange = (
	{contexts}: AppState,
	word: EngineWord,
	words: readonly string[],
	view: View,
): RosterChange | {readonly fault: string} => {
	const [typed, ...rest] = words;
	if (rest.length > 0) return {fault: `${word} takes one name, and here are ${words.join(' ')}`};
	if (word === 'only') return shown(typed, view);
	const [, sign = '', name = ''] = /^([+-]?)(.*)$/.exec(typed ?? '') ?? [];
	if (name === '')
		return {
			fault:
				word === 'context'
					? `context NAME watches it, +NAME too, -NAME no more; there are ${contexts.join(', ')}`
					: 'host ADDRESS watches it, +ADDRESS too, -ADDRESS no more',
		};
	const kind = sign === '+' ? 'add' : sign === '-' ? 'drop' : 'switch';
	return {kind, by: word, name};
};

/** Shows the engine of the selected row alone, or all again. */
export const toggleEngine = (state: AppState, view: View): RosterChange | {readonly fault: string} => {
	const {parts} = view.state;
	if (parts === undefined) return shown(undefined, view);
	// One part of several is shown alone.
	const engine = parts.length === 1 ? undefined : selectedRow(state, view, (_resource, row) => engineOf(row));
	if (engine === undefined && parts.length > 1) return {fault: 'nothing is selected'};
	return {kind: 'show', id: engine};
};
