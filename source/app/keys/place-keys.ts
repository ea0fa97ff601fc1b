import {type Binding, bindingIn, type Command, displayKey, type KeyName, keyOf} from '../../keys.ts';
import {ofAllKinds} from '../../resources/registry.ts';
import type {View} from '../../resources/resource.ts';
import {editorOf} from '../../ui/line-editor.ts';
import {
	type AppState,
	currentPlace,
	graphSpanOf,
	type Prompt,
	withFault,
	withPlace,
	withRefusal,
	withWord,
} from '../app-state.ts';
import {openActions} from '../asking/actions.ts';
import {askAbout} from '../asking/confirm.ts';
import {putQuestion} from '../asking/put-question.ts';
import {takeBack} from '../asking/take-back.ts';
import {toggleEngine} from '../command/engine-command.ts';
import {isForObjectOnly} from '../command/group-commands.ts';
import {askToStop} from '../command/job-commands.ts';
import {listCommand, withPinnedSelection} from '../command/list-commands.ts';
import {textCommand} from '../command/text-commands.ts';
import {type Outcome, only} from '../effects.ts';
import {currentPanel, isRanking} from '../list/panel.ts';
import {selectedRow, verbRows} from '../list/selection.ts';
import {recordOf} from '../places.ts';
import {allScreens} from '../screens.ts';
import {openShell} from '../shell/shell-request.ts';
import {stepOf} from '../step.ts';
import {currentText, onlyTyped} from '../text/current-text.ts';
import {copyText} from '../text/readings.ts';
import type {Text} from '../text/text-state.ts';
import {followLink, openLinks} from '../ways/follow-link.ts';
import {visitAfter, visitBefore} from '../ways/visits.ts';
import {
	enterSelected,
	goBack,
	goToScreen,
	leavePlace,
	openHelp,
	openSelectedEvents,
	openSelectedLog,
	openSelectedPage,
	openSelectedRaw,
} from '../ways/ways.ts';
import {verbOf} from './key-table.ts';

/** What a key may look at. */
export type KeyView = {readonly view: View; readonly isReadOnly: boolean; readonly text: Text; readonly page: number};

const askForKey = (state: AppState, binding: Binding, {view, isReadOnly}: KeyView): Outcome<AppState> => {
	const say = (text: string): Outcome<AppState> => only(withRefusal(state, text, view.now));
	const asked = selectedRow(state, view, resource => {
		const verb = verbOf(resource, binding);
		return verb === undefined || (isReadOnly && verb.isReading !== true)
			? undefined
			: askAbout(resource, verb, verbRows(resource, state, view), view, state.settings.asking);
	});
	if (asked === undefined && isReadOnly) return say('acting keys are off: read-only');
	if (asked === undefined) return say(`${binding.label} is for ${Object.keys(binding.verbs ?? {}).join(' and ')}`);
	return putQuestion(state, asked, view);
};

const openPrompt = (state: AppState, purpose: Prompt['purpose'], wasFollowing: boolean): AppState => {
	const now =
		purpose === 'filter'
			? (currentPanel(state)?.list.filter ?? '')
			: purpose === 'search'
				? (currentText(state)?.search ?? '')
				: purpose === 'only'
					? (onlyTyped(state) ?? '')
					: '';
	const editor = editorOf(purpose === 'search' ? '' : now);
	return {...state, overlay: {kind: 'prompt', purpose, editor, before: now, wasFollowing}};
};

const scrolled = (state: AppState, step: number): AppState => {
	const place = currentPlace(state);
	const {scroll} = recordOf(place);
	if (scroll === undefined) return state;
	// Past the end is brought back when the place is laid out.
	return withPlace(state, scroll.to(place, Math.max(0, Math.min(scroll.top(place) + step, 100_000))));
};

const openProcesses = (state: AppState, view: View): AppState => {
	if (selectedRow(state, view, ({table}) => table.processes !== undefined) === true)
		return openSelectedPage(state, view, true);
	const able = ofAllKinds(({table, title}) => (table.processes === undefined ? [] : [title.toLowerCase()])).flat();
	return withFault(state, `only ${able.join(' and ')} tell their processes`, view.now);
};

/** What goes into the selected row or takes rows away round it, beside what is about it. */
const roundIt: ReadonlySet<Command> = new Set<Command>(['command', 'enter', 'engine', 'all', 'faults']);

/** Whether the selection stays with its row from then on. */
const isAboutRow = (command: Command): boolean => isForObjectOnly(command) || roundIt.has(command);

// Said in words too: low graphs have no axis that would tell.
const withOtherSpan = (state: AppState, view: View): AppState => {
	const next = {...state, graphSpan: (state.graphSpan + 1) % state.settings.graphSpans.length};
	return withWord(next, `graphs show the last ${graphSpanOf(next).title}`, view.now);
};

const helpKey = (state: AppState): string => keyOf(state.bindings, 'help', recordOf(currentPlace(state)).mode);

