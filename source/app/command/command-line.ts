import {keyOf} from '../../keys.ts';
import {splitWords} from '../../model/shell-words.ts';
import {fieldColumn} from '../../resources/field-column.ts';
import {resourceNamed} from '../../resources/registry.ts';
import type {View} from '../../resources/resource.ts';
import {rowsOf} from '../../resources/rows.ts';
import {type AppState, pushPlace} from '../app-state.ts';
import {putQuestion} from '../asking/put-question.ts';
import type {Outcome} from '../effects.ts';
import {currentPanel, withList} from '../list/panel.ts';
import {selectedRow} from '../list/selection.ts';
import {sortItems} from '../list/sort-items.ts';
import {withOtherBeside, withOtherMouse} from '../list/switches.ts';
import {placeWords, wordOfPlace} from '../place-words.ts';
import {freshJobs} from '../places/jobs.tsx';
import {freshMessages} from '../places/messages.tsx';
import {freshPage} from '../places/page.tsx';
import {freshRaw} from '../places/raw.tsx';
import {freshTree} from '../places/tree.tsx';
import {shellIn, shellWords} from '../shell/shell-request.ts';
import {copyAddress, readText} from '../text/readings.ts';
import {goToScreen, logOfRows, ofRow, openHelp, openSurvey} from '../ways/ways.ts';
import {chooseColumns, columnOffers} from './column-command.ts';
import {findTargets} from './command-targets.ts';
import {commandVerb, verbOffers} from './command-verb.ts';
import {commandWord, firstWords, generalCalled, type LookWord, searchOrder, verbCalled} from './command-words.ts';
import {isForVerb, openCourse} from './course-command.ts';
import {engineChange, engineOffers} from './engine-command.ts';
import {copyCommand, filesCommand} from './file-commands.ts';
import {filterBy, filterOffers} from './filter-command.ts';
import {commandGeneral, generalOffers} from './general-command.ts';
import {groupBy, groupOffers} from './group-commands.ts';
import {cancelJob} from './job-commands.ts';

/** What a typed command comes to. */
export type CommandOutcome =
	| {readonly kind: 'state'; readonly state: AppState}
	| {readonly kind: 'quit'}
	| {readonly kind: 'outcome'; readonly outcome: Outcome<AppState>}
	| {readonly kind: 'fault'; readonly message: string};

const fault = (message: string): CommandOutcome => ({kind: 'fault', message});

const openFound = (
	state: AppState,
	word: 'logs' | 'inspect' | 'yaml' | 'tree',
	names: readonly string[],
	view: View,
): CommandOutcome => {
	if (word !== 'logs' && names.length > 1) return fault(`${word} takes one name, and here are ${names.join(', ')}`);
	const found = findTargets(
		state,
		view,
		names,
		({logs, links}) => (word !== 'logs' || logs !== undefined) && (word !== 'tree' || links !== undefined),
	);
	if ('fault' in found) return fault(found.fault);
	return found((resource, rows): CommandOutcome => {
		const [row] = rows;
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
			case 'tree':
				return {kind: 'state', state: pushPlace(state, freshTree(base))};
			case 'logs': {
				const opened = logOfRows(resource, rows);
				return opened === undefined
					? fault(`${base.name} has no log`)
					: {kind: 'state', state: pushPlace(state, opened)};
			}
		}
	});
};

/** `:exec web -u root -w /srv sh -c 'id; pwd'`. */
const openShellIn = (state: AppState, line: string, view: View, isReadOnly: boolean): CommandOutcome => {
	if (isReadOnly) return fault('a shell could change things: read-only');
	const split = splitWords(line);
	if ('fault' in split) return fault(split.fault);
	const understood = shellWords(split.words);
	if ('fault' in understood) return fault(understood.fault);
	const found = findTargets(state, view, understood.names, resource => resource.shell !== undefined);
	if ('fault' in found) return fault(found.fault);
	return found((resource, [row]): CommandOutcome => {
		if (row === undefined) return fault('nothing is selected');
		const outcome = shellIn(resource, row, state, view, understood.asked);
		return 'fault' in outcome ? fault(outcome.fault) : {kind: 'outcome', outcome};
	});
};

