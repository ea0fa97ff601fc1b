import {type ResourceId, resourceNamed} from '../../resources/registry.ts';
import type {Resource, View} from '../../resources/resource.ts';
import {isAwaited, rowsOf} from '../../resources/rows.ts';
import type {AppState} from '../app-state.ts';
import {currentPanel} from '../list/panel.ts';
import {verbRows} from '../list/selection.ts';
import {searchOrder} from './command-words.ts';

/** Rows of one kind, with their own types. */
export type Targets = <Result>(use: <Row>(resource: Resource<Row>, rows: readonly Row[]) => Result) => Result;

/** Kinds that a sentence names. */
const mostNamed = 3;

/** Letters of an id from which on it is taken for one. */
const shortestId = 4;

/**
 * The one row that a name means: of several, the one that is there now, as a task of a slot; several ids that begin so
 * mean none.
 */
const rowNamed = <Row>(
	resource: Resource<Row>,
	name: string,
	view: View,
): {readonly row: Row} | {readonly fault: string} | undefined => {
	const rows = rowsOf(resource, view.state);
	const named = rows.filter(row => resource.name(row) === name);
	const found =
		named.length > 0
			? named
			: name.length < shortestId
				? []
				: rows.filter(row => resource.identity(row).startsWith(name));
	const present = found.filter(row => resource.isRunning(row, view));
	const candidates = (present.length > 0 ? present : found).toSorted(
		(a, b) => (resource.createdAt(b) ?? 0) - (resource.createdAt(a) ?? 0),
	);
	const [row] = candidates;
	if (row === undefined) return undefined;
	if (named.length === 0 && candidates.length > 1)
		return {fault: `${name} begins the ids of ${candidates.slice(0, 3).map(resource.name).join(', ')}`};
	return {row};
};

/**
 * Rows of these names, all of one kind, the kind on screen first; a sentence on the first name that none of the kinds
 * knows. `suits` tells which kinds the verb is for.
 */
export const findNamed = (
	here: ResourceId | undefined,
	view: View,
	names: readonly string[],
	suits: <Row>(resource: Resource<Row>) => boolean,
): Targets | {readonly fault: string} => {
	let fault: string | undefined;
	const kinds: string[] = [];
	const unread: string[] = [];
	for (const id of searchOrder(here)) {
		const targets = resourceNamed(id)((resource): Targets | undefined => {
			if (resource.tellsOf !== undefined || !suits(resource)) return undefined;
			kinds.push(resource.singular);
			if (isAwaited(resource, view.state)) unread.push(resource.title.toLowerCase());
			const found = names.map(name => rowNamed(resource, name, view) ?? {missing: name});
			const wrong = found.find(entry => 'fault' in entry);
			if (wrong !== undefined) fault ??= wrong.fault;
			const rows = found.flatMap(entry => ('row' in entry ? [entry.row] : []));
			// Some are of this kind: the one that is missing is told as one of it.
			const missing = found.flatMap(entry => ('missing' in entry ? [entry.missing] : []));
			if (rows.length > 0 && missing.length > 0)
				fault ??= `there is no ${resource.singular} called ${missing.join(', ')}`;
			return rows.length === names.length ? use => use(resource, [...new Set(rows)]) : undefined;
		});
		if (targets !== undefined) return targets;
	}
	// All of a dozen kinds would fill the line before the name.
	const what = kinds.length > mostNamed ? 'nothing' : `no ${kinds.join(' or ')}`;
	const [first] = unread;
	// What nobody looked at may well be there.
	if (first !== undefined && unread.length === kinds.length)
		fault ??= `${names.join(', ')} is not known: the ${unread.join(' and ')} are not read yet, :${first} reads them`;
	const besides = unread.length === 0 ? '' : `; ${unread.slice(0, mostNamed).join(' and ')} are not read yet`;
	return {fault: fault ?? `there is ${what} called ${names.join(', ')}${besides}`};
};

/** The rows that words name, or those of the selection where there are none. */
export const findTargets = (
	state: AppState,
	view: View,
	names: readonly string[],
	suits: <Row>(resource: Resource<Row>) => boolean,
): Targets | {readonly fault: string} => {
	const here = currentPanel(state)?.resource;
	if (names.length > 0) return findNamed(here, view, names, suits);
	const kinds: string[] = [];
	for (const id of searchOrder(here)) {
		const selected = resourceNamed(id)((resource): Targets | undefined => {
			if (!suits(resource)) return undefined;
			kinds.push(resource.singular);
			const rows = verbRows(resource, state, view);
			return rows.length === 0 ? undefined : use => use(resource, rows);
		});
		if (selected !== undefined) return selected;
	}
	return kinds.length > mostNamed
		? {fault: 'nothing is selected, and nothing was named'}
		: {fault: `no ${kinds.join(' or ')} is selected, and none was named`};
};
