import type {Parsed} from './run-values.ts';

/** A flag that is understood here, of a command that makes a plan. */
export type Flag<Plan> = {
	/** The long one first: `--publish`, `-p`. */
	readonly names: readonly string[];
	/** Whether a value belongs to it. */
	readonly takesValue: boolean;
	/** The plan with it, or why it cannot be. */
	readonly apply: (plan: Plan, value: string) => Parsed<Plan>;
};

/** A flag that a value belongs to. */
export const takes = <Plan, Value>(
	names: readonly string[],
	parse: (text: string) => Parsed<Value>,
	put: (plan: Plan, value: Value) => Plan,
): Flag<Plan> => ({
	names,
	takesValue: true,
	apply(plan, text) {
		const parsed = parse(text);
		return 'fault' in parsed ? parsed : {value: put(plan, parsed.value)};
	},
});

/** Any value but none. */
export const text = (value: string): Parsed<string> => (value === '' ? {fault: 'it wants a value'} : {value});

/** A flag that no value belongs to. */
export const isSwitch = <Plan>(names: readonly string[], put: (plan: Plan) => Plan): Flag<Plan> => ({
	names,
	takesValue: false,
	apply: plan => ({value: put(plan)}),
});

/** A plan with all flags that were given, one after the other; or why one of their values is none. */
export const withFlags = <Plan>(plan: Plan, flags: ReadonlyArray<GivenFlag<Plan>>): Parsed<Plan> => {
	let result = plan;
	for (const {flag, value} of flags) {
		const next = flag.apply(result, value);
		if ('fault' in next) return next;
		result = next.value;
	}
	return {value: result};
};

const flagNamed = <Plan>(all: ReadonlyArray<Flag<Plan>>, name: string): Flag<Plan> | undefined =>
	all.find(({names}) => names.includes(name));

/** A flag with the value that was given for it; `''` where it takes none. */
export type GivenFlag<Plan> = {readonly flag: Flag<Plan>; readonly value: string};

/** Words of a command told apart, nothing left out. */
export type FlagWords<Plan> = {
	readonly flags: ReadonlyArray<GivenFlag<Plan>>;
	readonly image?: string;
	readonly command: readonly string[];
};

const unknown = (name: string) => ({
	fault: `${name} is not known here: take it out, or run this line in a shell`,
});

/** Short flags that were written together: `-dit`, `-p8080:80`. The last one may want the next word. */
const shortFlags = <Plan>(
	all: ReadonlyArray<Flag<Plan>>,
	word: string,
	next: string | undefined,
): {readonly flags: ReadonlyArray<GivenFlag<Plan>>; readonly used: 1 | 2} | {readonly fault: string} => {
	const flags: Array<GivenFlag<Plan>> = [];
	for (let at = 1; at < word.length; at++) {
		const name = `-${word[at]}`;
		const flag = flagNamed(all, name);
		if (flag === undefined) return unknown(name);
		if (!flag.takesValue) {
			flags.push({flag, value: ''});
			continue;
		}
		const rest = word.slice(at + 1).replace(/^=/, '');
		if (rest !== '') return {flags: [...flags, {flag, value: rest}], used: 1};
		return next === undefined
			? {fault: `${name} wants a value after it`}
			: {flags: [...flags, {flag, value: next}], used: 2};
	}
	return {flags, used: 1};
};

const longFlag = <Plan>(
	all: ReadonlyArray<Flag<Plan>>,
	word: string,
	next: string | undefined,
): {readonly flags: ReadonlyArray<GivenFlag<Plan>>; readonly used: 1 | 2} | {readonly fault: string} => {
	const at = word.indexOf('=');
	const name = at === -1 ? word : word.slice(0, at);
	const given = at === -1 ? undefined : word.slice(at + 1);
	const flag = flagNamed(all, name);
	if (flag === undefined) return unknown(name);
	if (flag.takesValue) {
		if (given !== undefined) return {flags: [{flag, value: given}], used: 1};
		return next === undefined ? {fault: `${name} wants a value after it`} : {flags: [{flag, value: next}], used: 2};
	}
	if (given !== undefined && !['true', 'false'].includes(given)) return {fault: `${name} takes no value ${given}`};
	return {flags: given === 'false' ? [] : [{flag, value: ''}], used: 1};
};

/** Tells the words after a command apart: flags, an image, and what runs in it; every one is understood or refused by its name. */
export const readFlagWords = <Plan>(
	all: ReadonlyArray<Flag<Plan>>,
	words: readonly string[],
): FlagWords<Plan> | {readonly fault: string} => {
	const flags: Array<GivenFlag<Plan>> = [];
	let at = 0;
	while (at < words.length) {
		const word = words[at] ?? '';
		if (word === '--') {
			at++;
			break;
		}
		if (!word.startsWith('-') || word === '-') break;
		const read = word.startsWith('--') ? longFlag(all, word, words[at + 1]) : shortFlags(all, word, words[at + 1]);
		if ('fault' in read) return read;
		flags.push(...read.flags);
		at += read.used;
	}
	const [image, ...command] = words.slice(at);
	return {flags, command, ...(image === undefined ? {} : {image})};
};
