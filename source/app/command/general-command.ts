import {cleanText} from '../../model/clean-text.ts';
import type {LocalProgram} from '../../model/local-program.ts';
import {joinWords} from '../../model/shell-words.ts';
import type {Line} from '../../model/tone.ts';
import {generalAcross, keyOfEngine} from '../../resources/general-across.ts';
import {partView} from '../../resources/remembered.ts';
import type {View} from '../../resources/resource.ts';
import {type Field, type GeneralVerb, type Prepared, requestsIn, type Values} from '../../resources/verb.ts';
import {either} from '../../settings/nearest.ts';
import {engineOf} from '../../store/engine-key.ts';
import type {EnginePart} from '../../store/state.ts';
import type {AppState, Confirm} from '../app-state.ts';
import {unanswered, underWay, wordFor} from '../asking/confirm.ts';
import {currentPanel} from '../list/panel.ts';
import {selectedRow} from '../list/selection.ts';
import {type CommandQuestion, type Given, offersOf, withGiven} from './command-verb.ts';
import {type CalledGeneral, generalCalled} from './command-words.ts';

type Faulty = {readonly fault: string};

const isFault = (outcome: object): outcome is Faulty => 'fault' in outcome;

/** The verb that a word means, and the words after it: of several kinds the one that is named next, or the one on screen. */
const chosenKind = (
	state: AppState,
	word: string,
	words: readonly string[],
): {readonly verb: GeneralVerb; readonly rest: readonly string[]} | Faulty => {
	const called = generalCalled(word);
	const [first = '', ...rest] = words;
	const named = called.find(({kind}) => kind.words.includes(first.toLowerCase()));
	if (named !== undefined) return {verb: named.verb, rest};
	const here = currentPanel(state)?.resource;
	const [only, ...others] = called;
	const found = others.length === 0 ? only : called.find(({kind}) => kind.id === here);
	if (found !== undefined) return {verb: found.verb, rest: words};
	return {fault: `${word} what? Say ${either(called.map(({kind}) => `${word} ${kind.words[0]}`))}`};
};

/** The engine that it is done on, by `engine=NAME` or by what is selected; undefined where there is one only. */
const chosenEngine = (
	state: AppState,
	words: readonly string[],
	view: View,
): {readonly part: EnginePart | undefined; readonly rest: readonly string[]} | Faulty => {
	const {parts} = view.state;
	if (parts === undefined) return {part: undefined, rest: words};
	const word = words.find(candidate => candidate.startsWith('engine='));
	const name = word?.slice('engine='.length);
	const selected = selectedRow(state, view, (_resource, row) => engineOf(row));
	const part = parts.find(candidate => (name === undefined ? candidate.id === selected : candidate.name === name));
	if (part === undefined)
		return {fault: `on which engine? Say ${either(parts.map(candidate => `engine=${candidate.name}`))}`};
	return {part, rest: words.filter(candidate => candidate !== word)};
};

/** Whether a field may be filled in the command line: what nobody shall read is typed where it is asked. */
const isOpen = (field: Field): boolean =>
	field.kind !== 'word' && !(field.kind === 'text' && field.isHidden?.('x') === true);

/** Values by the names of fields, and all other words for the fields that are left, in their order. */
const givenOf = (fields: readonly Field[], words: readonly string[], word: string): readonly Given[] | Faulty => {
	const given: Given[] = [];
	const plain: string[] = [];
	for (const typed of words) {
		const id = typed.slice(0, Math.max(0, typed.indexOf('='))).toLowerCase();
		const field = fields.find(candidate => candidate.id.toLowerCase() === id);
		if (field === undefined) plain.push(typed);
		else if (isOpen(field)) given.push({id, text: typed.slice(id.length + 1)});
		else return {fault: `${field.title} is to be typed where it is asked`};
	}
	const left = fields.filter(field => isOpen(field) && given.every(({id}) => id !== field.id.toLowerCase()));
	if (plain.length > left.length) {
		const ids = fields.filter(isOpen).map(({id}) => `${id}=`);
		return {
			fault: `${word} takes ${ids.length === 0 ? 'no words' : ids.join(' ')}, and here is ${plain.slice(left.length).join(' ')} besides`,
		};
	}
	return [...given, ...plain.map((text, index) => ({id: left[index]?.id.toLowerCase() ?? '', text}))];
};

const toldOf = (verb: GeneralVerb, part: EnginePart | undefined, view: View, prepared: Prepared): readonly Line[] => [
	...(part === undefined ? [] : [[{text: `on ${part.name}`, tone: 'accent'} as const]]),
	...[...verb.reach(view), ...(prepared.reach ?? [])].map((text): Line => [{text}]),
];

/** A program as it would be typed. */
const commandLine = ({command, words}: LocalProgram): string => cleanText(`$ ${joinWords([command, ...words])}`);

/** A verb on no row that was called, of one engine. */
type Called = {
	readonly verb: GeneralVerb;
	readonly part: EnginePart | undefined;
	readonly state: AppState;
	readonly word: string;
	readonly words: readonly string[];
	/** What the whole line meant, where the verb has a way of its own to say that. */
	readonly filled?: readonly Given[] | undefined;
};

