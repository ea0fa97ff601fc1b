import {type Pattern, parsePattern} from './pattern.ts';
import type {Resource} from './resource.ts';

/** One condition of a filter. */
type Term = {readonly isNegated: boolean} & (
	| {readonly kind: 'word'; readonly word: string}
	| {readonly kind: 'field'; readonly name: string; readonly value: string}
	| {readonly kind: 'pattern'; readonly pattern: Pattern}
);

/** A filter as typed, understood; a pattern that is not a regular expression is said so. */
export type Filter = {readonly terms: readonly Term[]; readonly fault?: string};

const fieldNames = ['label', 'node', 'state', 'service', 'project', 'stack', 'image', 'task'];

/** A term, or why it is none. */
const parseTerm = (typed: string): Term | string => {
	const isNegated = typed.startsWith('!');
	const text = isNegated ? typed.slice(1) : typed;
	const pattern = /^\/(.+?)\/?$/.exec(text)?.[1];
	if (pattern !== undefined) {
		const parsed = parsePattern(pattern);
		return 'fault' in parsed ? parsed.fault : {isNegated, kind: 'pattern', pattern: parsed.pattern};
	}
	const [, name, value] = /^(\w+)=(.*)$/.exec(text) ?? [];
	if (name !== undefined && value !== undefined && fieldNames.includes(name))
		return {isNegated, kind: 'field', name, value: value.toLowerCase()};
	return {isNegated, kind: 'word', word: text.toLowerCase()};
};

/** Understands `word !not field=value /regex/`; all terms must hold. */
export const parseFilter = (text: string): Filter => {
	const typed = text.split(/\s+/).filter(part => part !== '' && part !== '!' && part !== '/');
	const terms = typed.map(parseTerm);
	const fault = terms.find(term => typeof term === 'string');
	// Half a regular expression while typing: nothing is hidden until it is whole.
	return fault === undefined ? {terms: terms.filter(term => typeof term !== 'string')} : {terms: [], fault};
};

const holds = <Row>(term: Term, resource: Resource<Row>, row: Row): boolean => {
	switch (term.kind) {
		case 'word':
			return resource.searched(row).some(text => text?.toLowerCase().includes(term.word));
		case 'pattern':
			return resource.searched(row).some(text => text !== undefined && term.pattern.test(text));
		case 'field':
			return resource.field(row, term.name).some(value => value.toLowerCase().startsWith(term.value));
	}
};

/** Whether a row passes. */
export const passesFilter = <Row>(filter: Filter, resource: Resource<Row>, row: Row): boolean =>
	filter.terms.every(term => holds(term, resource, row) !== term.isNegated);
