import {withArticle} from '../model/article.ts';
import {resourceNamed} from '../resources/registry.ts';
import type {Action, Resource, View} from '../resources/resource.ts';
import {rowsOf} from '../resources/rows.ts';
import {editorOf} from '../ui/line-editor.ts';
import {type AppState, type Confirm, pushPlace} from './app-state.ts';
import {findNamed, type Targets} from './command-targets.ts';
import {type CommandWord, commandWord, firstWords, type LookWord, searchOrder} from './command-words.ts';
import {askAbout} from './confirm.ts';
import {currentPanel, withList} from './panel.ts';
import {freshLog} from './places/log.ts';
import {freshMessages} from './places/messages.ts';
import {freshPage} from './places/page.ts';
import {freshRaw} from './places/raw.ts';
import {verbRows} from './selection.ts';
import {sortItems} from './sort-menu.ts';
import {goToScreen, ofRow, openHelp} from './ways.ts';

/** What a typed command comes to. */
export type CommandOutcome =
	| {readonly kind: 'state'; readonly state: AppState}
	| {readonly kind: 'quit'}
	| {readonly kind: 'fault'; readonly message: string};

const fault = (message: string): CommandOutcome => ({kind: 'fault', message});

/** The rows that words name, or those of the selection where there are none. */
const targetsOf = (
	state: AppState,
	view: View,
	names: readonly string[],
	suits: <Row>(resource: Resource<Row>) => boolean,
): Targets | {readonly fault: string} => {
	const here = currentPanel(state)?.resource;
	if (names.length > 0) return findNamed(here, view, names, suits);
	for (const id of searchOrder(here)) {
		const selected = resourceNamed(id)((resource): Targets | undefined => {
			const rows = suits(resource) ? verbRows(resource, state, view) : [];
			return rows.length === 0 ? undefined : use => use(resource, rows);
		});
		if (selected !== undefined) return selected;
	}
	return {fault: 'nothing is selected, and nothing was named'};
};

const openFound = (
	state: AppState,
	word: 'logs' | 'inspect' | 'yaml',
	names: readonly string[],
	view: View,
): CommandOutcome => {
	if (names.length > 1) return fault(`${word} takes one name, and here are ${names.join(', ')}`);
	const found = targetsOf(state, view, names, resource => word !== 'logs' || resource.logs !== undefined);
	if ('fault' in found) return fault(found.fault);
	return found((resource, [row]): CommandOutcome => {
		if (row === undefined) return fault('nothing is selected');
		const base = ofRow(resource, row);
		switch (word) {
			case 'inspect':
				return {
					kind: 'state',
					state: pushPlace(state, freshPage(base, false)),
				};
			case 'yaml':
				return {
					kind: 'state',
					state: pushPlace(state, freshRaw(base)),
				};
			case 'logs': {
				const target = resource.logs?.(row);
				return target === undefined
					? fault(`${base.name} has no log`)
					: {kind: 'state', state: pushPlace(state, freshLog(target, base))};
			}
		}
	});
};

const sortBy = (state: AppState, words: readonly string[]): CommandOutcome => {
	const panel = currentPanel(state);
	if (panel === undefined) return fault('there is no list here to sort');
	const [wanted, way, ...rest] = words.map(word => word.toLowerCase());
	const items = resourceNamed(panel.resource)(sortItems);
	const titles = items.map(item => item.label);
	if (wanted === undefined) return fault(`sort by one of ${titles.join(', ')}`);
	if (rest.length > 0 || (way !== undefined && way !== 'reverse'))
		return fault('sort takes a column, and reverse after it');
	const item =
		items.find(candidate => [candidate.id, candidate.label.toLowerCase()].includes(wanted)) ??
		items.find(candidate => candidate.label.toLowerCase().startsWith(wanted));
	if (item === undefined) return fault(`no column ${wanted}; there are ${titles.join(', ')}`);
	const sort = {column: item.id, isDescending: item.isDescending !== (way === 'reverse')};
	return {kind: 'state', state: withList(state, {...panel.list, sort})};
};

const look = (state: AppState, word: LookWord, words: readonly string[], view: View): CommandOutcome => {
	switch (word) {
		case 'logs':
		case 'inspect':
		case 'yaml':
			return openFound(state, word, words, view);
		case 'sort':
			return sortBy(state, words);
		default:
			if (words.length > 0) return fault(`${word} takes no words, and here are ${words.join(' ')}`);
			if (word === 'quit') return {kind: 'quit'};
			return {kind: 'state', state: word === 'help' ? openHelp(state) : pushPlace(state, freshMessages)};
	}
};

