import {bindingFor, type Command, displayKey, type KeyName} from '../keys.ts';
import {ofAllKinds, resourceIds, resourceNamed} from '../resources/registry.ts';
import type {View} from '../resources/resource.ts';
import {editorOf} from '../ui/line-editor.ts';
import {type AppState, currentPanel, currentPlace, graphSpanOf, withPlace} from './app-state.ts';
import {askAbout} from './confirm.ts';
import {
	goBack,
	goToScreen,
	leavePlace,
	listCommand,
	openHelp,
	openSelectedLog,
	openSelectedPage,
	openSelectedRaw,
	processesTitle,
	stepOf,
	withPinnedSelection,
} from './list-commands.ts';
import {modeOf, withoutMatch} from './place.ts';
import {selectedRow, verbRows} from './selection.ts';
import {type Text, textCommand} from './text-commands.ts';

/** What a key outside of prompts comes to. */
export type KeyOutcome = {
	readonly state: AppState;
	readonly isQuit?: boolean;
	readonly copy?: string;
	readonly isRetry?: boolean;
	/** Everything is to be drawn anew: something else wrote on the terminal. */
	readonly isRedraw?: boolean;
	/** The program is to stop until the shell brings it back. */
	readonly isSuspend?: boolean;
};

/** What a key may look at. */
export type KeyView = {readonly view: View; readonly isReadOnly: boolean; readonly text: Text; readonly page: number};

const askForKey = (state: AppState, key: KeyName, {view, isReadOnly}: KeyView): AppState => {
	const say = (text: string): AppState => ({...state, hint: {text, tone: 'bad', at: view.now, isRefusal: true}});
	if (isReadOnly) return say('acting keys are off: --read-only');
	const asked = selectedRow(state, view, resource => {
		const action = resource.actions.find(candidate => candidate.key === key);
		return action === undefined ? undefined : askAbout(resource, action, verbRows(resource, state, view), view);
	});
	if (asked === undefined) {
		const kinds = resourceIds().filter(id =>
			resourceNamed(id)(({actions}) => actions.some(action => action.key === key)),
		);
		return say(`${bindingFor(key, 'list')?.label ?? key} is for ${kinds.join(' and ')}`);
	}
	return asked.kind === 'refused' ? say(asked.reason) : {...state, overlay: asked};
};

const openPrompt = (state: AppState, purpose: 'filter' | 'search' | 'command', wasFollowing: boolean): AppState => {
	const place = currentPlace(state);
	const now =
		purpose === 'filter'
			? (currentPanel(state)?.list.filter ?? '')
			: purpose === 'search' && (place.kind === 'log' || place.kind === 'raw')
				? place.text.search
				: '';
	const editor = editorOf(purpose === 'search' ? '' : now);
	return {...state, overlay: {kind: 'prompt', purpose, editor, before: now, wasFollowing}};
};

const scrolled = (state: AppState, step: number): AppState => {
	const place = currentPlace(state);
	if (place.kind !== 'page' && place.kind !== 'help' && place.kind !== 'messages') return state;
	// Past the end is brought back when the page is drawn.
	return withPlace(state, {...place, top: Math.max(0, Math.min(place.top + step, 100_000))});
};

const withValues = (state: AppState): AppState => {
	const place = currentPlace(state);
	if (place.kind === 'page') return withPlace(state, {...place, isMasked: !place.isMasked});
	if (place.kind !== 'raw') return state;
	// A value of several lines moves all that follow: a match would stand on another line.
	return withPlace(state, {...place, isMasked: !place.isMasked, text: withoutMatch(place.text)});
};

const withProcesses = (state: AppState, view: View): AppState => {
	const place = currentPlace(state);
	if (place.kind === 'page') {
		const {goTo: _, ...page} = place;
		return withPlace(
			state,
			page.hasProcesses ? {...page, hasProcesses: false} : {...page, hasProcesses: true, goTo: processesTitle},
		);
	}
	if (selectedRow(state, view, ({table}) => table.processes !== undefined) === true)
		return openSelectedPage(state, view, true);
	const able = ofAllKinds(({table, title}) => (table.processes === undefined ? [] : [title.toLowerCase()])).flat();
	return {...state, hint: {text: `only ${able.join(' and ')} tell their processes`, tone: 'bad', at: view.now}};
};

/** What is about the selected row, or takes rows away round it: from then on the selection stays with that row. */
const pointing: ReadonlySet<Command> = new Set<Command>([
	'action',
	'command',
	'mark',
	'copy',
	'enter',
	'details',
	'logs',
	'raw',
	'processes',
	'all',
	'faults',
]);

// Said in words too: low graphs have no axis that would tell.
const withOtherSpan = (state: AppState, view: View): AppState => {
	const next = {...state, isHourShown: !state.isHourShown};
	return {...next, hint: {text: `graphs show the last ${graphSpanOf(next).title}`, tone: 'plain', at: view.now}};
};

/** What a key does in the place on screen. */
export const placeKey = (before: AppState, key: KeyName, around: KeyView): KeyOutcome => {
	const {view, text, page} = around;
	const place = currentPlace(before);
	const mode = modeOf(place);
	const binding = bindingFor(key, mode);
	if (binding === undefined) {
		const text = `${displayKey(key)} does nothing here; ? shows the keys`;
		return {state: {...before, hint: {text, tone: 'bad', at: view.now}}};
	}
	const {command} = binding;
	// At home a question leaves the ranking followed: what it is about was fixed when it was asked.
	const isPointing = pointing.has(command) && !(command === 'action' && mode === 'overview');
	const state = isPointing ? withPinnedSelection(before, view) : before;
	const fromList = listCommand(state, command, view, page) ?? textCommand(state, command, text, page, view.now);
	if (fromList !== undefined) return {state: fromList};
	const step = stepOf(command, page);
	if (step !== undefined) return {state: scrolled(state, step)};
	switch (command) {
		case 'quit':
			return {state, isQuit: true};
		case 'leave': {
			const left = leavePlace(state);
			return left === undefined ? {state, isQuit: true} : {state: left};
		}
		case 'redraw':
			return {state, isRedraw: true};
		case 'suspend':
			return {state, isSuspend: true};
		case 'back':
			return {state: goBack(state)};
		case 'screen':
			return {state: goToScreen(state, Number(key) - 1)};
		case 'help':
			return {state: place.kind === 'help' ? goBack(state) : openHelp(state)};
		case 'logs':
			return {state: openSelectedLog(state, view)};
		case 'raw':
			return {state: openSelectedRaw(state, view)};
		case 'processes':
			return {state: withProcesses(state, view)};
		case 'values':
			return {state: withValues(state)};
		case 'filter':
		case 'search':
		case 'command':
			return {
				state: openPrompt(state, command, mode === 'overview' && currentPanel(before)?.list.selectedId === undefined),
			};
		case 'copy': {
			const id = selectedRow(state, view, (resource, row) => resource.identity(row));
			return id === undefined
				? {state}
				: {state: {...state, hint: {text: `copied ${id}`, tone: 'plain', at: view.now}}, copy: id};
		}
		case 'hour':
			return {state: withOtherSpan(state, view)};
		case 'cost':
			return {state: {...state, isCostShown: !state.isCostShown}};
		case 'retry':
			return {state, isRetry: true};
		case 'action':
			return {state: askForKey(state, key, around)};
		default:
			return {state};
	}
};
