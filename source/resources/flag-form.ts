import {type Flag, type FlagWords, type GivenFlag, readFlagWords} from '../model/flag-words.ts';
import type {Parsed} from '../model/run-values.ts';
import {joinWords, splitWords} from '../model/shell-words.ts';
import type {Discord, Field, TextField, Values} from './verb.ts';

/** A field of the form and the flag that its words are values of. */
export type FlagField = {
	readonly id: string;
	readonly title: string;
	readonly flag: string;
	/** Whether each of its words is a value; else all of it is one. */
	readonly isList: boolean;
	readonly completions?: readonly string[];
};

/** What a form is filled with, by the ids of its fields. */
export type FormTexts = Readonly<Record<string, string>>;

/** A command of docker's that makes something of an image, and the form that says the same. */
export type FlagCommand<Plan> = {
	/** What its line begins with, as it is shown: `docker run -d`. */
	readonly command: string;
	/** What a line may begin with that is pasted. */
	readonly beginning: RegExp;
	/** The flags that have fields, and all that are understood. */
	readonly fields: readonly FlagField[];
	readonly flags: ReadonlyArray<Flag<Plan>>;
	/** A plan with nothing said of it. */
	readonly empty: Plan;
	readonly planOf: (words: FlagWords<Plan>) => Parsed<Plan>;
};

/** The form of such a command. */
export type FlagForm<Plan> = {
	/** Its fields, filled with texts. */
	readonly fields: (texts: FormTexts) => readonly Field[];
	/** The same as a line of the command, as far as it can be told. */
	readonly line: (texts: Values | FormTexts) => string;
	/** What the form asks for. */
	readonly plan: (values: Values) => Parsed<Plan>;
	/** What does not go together in the form. */
	readonly discord: (values: Values) => Discord | undefined;
	/** Texts of the form for a line of the command, or of its words alone; why it is none otherwise. Nothing is left out. */
	readonly textsOfLine: (line: string) => Parsed<FormTexts>;
	/**
	 * What a typed line means: a line of the command, or its words alone; undefined where an image is followed by nothing but
	 * fields by name.
	 */
	readonly filled: (line: string) => {readonly typed: FormTexts} | {readonly fault: string} | undefined;
};

/** Words of a field, or why it is none; nothing where nothing was said. */
const wordsOf = ({isList}: FlagField, text: string): Parsed<readonly string[]> => {
	if (text.trim() === '') return {value: []};
	if (!isList) return {value: [text.trim()]};
	const split = splitWords(text);
	return 'fault' in split ? split : {value: split.words};
};

const checkOf =
	<Plan>({flags, empty}: FlagCommand<Plan>, field: FlagField) =>
	(text: string): string | undefined => {
		const words = wordsOf(field, text);
		if ('fault' in words) return words.fault;
		const flag = flags.find(({names}) => names.includes(field.flag));
		for (const word of words.value) {
			const applied = flag?.apply(empty, word);
			if (applied !== undefined && 'fault' in applied) return applied.fault;
		}
		return undefined;
	};

const splitFault = (text: string): string | undefined => {
	const split = splitWords(text);
	return 'fault' in split ? split.fault : undefined;
};

/** Fault of flags beside those that have fields. */
const moreFault = <Plan>({flags, planOf}: FlagCommand<Plan>, text: string): string | undefined => {
	const split = splitWords(text);
	if ('fault' in split) return split.fault;
	const told = readFlagWords(flags, split.words);
	if ('fault' in told) return told.fault;
	if (told.image !== undefined) return `${told.image} is no flag`;
	const plan = planOf({...told, image: 'image'});
	return 'fault' in plan ? plan.fault : undefined;
};

