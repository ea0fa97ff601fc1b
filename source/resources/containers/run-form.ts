import {type GivenFlag, planOf, readRunWords, runFlags} from '../../model/run-flags.ts';
import {planFor, type RunPlan} from '../../model/run-plan.ts';
import type {Parsed} from '../../model/run-values.ts';
import {joinWords, splitWords} from '../../model/shell-words.ts';
import type {Discord, Field, TextField, Values} from '../verb.ts';

/** A field of the form and the flag that its words are values of. */
type FlagField = {
	readonly id: string;
	readonly title: string;
	readonly flag: string;
	/** Whether each of its words is a value; else all of it is one. */
	readonly isList: boolean;
	readonly completions?: readonly string[];
};

const flagFields: readonly FlagField[] = [
	{id: 'name', title: 'Name', flag: '--name', isList: false},
	{id: 'ports', title: 'Ports', flag: '-p', isList: true},
	{id: 'env', title: 'Environment', flag: '-e', isList: true},
	{id: 'mounts', title: 'Mounts', flag: '-v', isList: true},
	{id: 'network', title: 'Network', flag: '--network', isList: false, completions: ['bridge', 'host', 'none']},
	{
		id: 'restart',
		title: 'Restart',
		flag: '--restart',
		isList: false,
		completions: ['no', 'always', 'unless-stopped', 'on-failure', 'on-failure:3'],
	},
	{id: 'cpus', title: 'CPUs', flag: '--cpus', isList: false},
	{id: 'memory', title: 'Memory', flag: '--memory', isList: false},
];

const flagOf = (name: string) => runFlags.find(({names}) => names.includes(name));

/** Words of a field, or why it is none; nothing where nothing was said. */
const wordsOf = ({isList}: FlagField, text: string): Parsed<readonly string[]> => {
	if (text.trim() === '') return {value: []};
	if (!isList) return {value: [text.trim()]};
	const split = splitWords(text);
	return 'fault' in split ? split : {value: split.words};
};

const checkOf =
	(field: FlagField) =>
	(text: string): string | undefined => {
		const words = wordsOf(field, text);
		if ('fault' in words) return words.fault;
		for (const word of words.value) {
			const applied = flagOf(field.flag)?.apply(planFor('image'), word);
			if (applied !== undefined && 'fault' in applied) return applied.fault;
		}
		return undefined;
	};

const splitFault = (text: string): string | undefined => {
	const split = splitWords(text);
	return 'fault' in split ? split.fault : undefined;
};

/** Fault of flags beside those that have fields. */
const moreFault = (text: string): string | undefined => {
	const split = splitWords(text);
	if ('fault' in split) return split.fault;
	const told = readRunWords(split.words);
	if ('fault' in told) return told.fault;
	if (told.image !== undefined) return `${told.image} is no flag`;
	const plan = planOf({...told, image: 'image'});
	return 'fault' in plan ? plan.fault : undefined;
};

/** What the form is filled with, by the ids of its fields. */
export type RunTexts = Readonly<Record<string, string>>;

/** The form of `docker run`, filled with texts. */
export const runFields = (texts: RunTexts): readonly Field[] => {
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
		...flagFields.map(field => {
			const {id, title, completions} = field;
			return textField({id, title, check: checkOf(field), ...(completions === undefined ? {} : {completions})});
		}),
		textField({id: 'more', title: 'More flags', check: moreFault}),
	];
};

const ids: ReadonlySet<string> = new Set(['image', 'command', 'more', ...flagFields.map(({id}) => id)]);

const text = (texts: Values | RunTexts, id: string): string => {
	const value = texts[id];
	return typeof value === 'string' ? value : '';
};

/** The words after `docker run`, as the form says them. */
const runWords = (texts: Values | RunTexts): Parsed<readonly string[]> => {
	const words: string[] = [];
	for (const field of flagFields) {
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

/** The same as a line of `docker run`, as far as it can be told. */
export const runLine = (texts: Values | RunTexts): string => {
	const words = runWords(texts);
	return 'fault' in words ? words.fault : `docker run -d ${joinWords(words.value)}`;
};

/** The container that the form asks for. */
export const runPlan = (values: Values): Parsed<RunPlan> => {
	const words = runWords(values);
	if ('fault' in words) return words;
	const told = readRunWords(words.value);
	return 'fault' in told ? told : planOf(told);
};

/** What does not go together in the form. */
export const runDiscord = (values: Values): Discord | undefined => {
	const plan = runPlan(values);
	return 'fault' in plan ? {id: 'more', text: plan.fault} : undefined;
};

const isFor = ({flag}: GivenFlag, name: string): boolean => flag.names.includes(name);

/** Texts of the form for a line of `docker run`, or of its words alone; why it is none otherwise. Nothing is left out. */
export const textsOfLine = (line: string): Parsed<RunTexts> => {
	const [, rest = ''] = /^\s*(?:(?:docker|podman)\s+(?:container\s+)?run\s+)?([\s\S]*)$/.exec(line) ?? [];
	const split = splitWords(rest);
	if ('fault' in split) return split;
	const told = readRunWords(split.words);
	if ('fault' in told) return told;
	const {flags, image = '', command} = told;
	const own = flagFields.map(({id, flag, isList}): readonly [string, string] => {
		const values = flags.filter(given => isFor(given, flag)).map(({value}) => value);
		return [id, isList ? joinWords(values) : (values.at(-1) ?? '')];
	});
	const others = flags.filter(given => !isFor(given, '--detach') && !flagFields.some(({flag}) => isFor(given, flag)));
	const more = others.flatMap(({flag, value}) => [flag.names[0] ?? '', ...(flag.takesValue ? [value] : [])]);
	return {value: {...Object.fromEntries(own), image, command: joinWords(command), more: joinWords(more)}};
};

/**
 * What was typed after `:run`: a line of `docker run`, or its words alone; undefined where an image is followed by nothing
 * but fields by name.
 */
export const filledRun = (line: string): {readonly typed: RunTexts} | {readonly fault: string} | undefined => {
	const words = line.trim().split(/\s+/).filter(Boolean);
	const isField = (word: string): boolean => ids.has(word.slice(0, Math.max(0, word.indexOf('='))));
	const [first = '', ...rest] = words;
	if (words.length === 0 || (rest.every(isField) && (isField(first) || !first.startsWith('-')))) return undefined;
	const texts = textsOfLine(line);
	return 'fault' in texts ? texts : {typed: texts.value};
};
