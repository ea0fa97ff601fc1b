import type {Resource, View} from '../../resources/resource.ts';
import {type AppState, withFault} from '../app-state.ts';
import {type AskedShell, type Outcome, only} from '../effects.ts';
import {selectedRow} from '../list/selection.ts';

/** The word for the best shell that there is, as if nothing had been asked for before. */
const anyShell = '-';

/** What is opened: what was asked for now, else what was asked for last where nothing was. */
const chosenShell = ({command, ...asked}: AskedShell, last: AskedShell | undefined): AskedShell => {
	if (command?.length === 1 && command[0] === anyShell) return asked;
	const isAnything = command !== undefined || Object.keys(asked).length > 0;
	return isAnything ? {...asked, ...(command === undefined ? {} : {command})} : (last ?? {});
};

/** Asks for a shell in a row's container, or says why there is none; what was chosen is remembered by its name. */
export const shellIn = <Row>(
	resource: Resource<Row>,
	row: Row,
	state: AppState,
	view: View,
	asked: AskedShell = {},
): Outcome<AppState> | {readonly fault: string} => {
	const name = resource.name(row);
	const found = resource.shell?.(row, view);
	if (found === undefined) return {fault: `${name} has no shell of its own`};
	if ('refusal' in found) return {fault: `no shell in ${name}: ${found.refusal}`};
	const chosen = chosenShell(asked, state.shells[name]);
	return {
		state: {...state, shells: {...state.shells, [name]: chosen}},
		effects: [{kind: 'shell', id: found.id, name, ...chosen}],
	};
};

/** What the key for a shell comes to on the selected row. */
export const openShell = (state: AppState, view: View, isReadOnly: boolean): Outcome<AppState> => {
	const say = (text: string): Outcome<AppState> => only(withFault(state, text, view.now));
	if (isReadOnly) return say('a shell could change things: read-only');
	const asked = selectedRow(state, view, (resource, row) => shellIn(resource, row, state, view));
	if (asked === undefined) return say('nothing is selected');
	return 'fault' in asked ? say(asked.fault) : asked;
};

/** The words of `:exec`: a name, then what runs; `-u USER` and `-w FOLDER` before that. */
export const shellWords = (
	words: readonly string[],
): {readonly names: readonly string[]; readonly asked: AskedShell} | {readonly fault: string} => {
	const rest = [...words];
	let user: string | undefined;
	let directory: string | undefined;
	let name: string | undefined;
	while (rest.length > 0) {
		const word = rest[0] ?? '';
		if (word === '-u' || word === '-w') {
			const value = rest[1];
			if (value === undefined) return {fault: `${word} wants a ${word === '-u' ? 'user' : 'folder'} after it`};
			if (word === '-u') user = value;
			else directory = value;
			rest.splice(0, 2);
		} else if (name === undefined) {
			name = word;
			rest.shift();
		} else break;
	}
	return {
		names: name === undefined ? [] : [name],
		asked: {
			...(rest.length === 0 ? {} : {command: rest}),
			...(user === undefined ? {} : {user}),
			...(directory === undefined ? {} : {directory}),
		},
	};
};