const withWord = (asked: Confirm, word: string | undefined): Confirm | {readonly fault: string} => {
	if (word === undefined) return asked;
	if (asked.number !== undefined)
		return /^\d{1,6}$/.test(word)
			? {...asked, number: {...asked.number, editor: editorOf(word)}}
			: {fault: `${word} is no count: it takes a whole number`};
	const chosen = asked.choices.findIndex(({id}) =>
		[id.toLowerCase(), id.replace(/^SIG/, '').toLowerCase()].includes(word.toLowerCase()),
	);
	return chosen === -1
		? {fault: `${word} is none of ${asked.choices.map(({id}) => id).join(', ')}`}
		: {...asked, chosen};
};

/** Whether the last of a verb's words is not a name but what it asks for: a count, a signal. */
const takesWord = <Row>(action: Action<Row>): boolean => action.number !== undefined || action.id === 'kill';

const act = (
	state: AppState,
	command: Extract<CommandWord, {kind: 'verb'}>,
	words: readonly string[],
	view: View,
): CommandOutcome => {
	const {word, actionId} = command;
	const has = <Row>(resource: Resource<Row>): boolean => resource.actions.some(action => action.id === actionId);
	const isWithWord = searchOrder(undefined).some(id =>
		resourceNamed(id)(resource => resource.actions.some(action => action.id === actionId && takesWord(action))),
	);
	// `:scale api 6`, `:scale 6` on the selection; `:kill web HUP`.
	const last = words.at(-1);
	const isLoneCount = words.length === 1 && /^\d+$/.test(last ?? '');
	const extra = isWithWord && (words.length > 1 || isLoneCount) ? last : undefined;
	const names = extra === undefined ? words : words.slice(0, -1);
	const found = targetsOf(state, view, names, has);
	if ('fault' in found) return fault(found.fault);
	return found((resource, rows): CommandOutcome => {
		const action = resource.actions.find(candidate => candidate.id === actionId);
		if (action === undefined) return fault(`${withArticle(resource.singular)} cannot ${word}`);
		// Of the two verbs of one key, the other one was not asked for; the rest have words of their own by kind.
		const isOneOfTwo = actionId === 'stop' || actionId === 'pause';
		const asked = askAbout(resource, action, rows, view, isOneOfTwo ? word : undefined);
		if (asked.kind === 'refused') return fault(asked.reason);
		const whole = withWord(asked, extra);
		return 'fault' in whole ? fault(whole.fault) : {kind: 'state', state: {...state, overlay: whole}};
	});
};

/** Runs a typed command: a screen, something to look at, or a verb on the selection or on names. Every word is used or refused. */
export const runCommand = (state: AppState, typed: string, view: View, isReadOnly: boolean): CommandOutcome => {
	const [first = '', ...words] = typed.trim().split(/\s+/);
	if (first === '') return {kind: 'state', state};
	const command = commandWord(first, isReadOnly);
	if ('fault' in command) return fault(command.fault);
	switch (command.kind) {
		case 'screen':
			return words.length === 0
				? {kind: 'state', state: goToScreen(state, command.resource)}
				: fault(`${command.word} takes no words, and here are ${words.join(' ')}; / narrows a list`);
		case 'look':
			return look(state, command.word, words, view);
		case 'verb':
			return act(state, command, words, view);
	}
};

/** Completes what is typed as far as it is unambiguous; all that would fit otherwise. */
export const completeCommand = (
	state: AppState,
	typed: string,
	view: View,
	isReadOnly: boolean,
): {readonly text: string; readonly offers: readonly string[]} => {
	const parts = typed.split(' ');
	const last = parts.at(-1) ?? '';
	const here = currentPanel(state)?.resource;
	const pool =
		parts.length === 1
			? firstWords(isReadOnly)
			: searchOrder(here).flatMap(id => resourceNamed(id)(resource => rowsOf(resource, view.state).map(resource.name)));
	const offers = [...new Set(pool)].filter(word => word.startsWith(last)).sort();
	const first = offers[0];
	if (first === undefined) return {text: typed, offers};
	let shared = first;
	for (const offer of offers) while (!offer.startsWith(shared)) shared = shared.slice(0, -1);
	const completed = [...parts.slice(0, -1), shared].join(' ');
	return {text: offers.length === 1 ? `${completed} ` : completed, offers};
};