/** The question, with what was given filled in. */
const questionOf = (
	{verb, part, state, word, words, filled}: Called,
	view: View,
	prepared: Prepared = {},
): Confirm | Faulty => {
	const why = prepared.refusal;
	if (why !== undefined) return {fault: `cannot ${word}: ${why}`};
	const fields = prepared.fields ?? verb.fields?.(view) ?? [];
	const given = filled ?? givenOf(fields, words, word);
	if (isFault(given)) return given;
	const {request, dockerWords = []} = prepared;
	const {program} = verb;
	const {host, address} = part?.own ?? view.state;
	return withGiven(
		{
			kind: 'confirm',
			title: verb.question(view),
			lines: toldOf(verb, part, view, prepared),
			...unanswered(verb, fields),
			word: wordFor(verb, 1, (part ?? view.state).isStrict === true ? 'strict' : state.settings.asking),
			...(program === undefined
				? {}
				: {
						// Which files that comes to is to be seen before a yes.
						preview: (answers: Readonly<Record<string, string>>) => commandLine(program(answers, view, dockerWords)),
						effects: (values: Values) => [
							{
								kind: 'program',
								programs: [{about: {engine: host, address}, ...program(values, view, dockerWords)}],
							},
						],
					}),
			requests: values => {
				if (request !== undefined) {
					const own = request(values);
					return [{...own, id: keyOfEngine(part?.id) + own.id}];
				}
				const made = verb.request(values, view);
				return requestsIn(made);
			},
		},
		given,
		word,
	);
};

/** The question about a verb on no row as the command line asks it, `:pull nginx:1.27`, or why it cannot be asked. */
export const commandGeneral = (
	state: AppState,
	word: string,
	words: readonly string[],
	view: View,
	/** All that was typed after the word, as it was typed. */
	line = words.join(' '),
): CommandQuestion | Faulty => {
	const kind = chosenKind(state, word, words);
	if (isFault(kind)) return kind;
	const chosen = chosenEngine(state, kind.rest, view);
	if (isFault(chosen)) return chosen;
	const {part, rest} = chosen;
	if (part?.isReadOnly === true) return {fault: `cannot ${word}: ${part.name} is read-only`};
	const verb = generalAcross(kind.verb, part?.id);
	const busy = underWay(view, `${keyOfEngine(part?.id)}${verb.id}`, {});
	const refusal = busy ?? verb.refusal(view);
	if (refusal !== undefined) return {fault: `cannot ${word}: ${refusal}`};
	// Where several engines are looked at, which one is no word of the verb's own.
	const after = kind.rest.length < words.length ? line.replace(/^\s*\S+/, '') : line;
	const own = verb.fill?.(part === undefined ? after : after.replace(/(?:^|\s)engine=\S+/, ' '));
	if (own !== undefined && isFault(own)) return own;
	const filled = own === undefined ? undefined : Object.entries(own.typed).map(([id, text]): Given => ({id, text}));
	const called = {verb, part, state, word, words: rest, filled};
	const {prepare} = verb;
	if (prepare === undefined) return questionOf(called, view);
	// Fields that only the engine can tell are filled once they are known.
	const known = verb.fields?.(partView(view, part?.id));
	const asked = filled ?? (known === undefined ? [] : givenOf(known, rest, word));
	if (isFault(asked)) return asked;
	const typed = Object.fromEntries(asked.map(({id, text}) => [id, text]));
	return {
		kind: 'prepare',
		id: keyOfEngine(part?.id),
		title: `what ${word} needs`,
		async ask(engine, signal) {
			const prepared = await prepare(typed, engine, signal);
			return now => {
				const question = questionOf(called, now, prepared);
				return isFault(question) ? {kind: 'refused', reason: question.fault, why: question.fault} : question;
			};
		},
	};
};

/** What may follow the word of a verb on no row: a kind where several have it, then its fields and likely values. */
export const generalOffers = (
	state: AppState,
	word: string,
	words: readonly string[],
	view: View,
): readonly string[] => {
	const called = generalCalled(word);
	const kinds = called.length > 1 && words.length === 0 ? called.map(({kind}: CalledGeneral) => kind.id) : [];
	const kind = chosenKind(state, word, words);
	const engines = (view.state.parts ?? []).map(({name}) => `engine=${name}`);
	if (isFault(kind)) return [...kinds, ...engines];
	const chosen = chosenEngine(state, kind.rest, view);
	const part = isFault(chosen) ? undefined : chosen.part;
	const fields = (kind.verb.fields?.(partView(view, part?.id)) ?? []).filter(isOpen);
	const next = fields[kind.rest.length];
	return [
		...kinds,
		...engines,
		...(next === undefined ? [] : offersOf(next)),
		...fields.flatMap(field => [`${field.id}=`, ...offersOf(field).map(text => `${field.id}=${text}`)]),
	];
};