const fieldsOf = <Plan>(command: FlagCommand<Plan>, texts: FormTexts): readonly Field[] => {
	const textField = (field: Omit<TextField, 'kind' | 'default'>): Field => ({
		...field,
		kind: 'text',
		default: texts[field.id] ?? '',
	});
	return [
		textField({
			id: 'image',
			title: 'Image',
			check: text => (text.trim() === '' ? 'it wants the name of an image' : undefined),
		}),
		textField({id: 'command', title: 'Command', check: splitFault}),
		...command.fields.map(field => {
			const {id, title, completions} = field;
			return textField({
				id,
				title,
				check: checkOf(command, field),
				...(completions === undefined ? {} : {completions}),
			});
		}),
		textField({id: 'more', title: 'More flags', check: text => moreFault(command, text)}),
	];
};

const text = (texts: Values | FormTexts, id: string): string => {
	const value = texts[id];
	return typeof value === 'string' ? value : '';
};

/** The words after the command, as the form says them. */
const formWords = <Plan>({fields}: FlagCommand<Plan>, texts: Values | FormTexts): Parsed<readonly string[]> => {
	const words: string[] = [];
	for (const field of fields) {
		const own = wordsOf(field, text(texts, field.id));
		if ('fault' in own) return own;
		for (const word of own.value) words.push(field.flag, word);
	}
	const more = splitWords(text(texts, 'more'));
	if ('fault' in more) return more;
	const command = splitWords(text(texts, 'command'));
	if ('fault' in command) return command;
	return {value: [...words, ...more.words, text(texts, 'image').trim(), ...command.words]};
};

const isFor = <Plan>({flag}: GivenFlag<Plan>, name: string): boolean => flag.names.includes(name);

const textsOf = <Plan>({beginning, fields, flags: all}: FlagCommand<Plan>, line: string): Parsed<FormTexts> => {
	const split = splitWords(line.replace(beginning, ''));
	if ('fault' in split) return split;
	const told = readFlagWords(all, split.words);
	if ('fault' in told) return told;
	const {flags, image = '', command} = told;
	const own = fields.map(({id, flag, isList}): readonly [string, string] => {
		const values = flags.filter(given => isFor(given, flag)).map(({value}) => value);
		return [id, isList ? joinWords(values) : (values.at(-1) ?? '')];
	});
	const others = flags.filter(given => !isFor(given, '--detach') && !fields.some(({flag}) => isFor(given, flag)));
	const more = others.flatMap(({flag, value}) => [flag.names[0] ?? '', ...(flag.takesValue ? [value] : [])]);
	return {value: {...Object.fromEntries(own), image, command: joinWords(command), more: joinWords(more)}};
};

/** The form of a command of docker's that makes something of an image. */
export const flagForm = <Plan>(command: FlagCommand<Plan>): FlagForm<Plan> => {
	const ids: ReadonlySet<string> = new Set(['image', 'command', 'more', ...command.fields.map(({id}) => id)]);
	const plan = (values: Values): Parsed<Plan> => {
		const words = formWords(command, values);
		if ('fault' in words) return words;
		const told = readFlagWords(command.flags, words.value);
		return 'fault' in told ? told : command.planOf(told);
	};
	const textsOfLine = (line: string): Parsed<FormTexts> => textsOf(command, line);
	return {
		fields: texts => fieldsOf(command, texts),
		line(texts) {
			const words = formWords(command, texts);
			return 'fault' in words ? words.fault : `${command.command} ${joinWords(words.value)}`;
		},
		plan,
		discord(values) {
			const made = plan(values);
			return 'fault' in made ? {id: 'more', text: made.fault} : undefined;
		},
		textsOfLine,
		filled(line) {
			const words = line.trim().split(/\s+/).filter(Boolean);
			const isField = (word: string): boolean => ids.has(word.slice(0, Math.max(0, word.indexOf('='))));
			const [first = '', ...rest] = words;
			if (words.length === 0 || (rest.every(isField) && (isField(first) || !first.startsWith('-')))) return undefined;
			const texts = textsOfLine(line);
			return 'fault' in texts ? texts : {typed: texts.value};
		},
	};
};
