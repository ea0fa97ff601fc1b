import type {Resource, View} from '../resources/resource.ts';
import type {AppState} from './app-state.ts';
import {type Outcome, only, type ShellRequest} from './effects.ts';
import {selectedRow} from './selection.ts';

type Asked = Pick<ShellRequest, 'command' | 'user' | 'directory'>;

/** Asks for a shell in a row's container, or says why there is none. */
export const shellIn = <Row>(
	resource: Resource<Row>,
	row: Row,
	view: View,
	asked: Asked = {},
): ShellRequest | {readonly fault: string} => {
	const name = resource.name(row);
	const found = resource.shell?.(row, view);
	if (found === undefined) return {fault: `${name} has no shell of its own`};
	return 'refusal' in found ? {fault: `no shell in ${name}: ${found.refusal}`} : {id: found.id, name, ...asked};
};

/** What the key for a shell comes to on the selected row. */
export const openShell = (state: AppState, view: View, isReadOnly: boolean): Outcome<AppState> => {
	const say = (text: string): Outcome<AppState> => only({...state, hint: {text, tone: 'bad', at: view.now}});
	if (isReadOnly) return say('a shell could change things: read-only');
	const request = selectedRow(state, view, (resource, row) => shellIn(resource, row, view));
	if (request === undefined) return say('nothing is selected');
	return 'fault' in request ? say(request.fault) : {state, effects: [{kind: 'shell', ...request}]};
};

/** The words of `:exec`: a name, then what runs; `-u USER` and `-w FOLDER` before that. */
export const shellWords = (
	words: readonly string[],
): {readonly names: readonly string[]; readonly asked: Asked} | {readonly fault: string} => {
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
