import {formatDuration} from '../model/duration.ts';
import type {Line} from '../model/tone.ts';
import type {Action, Choice, Resource, View} from '../resources/resource.ts';
import {editorOf} from '../ui/line-editor.ts';
import type {Confirm} from './app-state.ts';

/** Rows whose reach is told one by one; more are counted. */
const namedAtMost = 6;

/**
 * The one policy of asking. Every verb is asked about. Removing several things, or anything together with
 * its data, asks for a typed word, so that no key held too long can do it.
 */
const wordFor =
	(danger: Action<unknown>['danger'], count: number) =>
	(choice: Choice | undefined): string | undefined =>
		danger === 'destroys' && (count > 1 || choice?.losesData === true) ? 'remove' : undefined;

/** What a key would do to rows now: one verb for all, that of the first row on which it can be done. */
export const verbOn = <Row>(action: Action<Row>, rows: readonly Row[], view: View): string | undefined => {
	const leader = rows.find(row => action.refusal(row, view) === undefined) ?? rows[0];
	return leader === undefined ? undefined : action.label(leader);
};

/** Who is left out and why, a line for each reason. */
const leftOut = <Row>(
	refusals: ReadonlyArray<{readonly row: Row; readonly reason: string | undefined}>,
	nameOf: (row: Row) => string,
): readonly Line[] => {
	const names = new Map<string, string[]>();
	for (const {row, reason} of refusals) {
		if (reason !== undefined) names.set(reason, [...(names.get(reason) ?? []), nameOf(row)]);
	}
	return [...names].map(([reason, all]) => {
		const more = all.length > namedAtMost ? ` and ${all.length - namedAtMost} more` : '';
		return [{text: `left out: ${all.slice(0, namedAtMost).join(', ')}${more} (${reason})`, tone: 'warning'}];
	});
};

/** Why a verb has to wait: one at a time on an object, but what ends it may come through. */
const underWay = (view: View, id: string, action: Pick<Action<never>, 'cutsShort'>): string | undefined => {
	const pending = view.state.pending.get(id);
	return pending === undefined || action.cutsShort === true
		? undefined
		: `${pending.label} since ${formatDuration(view.now - pending.since)}, one verb at a time`;
};

/** Asks about a verb on rows, or says why it cannot be done. `verb` where it was named: `stop` must not become a start. */
export const askAbout = <Row>(
	resource: Resource<Row>,
	action: Action<Row>,
	rows: readonly Row[],
	view: View,
	verb = verbOn(action, rows, view),
): Confirm | {readonly kind: 'refused'; readonly reason: string} => {
	const refusals = rows.map(row => ({
		row,
		reason:
			underWay(view, resource.identity(row), action) ??
			action.refusal(row, view) ??
			(action.label(row) === verb ? undefined : `one can only ${action.label(row)} it now`),
	}));
	const willing = refusals.filter(entry => entry.reason === undefined).map(entry => entry.row);
	const first = willing[0];
	if (first === undefined) {
		const refused = refusals[0];
		return {
			kind: 'refused',
			reason:
				refused === undefined
					? 'nothing is selected'
					: `cannot ${verb ?? action.label(refused.row)} ${resource.name(refused.row)}: ${refused.reason}`,
		};
	}
	const lines: Line[] = [];
	for (const row of willing.slice(0, namedAtMost)) {
		lines.push([
			{text: resource.name(row), tone: 'strong'},
			{text: `  ${resource.identity(row).slice(0, 12)}`, tone: 'quiet'},
		]);
		for (const line of action.reach(row, view)) lines.push([{text: `  ${line}`}]);
	}
	if (willing.length > namedAtMost)
		lines.push([
			{text: `and ${willing.length - namedAtMost} more: ${willing.slice(namedAtMost).map(resource.name).join(', ')}`},
		]);
	lines.push(...leftOut(refusals, resource.name));
	const number = willing.length === 1 ? action.number?.(first) : undefined;
	if (action.number !== undefined && number === undefined)
		return {kind: 'refused', reason: `${action.label(first)} asks for a number of its own for each: do it one by one`};
	const choices = action.choices?.(first) ?? [];
	return {
		kind: 'confirm',
		title:
			willing.length === 1
				? `${action.label(first)} ${resource.singular} ${resource.name(first)}?`
				: `${action.label(first)} ${willing.length} ${resource.title.toLowerCase()}?`,
		lines,
		choices,
		chosen: 0,
		isYes: action.danger === 'none',
		...(number === undefined
			? {}
			: {number: {...number, editor: editorOf(number.current === undefined ? '' : String(number.current))}}),
		word: wordFor(action.danger, willing.length),
		typed: editorOf(''),
		// Rows are captured here: the verb acts on what was named, by id.
		requests: answer => willing.map(row => action.request(row, answer)),
	};
};
