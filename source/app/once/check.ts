import {ofAllKinds, type ResourceId, resourceNamed} from '../../resources/registry.ts';
import type {Resource, View} from '../../resources/resource.ts';
import {rowsOf} from '../../resources/rows.ts';
import {either, nearest} from '../../settings/nearest.ts';
import {jsonRow} from './once-json.ts';

/** What shall hold, as it was typed: `service web running>=3`, `containers faults=0`. */
export type Check = {
	readonly asked: string;
	readonly resource: ResourceId;
	/** The object by its name; absent where it is about all of a kind. */
	readonly name?: string;
	readonly figure: string;
	readonly operator: '>=' | '<=' | '!=' | '>' | '<' | '=';
	readonly wanted: string;
};

/** What came of it: whether it holds, where that can be told, and what is. */
export type CheckResult = {readonly holds: boolean | undefined; readonly is: string};

const operators = ['>=', '<=', '!=', '>', '<', '='] as const;

const usage = 'a check is KIND [NAME] FIGURE>=VALUE, as service web running>=3 or containers faults=0';

/** By every word that a kind goes by, its name. */
const commandKinds = (): ReadonlyMap<string, ResourceId> =>
	new Map(
		ofAllKinds(({table, singular, aliases = []}) =>
			[table.id, singular, ...aliases].map((word): [string, ResourceId] => [word, table.id]),
		).flat(),
	);

/** Understands a check, or says why not. */
export const parseCheck = (typed: string): Check | {readonly fault: string} => {
	const asked = typed.trim().replaceAll(/\s*(>=|<=|!=|=|>|<)\s*/g, '$1');
	const parts = asked.split(/\s+/);
	const last = parts.at(-1) ?? '';
	const [, figure, operator, wanted] = /^([\w%.-]+)(>=|<=|!=|>|<|=)(.+)$/.exec(last) ?? [];
	const known = operators.find(candidate => candidate === operator);
	if (figure === undefined || wanted === undefined || known === undefined) return {fault: `${asked}: ${usage}`};
	const [kind = '', ...names] = parts.slice(0, -1);
	if (kind === '' || names.length > 1) return {fault: `${asked}: ${usage}`};
	const kinds = commandKinds();
	const resource = kinds.get(kind.toLowerCase());
	if (resource === undefined) {
		const near = nearest(kind.toLowerCase(), [...kinds.keys()]);
		return {
			fault: `there is no kind ${kind}${near.length > 0 ? `: did you mean ${either(near)}?` : `; there are ${[...new Set(kinds.values())].join(', ')}`}`,
		};
	}
	const [name] = names;
	return {asked, resource, ...(name === undefined ? {} : {name}), figure, operator: known, wanted};
};

type Value = string | number | boolean;

/** What of an object can be checked: what JSON tells of it, its figures of usage by their own names. */
const valuesOf = (told: object): ReadonlyMap<string, Value | undefined> => {
	const values = new Map<string, Value | undefined>();
	const put = (name: string, value: unknown): void => {
		const isValue = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
		if (isValue || value === null || value === undefined) values.set(name.toLowerCase(), isValue ? value : undefined);
	};
	for (const [name, value] of Object.entries(told)) {
		put(name, value);
		if (name === 'usage' && typeof value === 'object' && value !== null)
			for (const [figure, inner] of Object.entries(value)) put(figure, inner);
	}
	return values;
};

/** Counts of all rows of a kind. */
const countsOf = <Row>(resource: Resource<Row>, view: View): ReadonlyMap<string, Value> => {
	const rows = rowsOf(resource, view.state);
	const standing = resource.standing?.(rows, view) ?? rows;
	return new Map<string, Value>([
		['count', rows.length],
		['running', rows.filter(row => resource.isRunning(row, view)).length],
		['faults', standing.filter(row => resource.isFaulty(row, view)).length],
	]);
};

/** Sizes may be written as `512M`, in powers of 1024 as docker takes them. */
const numberOf = (text: string): number | undefined => {
	const [, digits, unit = ''] = /^(-?\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?%?$/i.exec(text) ?? [];
	return digits === undefined
		? undefined
		: Number(digits) * 1024 ** ' kmgt'.indexOf(unit === '' ? ' ' : unit.toLowerCase());
};

const compare = ({operator, wanted}: Check, value: Value): boolean | undefined => {
	const bound = numberOf(wanted);
	if (typeof value !== 'number' || bound === undefined) {
		const isSame = String(value).toLowerCase() === wanted.toLowerCase();
		if (operator === '=') return isSame;
		// A word is not more than another one.
		return operator === '!=' ? !isSame : undefined;
	}
	switch (operator) {
		case '>=':
			return value >= bound;
		case '<=':
			return value <= bound;
		case '>':
			return value > bound;
		case '<':
			return value < bound;
		case '=':
			return value === bound;
		case '!=':
			return value !== bound;
	}
};

const unknown = (is: string): CheckResult => ({holds: undefined, is});

const judge = (check: Check, values: ReadonlyMap<string, Value | undefined>): CheckResult => {
	const figure = check.figure.toLowerCase();
	if (!values.has(figure)) {
		const near = nearest(figure, [...values.keys()]);
		const hint = near.length > 0 ? `did you mean ${either(near)}?` : `there are ${[...values.keys()].join(', ')}`;
		return unknown(`there is no figure ${check.figure}: ${hint}`);
	}
	const value = values.get(figure);
	if (value === undefined) return unknown(`${check.figure} is not known`);
	const holds = compare(check, value);
	return holds === undefined
		? unknown(`${check.figure} is ${value}, which is not more or less than ${check.wanted}`)
		: {holds, is: `${check.figure} is ${value}`};
};

/** What comes of a check by what is believed just now. What cannot be told does not hold, and does not fail. */
export const checkNow = (check: Check, view: View): CheckResult =>
	resourceNamed(check.resource)(resource => {
		const {name} = check;
		if (name === undefined) return judge(check, countsOf(resource, view));
		const rows = rowsOf(resource, view.state);
		const found = rows.filter(row => resource.name(row) === name || resource.identity(row) === name);
		const [row] = found;
		if (row === undefined) {
			const near = nearest(name, rows.map(resource.name));
			return unknown(
				`there is no ${resource.singular} ${name}${near.length > 0 ? `: did you mean ${either(near)}?` : ''}`,
			);
		}
		if (found.length > 1) return unknown(`there are ${found.length} of that name`);
		return judge(check, valuesOf(jsonRow(resource, row, view)));
	});

/** Whether its figure is not one of the object's own: one of usage, which takes a while to come. */
export const isOfUsage = ({name}: Check): boolean => name !== undefined;
