import {withArticle} from '../../model/article.ts';
import type {Resource, View} from '../../resources/resource.ts';
import type {Field} from '../../resources/verb.ts';
import type {AppState, Confirm} from '../app-state.ts';
import {askAbout, type Preparation, type Unasked} from '../asking/confirm.ts';
import {answeredField} from '../asking/field.ts';
import {withField} from '../asking/form.ts';
import {findTargets, type Targets} from './command-targets.ts';
import {verbCalled} from './command-words.ts';

/** A value that was given for a field, by the field's id. */
export type Given = {readonly id: string; readonly text: string};

export const isNone = (outcome: object): outcome is {readonly fault: string} => 'fault' in outcome;

/** Words of a command that are values by name, as no object is called: `tag=2`; and all others. */
const byName = (words: readonly string[]): {readonly given: readonly Given[]; readonly rest: readonly string[]} => {
	const isNamed = (word: string): boolean => word.indexOf('=') > 0;
	return {
		given: words.filter(isNamed).map(word => ({
			id: word.slice(0, word.indexOf('=')).toLowerCase(),
			text: word.slice(word.indexOf('=') + 1),
		})),
		rest: words.filter(word => !isNamed(word)),
	};
};

/** What a verb asks for on the rows that were found; its policy's words aside. */
const fieldsOf = (found: Targets, word: string): readonly Field[] =>
	found((resource, [row]) => (row === undefined ? [] : (verbCalled(resource, word)?.verb.fields?.(row) ?? []))).filter(
		({kind}) => kind !== 'word',
	);

/** Whether a word by itself may be a value, and no name: what can be typed freely is not told from one. */
const isTellable = (field: Field): boolean => field.kind === 'choice' || field.kind === 'number';

/** What a verb is about, and with which values. */
type Understood = {readonly targets: Targets; readonly given: readonly Given[]};

/**
 * Tells names from values: the last word is one where the verb asks for one thing only. What could be either is refused,
 * and so is what is neither.
 */
const understand = (
	state: AppState,
	view: View,
	word: string,
	words: readonly string[],
): Understood | {readonly fault: string} => {
	const suits = <Row>(resource: Resource<Row>): boolean => verbCalled(resource, word) !== undefined;
	const {given, rest} = byName(words);
	const whole = findTargets(state, view, rest, suits);
	const last = rest.at(-1);
	if (last === undefined || given.length > 0) return isNone(whole) ? whole : {targets: whole, given};
	const shorter = findTargets(state, view, rest.slice(0, -1), suits);
	const [field, ...others] = isNone(shorter) ? [] : fieldsOf(shorter, word);
	if (isNone(shorter) || field === undefined || others.length > 0) {
		if (!isNone(whole)) return {targets: whole, given};
		// A count is no name that was missed: the one before it was.
		return isNone(shorter) && /^\d+$/.test(last) ? shorter : whole;
	}
	const answer = answeredField(field, last);
	const isValue = !isNone(answer) && (rest.length > 1 || isTellable(field));
	if (isValue && isNone(whole)) return {targets: shorter, given: [{id: field.id, text: last}]};
	if (isValue)
		return {fault: `${last} is a name here, and may be meant for ${field.title}: say ${field.id}=${last} for that`};
	if (!isNone(whole)) return {targets: whole, given};
	return isNone(answer) && rest.length > 1 ? {fault: `${whole.fault}; ${answer.fault}`} : whole;
};

/** The question with the values that were given, or why one of them cannot be. */
export const withGiven = (
	asked: Confirm,
	given: readonly Given[],
	word: string,
): Confirm | {readonly fault: string} => {
	let answered = asked;
	for (const {id, text} of given) {
		const index = asked.fields.findIndex(({field}) => field.id.toLowerCase() === id);
		const state = asked.fields[index];
		if (state === undefined) {
			const ids = asked.fields.map(({field}) => `${field.id}=`);
			return {fault: `${word} does not ask for ${id}${ids.length > 0 ? `, but for ${ids.join(' ')}` : ''}`};
		}
		const answer = answeredField(state.field, text);
		if (isNone(answer)) return answer;
		answered = withField(answered, index, answer);
	}
	return answered;
};

/** What the command line comes to that a verb was asked for in. */
export type CommandQuestion = Confirm | Preparation | Unasked;

/** What was given is answered once the question is known. */
const preparedWith = (asked: Preparation, given: readonly Given[], word: string): Preparation => ({
	...asked,
	async ask(engine, signal) {
		const question = await asked.ask(engine, signal);
		return view => {
			const told = question(view);
			if (told.kind !== 'confirm') return told;
			const answered = withGiven(told, given, word);
			return isNone(answered) ? {kind: 'refused', reason: answered.fault, why: answered.fault} : answered;
		};
	},
});

/** The question about a verb as the command line asks it, `:scale api 6`, or why it cannot be asked. */
export const commandVerb = (
	state: AppState,
	word: string,
	words: readonly string[],
	view: View,
): CommandQuestion | {readonly fault: string} => {
	const understood = understand(state, view, word, words);
	if (isNone(understood)) return understood;
	return understood.targets((resource, rows): CommandQuestion | {readonly fault: string} => {
		const called = verbCalled(resource, word);
		if (called === undefined) return {fault: `${withArticle(resource.singular)} cannot ${word}`};
		const asked = askAbout(resource, called.verb, rows, view, state.settings.asking, called.does);
		switch (asked.kind) {
			case 'refused':
				return {fault: asked.reason};
			case 'draft':
				return {fault: `${word} is to be asked of an engine first`};
			case 'unasked':
				return asked;
			case 'prepare':
				return preparedWith(asked, understood.given, word);
			case 'confirm':
				return withGiven(asked, understood.given, word);
		}
	});
};

/** What may be written of a field in the command line. */
export const offersOf = (field: Field): readonly string[] => {
	switch (field.kind) {
		case 'choice':
			return field.options.map(({id}) => id);
		case 'flag':
			return ['yes', 'no'];
		case 'text':
			return field.completions ?? [];
		default:
			return [];
	}
};

/** Values that may follow the words after a verb: `signal=SIGHUP`, and without their names where one is asked for. */
export const verbOffers = (state: AppState, word: string, words: readonly string[], view: View): readonly string[] => {
	const suits = <Row>(resource: Resource<Row>): boolean => verbCalled(resource, word) !== undefined;
	const found = findTargets(state, view, byName(words).rest, suits);
	if (isNone(found)) return [];
	const fields = fieldsOf(found, word);
	const [only] = fields;
	return [
		...(only !== undefined && fields.length === 1 ? offersOf(only) : []),
		...fields.flatMap(field => [`${field.id}=`, ...offersOf(field).map(text => `${field.id}=${text}`)]),
	];
};