const toScreen = (state: AppState, key: KeyName, view: View): AppState => {
	const screen = allScreens().find(candidate => candidate.key === key);
	return screen === undefined
		? withFault(state, `there is no screen ${key}; ${helpKey(state)} shows the keys`, view.now)
		: goToScreen(state, screen.resource);
};

/** What a command that is the place's own leads to. */
const ownCommand = (state: AppState, command: Command, view: View): AppState | undefined => {
	const place = currentPlace(state);
	const next = recordOf(place).command?.(place, command, view);
	if (next === undefined) return undefined;
	return next === 'back' ? goBack(state) : withPlace(state, next);
};

const copied = (state: AppState, view: View): Outcome<AppState> => {
	const place = currentPlace(state);
	const pointed = recordOf(place).points?.(place, view)?.copied;
	if (pointed !== undefined) return copyText(state, pointed, view);
	const id = selectedRow(state, view, (resource, row) => (resource.copied ?? resource.identity)(row));
	return id === undefined ? only(state) : copyText(state, id, view);
};

/** Where `[` or `]` leads, or a word that there is nothing. */
const visited = (state: AppState, there: AppState | undefined, view: View): AppState =>
	there ?? withFault(state, 'nothing else was visited in that direction', view.now);

/** What a command does that is no place's own. */
const commonCommand = (state: AppState, binding: Binding, key: KeyName, around: KeyView): Outcome<AppState> => {
	const {view} = around;
	const {command} = binding;
	switch (command) {
		case 'quit':
		case 'redraw':
		case 'suspend':
		case 'retry':
			return {state, effects: [{kind: command}]};
		case 'leave': {
			const left = leavePlace(state);
			return left === undefined ? {state, effects: [{kind: 'quit'}]} : only(left);
		}
		case 'back':
			return only(goBack(state));
		case 'enter':
			return only(enterSelected(state, view));
		case 'screen':
			return only(toScreen(state, key, view));
		case 'help':
			return only(openHelp(state));
		case 'follow-link':
			return followLink(state, view);
		case 'links':
			return only(openLinks(state, view));
		case 'visit-before':
			return only(visited(state, visitBefore(state), view));
		case 'visit-after':
			return only(visited(state, visitAfter(state), view));
		case 'logs':
			return only(openSelectedLog(state, view));
		case 'raw':
			return only(openSelectedRaw(state, view));
		case 'shell':
			return openShell(state, view, around.isReadOnly);
		case 'actions':
			return only(openActions(state, view, around.isReadOnly));
		case 'happened':
			return only(openSelectedEvents(state, view));
		case 'processes':
			return only(openProcesses(state, view));
		case 'copy':
			return copied(state, view);
		case 'stop-job':
			return only(askToStop(state, recordOf(currentPlace(state)).job?.(currentPlace(state), view), view));
		case 'undo':
			return only(takeBack(state, view, around.isReadOnly));
		case 'hour':
			return only(withOtherSpan(state, view));
		case 'engine': {
			const change = toggleEngine(state, view);
			return 'fault' in change
				? only(withFault(state, change.fault, view.now))
				: {state, effects: [{kind: 'engines', change}]};
		}
		case 'cost':
			return only({...state, isCostShown: !state.isCostShown});
		case 'verb':
			return askForKey(state, binding, around);
		default:
			return only(state);
	}
};

/** What a command comes to that moves in what is on screen, or is the place's own; undefined for all others. */
export const movingCommand = (
	state: AppState,
	command: Command,
	{view, text, page}: Omit<KeyView, 'isReadOnly'>,
): Outcome<AppState> | undefined => {
	const own = ownCommand(state, command, view) ?? listCommand(state, command, view, page);
	if (own !== undefined) return only(own);
	const ofText = textCommand(state, command, text, page, view.now);
	if (ofText !== undefined) return ofText;
	const step = stepOf(command, page);
	return step === undefined ? undefined : only(scrolled(state, step));
};

/** What a key does in the place on screen. */
export const placeKey = (before: AppState, key: KeyName, around: KeyView): Outcome<AppState> => {
	const {view} = around;
	const binding = bindingIn(before.bindings, key, recordOf(currentPlace(before)).mode);
	if (binding === undefined) {
		const words = `${displayKey(key)} does nothing here; ${helpKey(before)} shows the keys`;
		return only(withFault(before, words, view.now));
	}
	const {command} = binding;
	// On a ranking a question leaves it followed: what it is about was fixed when it was asked.
	const isPointing = isAboutRow(command) && !(command === 'verb' && isRanking(before));
	const state = isPointing ? withPinnedSelection(before, view) : before;
	const moved = movingCommand(state, command, around);
	if (moved !== undefined) return moved;
	if (command === 'filter' || command === 'search' || command === 'only' || command === 'command') {
		const wasFollowing = isRanking(before) && currentPanel(before)?.list.selectedId === undefined;
		return only(openPrompt(state, command, wasFollowing));
	}
	return commonCommand(state, binding, key, around);
};