/** `:address web`, or a text of one object by its word: `:changes web`. */
const lookAtOne = (state: AppState, word: string, names: readonly string[], view: View): CommandOutcome => {
	if (names.length > 1) return fault(`${word} takes one name, and here are ${names.join(', ')}`);
	const isAddress = word === 'address';
	const found = findTargets(state, view, names, ({addresses, readings = []}) =>
		isAddress ? addresses !== undefined : readings.some(({id}) => id === word),
	);
	if ('fault' in found) return fault(found.fault);
	return found((resource, [row]): CommandOutcome => {
		const reading = resource.readings?.find(({id}) => id === word);
		if (row === undefined) return fault('nothing is selected');
		if (isAddress) return {kind: 'outcome', outcome: copyAddress(resource, row, state, view)};
		return reading === undefined
			? fault(`there is no ${word} of ${resource.name(row)}`)
			: {kind: 'outcome', outcome: readText(resource, reading, row, state, view)};
	});
};

const sortBy = (state: AppState, words: readonly string[]): CommandOutcome => {
	const panel = currentPanel(state);
	if (panel === undefined) return fault('there is no list here to sort');
	const [typed = ''] = words;
	const [wanted, way, ...rest] = words.map(word => word.toLowerCase());
	const items = resourceNamed(panel.resource)(resource => sortItems(resource));
	const titles = items.map(item => item.label);
	if (wanted === undefined) return fault(`sort by one of ${titles.join(', ')}`);
	if (rest.length > 0 || (way !== undefined && way !== 'reverse'))
		return fault('sort takes a column, and reverse after it');
	const item =
		items.find(candidate => [candidate.id, candidate.label.toLowerCase()].includes(wanted)) ??
		items.find(candidate => candidate.label.toLowerCase().startsWith(wanted));
	const field = resourceNamed(panel.resource)(resource => fieldColumn(resource, typed)?.id);
	if (item === undefined && field !== undefined)
		return {
			kind: 'state',
			state: withList(state, {...panel.list, sort: {column: field, isDescending: way !== undefined}}),
		};
	if (item === undefined) return fault(`no column ${wanted}; there are ${titles.join(', ')}`);
	const sort = {column: item.id, isDescending: item.isDescending !== (way === 'reverse')};
	return {kind: 'state', state: withList(state, {...panel.list, sort})};
};

const look = (
	state: AppState,
	word: LookWord,
	words: readonly string[],
	{line, view, isReadOnly}: {readonly line: string; readonly view: View; readonly isReadOnly: boolean},
): CommandOutcome => {
	switch (word) {
		case 'exec':
			return openShellIn(state, line, view, isReadOnly);
		case 'files':
			return filesCommand(state, line, view, isReadOnly);
		case 'cp':
			return copyCommand(state, line, view, isReadOnly);
		case 'address':
			return lookAtOne(state, word, words, view);
		case 'logs':
		case 'inspect':
		case 'yaml':
		case 'tree':
			return openFound(state, word, words, view);
		case 'sort':
			return sortBy(state, words);
		case 'context':
		case 'host':
		case 'only': {
			const change = engineChange(state, word, words, view);
			return 'fault' in change
				? fault(change.fault)
				: {kind: 'outcome', outcome: {state, effects: [{kind: 'engines', change}]}};
		}
		case 'columns': {
			const chosen = chooseColumns(state, words, view.now);
			return 'fault' in chosen ? fault(chosen.fault) : {kind: 'state', state: chosen.state};
		}
		case 'filter': {
			const filtered = filterBy(state, line, view.now);
			return 'fault' in filtered ? fault(filtered.fault) : {kind: 'state', state: filtered.state};
		}
		case 'group': {
			const grouped = groupBy(state, words, view.now);
			return 'fault' in grouped ? fault(grouped.fault) : {kind: 'state', state: grouped.state};
		}
		case 'cancel':
			return {kind: 'state', state: cancelJob(state, words, view)};
		default:
			if (words.length > 0) return fault(`${word} takes no words, and here are ${words.join(' ')}`);
			if (word === 'quit') return {kind: 'quit'};
			if (word === 'mouse') return {kind: 'outcome', outcome: withOtherMouse(state, view)};
			if (word === 'beside') return {kind: 'state', state: withOtherBeside(state, view)};
			if (word === 'help') return {kind: 'state', state: openHelp(state)};
			return {kind: 'state', state: pushPlace(state, word === 'jobs' ? freshJobs : freshMessages)};
	}
};

