import {type ResourceId, registry, resourceIds} from '../resources/registry.ts';
import type {Resource, View} from '../resources/resource.ts';
import {type AppState, currentPanel, pushPlace} from './app-state.ts';
import {askAbout} from './confirm.ts';
import {goToScreen} from './list-commands.ts';
import {freshLog, freshText} from './place.ts';
import {verbRows} from './selection.ts';

/** What a typed command comes to. */
export type CommandOutcome =
	| {readonly kind: 'state'; readonly state: AppState}
	| {readonly kind: 'quit'}
	| {readonly kind: 'fault'; readonly message: string};

const screens: readonly string[] = ['overview', ...resourceIds];

const verbs = (isReadOnly: boolean): readonly string[] => [
	'logs',
	'inspect',
	'yaml',
	...(isReadOnly
		? []
		: [
				...new Set(resourceIds.flatMap(id => registry[id](resource => resource.actions.map(action => action.id)))),
				'start',
				'unpause',
			]),
];

/** Kinds to look for a name in: the one on screen first. */
const searchOrder = (state: AppState): readonly ResourceId[] => {
	const here = currentPanel(state)?.resource;
	return here === undefined ? resourceIds : [here, ...resourceIds.filter(id => id !== here)];
};

type Found = <Result>(use: <Row>(resource: Resource<Row>, rows: readonly Row[]) => Result) => Result;

const findTargets = (
	state: AppState,
	view: View,
	name: string | undefined,
	suits: <Row>(resource: Resource<Row>) => boolean,
): Found | undefined => {
	for (const id of searchOrder(state)) {
		const found = registry[id]((resource): Found | undefined => {
			if (!suits(resource)) return undefined;
			const rows =
				name === undefined
					? verbRows(resource, state, view)
					: resource
							.rows(view.state)
							.filter(
								row => resource.name(row) === name || (name.length >= 4 && resource.identity(row).startsWith(name)),
							);
			return rows.length === 0 ? undefined : use => use(resource, rows);
		});
		if (found !== undefined) return found;
	}
	return undefined;
};

/** Runs a typed command: a screen, or a verb on the selection or on a name. */
export const runCommand = (state: AppState, typed: string, view: View, isReadOnly: boolean): CommandOutcome => {
	const [verb = '', name, extra] = typed.trim().split(/\s+/);
	if (verb === '') return {kind: 'state', state};
	if (verb === 'q' || verb === 'quit') return {kind: 'quit'};
	const screen = screens.indexOf(verb);
	if (screen !== -1) return {kind: 'state', state: goToScreen(state, screen)};
	if (!verbs(isReadOnly).includes(verb)) {
		const isVerb = verbs(false).includes(verb);
		return {
			kind: 'fault',
			message: isVerb
				? `${verb} is off: --read-only`
				: `no command ${verb}; there are ${[...screens, ...verbs(isReadOnly), 'quit'].join(', ')}`,
		};
	}
	const missing: CommandOutcome = {
		kind: 'fault',
		message:
			name === undefined ? `nothing is selected to ${verb}` : `nothing here is called ${name} that one could ${verb}`,
	};
	if (verb === 'logs' || verb === 'inspect' || verb === 'yaml') {
		const found = findTargets(state, view, name, resource => verb !== 'logs' || resource.id !== 'nodes');
		return (
			found?.((resource, rows): CommandOutcome | undefined => {
				const row = rows[0];
				if (row === undefined) return undefined;
				const base = {resource: resource.id, id: resource.identity(row), name: resource.name(row)};
				if (verb === 'inspect')
					return {
						kind: 'state',
						state: pushPlace(state, {kind: 'page', ...base, top: 0, isMasked: true, hasProcesses: false}),
					};
				if (verb === 'yaml')
					return {
						kind: 'state',
						state: pushPlace(state, {kind: 'raw', ...base, isMasked: true, text: freshText(false)}),
					};
				const target = resource.logs(row);
				return target === undefined ? undefined : {kind: 'state', state: pushPlace(state, freshLog(target, base.name))};
			}) ?? missing
		);
	}
	const actionId = verb === 'start' ? 'stop' : verb === 'unpause' ? 'pause' : verb;
	const found = findTargets(state, view, name, resource => resource.actions.some(action => action.id === actionId));
	return (
		found?.((resource, rows): CommandOutcome | undefined => {
			const action = resource.actions.find(candidate => candidate.id === actionId);
			if (action === undefined) return undefined;
			// Of the two verbs of one key, the other one was not asked for; the rest have words of their own by kind.
			const isOneOfTwo = actionId === 'stop' || actionId === 'pause';
			const asked = askAbout(resource, action, rows, view, isOneOfTwo ? verb : undefined);
			if (asked.kind === 'refused') return {kind: 'fault', message: asked.reason};
			const number =
				asked.number !== undefined && extra !== undefined
					? {...asked.number, editor: {value: extra, cursor: extra.length}}
					: asked.number;
			return {kind: 'state', state: {...state, overlay: {...asked, ...(number === undefined ? {} : {number})}}};
		}) ?? missing
	);
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
	const pool =
		parts.length === 1
			? [...screens, ...verbs(isReadOnly), 'quit']
			: searchOrder(state).flatMap(id => registry[id](resource => resource.rows(view.state).map(resource.name)));
	const offers = [...new Set(pool)].filter(word => word.startsWith(last)).sort();
	const first = offers[0];
	if (first === undefined) return {text: typed, offers};
	let shared = first;
	for (const offer of offers) while (!offer.startsWith(shared)) shared = shared.slice(0, -1);
	const completed = [...parts.slice(0, -1), shared].join(' ');
	return {text: offers.length === 1 ? `${completed} ` : completed, offers};
};