/** Whether a verb that rows have too is meant of the selected one: nothing but values by name was said. */
const isOfSelected = (state: AppState, word: string, words: readonly string[], view: View): boolean =>
	words.every(typed => /^[\w-]+=/.test(typed)) &&
	selectedRow(state, view, resource => verbCalled(resource, word) !== undefined) === true;

/** Runs a typed command: a screen, something to look at, or a verb on the selection or on names. Every word is used or refused. */
export const runCommand = (state: AppState, typed: string, view: View, isReadOnly: boolean): CommandOutcome => {
	const [first = '', ...words] = typed.trim().split(/\s+/);
	if (first === '') return {kind: 'state', state};
	const own = wordOfPlace(state, first, typed, view);
	const command = commandWord(first, isReadOnly);
	// The word of another place may be a verb here.
	const isOwn = own !== undefined && (placeWords(state).includes(first.toLowerCase()) || 'fault' in command);
	if (isOwn) return 'fault' in own ? fault(own.fault) : {kind: 'outcome', outcome: own};
	if ('fault' in command) return fault(command.fault);
	switch (command.kind) {
		case 'screen':
			return words.length === 0
				? {kind: 'state', state: goToScreen(state, command.resource)}
				: fault(
						`${command.word} takes no words, and here are ${words.join(' ')}; ${keyOf(state.bindings, 'filter', 'list')} narrows a list`,
					);
		case 'look':
			return look(state, command.word, words, {line: typed.trim().slice(first.length), view, isReadOnly});
		case 'reading':
			return lookAtOne(state, command.word, words, view);
		case 'survey':
			return words.length === 0
				? {kind: 'state', state: openSurvey(state, command.word, view)}
				: fault(`${command.word} takes no words, and here are ${words.join(' ')}`);
		case 'course':
		case 'verb': {
			const {word} = command;
			const line = typed.trim().slice(first.length);
			if (command.kind === 'course' && !isForVerb(words)) {
				const opened = openCourse(state, word, words, view);
				return 'fault' in opened ? fault(opened.fault) : {kind: 'state', ...opened};
			}
			if (isReadOnly && command.kind === 'course') return fault(`${word} is off: read-only`);
			const isGeneral = generalCalled(word).length > 0 && !isOfSelected(state, word, words, view);
			const asked = isGeneral ? commandGeneral(state, word, words, view, line) : commandVerb(state, word, words, view);
			return 'kind' in asked ? {kind: 'outcome', outcome: putQuestion(state, asked, view)} : fault(asked.fault);
		}
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
	const [first = ''] = parts;
	const last = parts.at(-1) ?? '';
	const here = currentPanel(state)?.resource;
	const command = commandWord(first, isReadOnly);
	const isVerb = 'kind' in command && (command.kind === 'verb' || command.kind === 'course');
	const called = isVerb ? command.word : undefined;
	const looked = 'kind' in command && command.kind === 'look' ? command.word : undefined;
	const names = () => [
		...searchOrder(here).flatMap(id =>
			resourceNamed(id)(resource =>
				resource.tellsOf === undefined ? rowsOf(resource, view.state).map(resource.name) : [],
			),
		),
		...(called === undefined ? [] : verbOffers(state, called, parts.slice(1, -1), view)),
		...(called === undefined ? [] : generalOffers(state, called, parts.slice(1, -1), view)),
	];
	const offered = (): readonly string[] => {
		switch (looked) {
			case 'columns':
				return columnOffers(state, last);
			case 'filter':
				return filterOffers(state);
			case 'group':
				return groupOffers(state);
			case 'context':
			case 'host':
			case 'only':
				return engineOffers(state, looked, last, view);
			default:
				return names();
		}
	};
	const pool = parts.length === 1 ? [...firstWords(isReadOnly), ...placeWords(state)] : offered();
	const offers = [...new Set(pool)].filter(word => word.startsWith(last)).sort();
	const [likeliest] = offers;
	if (likeliest === undefined) return {text: typed, offers};
	let shared = likeliest;
	for (const offer of offers) while (!offer.startsWith(shared)) shared = shared.slice(0, -1);
	const completed = [...parts.slice(0, -1), shared].join(' ');
	// A value follows its name at once.
	return {text: offers.length === 1 && !completed.endsWith('=') ? `${completed} ` : completed, offers};
};
