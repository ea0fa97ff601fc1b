import * as v from 'valibot';
import {fieldsIn, lineFault, type OwnCommand} from '../model/own-command.ts';
import {flag, keyFor, mapping, meant, section, takes, told, words} from './value-schemas.ts';
import type {Vocabulary} from './vocabulary.ts';

/** Fields that rows of all kinds have, beside those of their kind. */
const commonFields: readonly string[] = ['id', 'name'];

/** Why a command cannot be called so; undefined where it can. */
const nameFault = (name: string, {isTaken}: Vocabulary): string | undefined => {
	if (!/^[a-z][a-z0-9-]{0,30}$/.test(name)) return 'is no name: small letters, digits and -, a letter first';
	return isTaken(name) ? 'is a word of tallyman’s own: call it otherwise' : undefined;
};

const kindsOf = ({lists}: Vocabulary) =>
	v.pipe(
		words('a list of kinds'),
		v.rawTransform(({dataset, addIssue, NEVER}) => {
			const all = [...lists.keys()];
			const wrong = dataset.value.find(kind => !all.includes(kind));
			if (wrong === undefined && dataset.value.length > 0) return [...new Set(dataset.value)];
			addIssue({
				message:
					wrong === undefined
						? 'takes at least one kind of rows'
						: `has no kind ${told(wrong)}${meant(wrong, all, `; there are ${all.join(', ')}`)}`,
			});
			return NEVER;
		}),
	);

/** Why a line cannot be run for rows of some kinds; undefined where it can. */
const runFault = (run: string, kinds: readonly string[], {lists}: Vocabulary): string | undefined => {
	for (const kind of kinds) {
		const fields = [...new Set([...commonFields, ...(lists.get(kind)?.fields ?? [])])];
		const isKnown = (field: string): boolean =>
			fields.includes(field) || (field.startsWith('label:') && fields.includes('label'));
		const unknown = fieldsIn(run).find(field => !isKnown(field));
		if (unknown !== undefined)
			return `has {${unknown}}, which ${kind} do not have${meant(unknown, fields, `; they have ${fields.join(', ')}`)}`;
		const fault = lineFault(run, isKnown);
		if (fault !== undefined) return fault;
	}
	return undefined;
};

const commandOf = (vocabulary: Vocabulary) =>
	v.pipe(
		section({
			key: v.optional(v.pipe(v.union([v.string(), v.number()], takes('a key')), v.transform(String))),
			kinds: v.optional(kindsOf(vocabulary)),
			run: v.optional(v.string(takes('a line for a shell'))),
			ask: v.optional(flag),
			reads: v.optional(flag),
		}),
		v.rawTransform(({dataset, addIssue, NEVER}): Omit<OwnCommand, 'name'> => {
			const {key: typed, kinds, run, ask = true, reads = false} = dataset.value;
			const fail = (message: string, key?: 'key' | 'run'): never => {
				const item = {type: 'object', origin: 'value', input: dataset.value, key: key ?? ''} as const;
				addIssue({message, ...(key === undefined ? {} : {path: [{...item, value: dataset.value[key]}]})});
				return NEVER;
			};
			if (run === undefined) return fail('has no run, the line that is run');
			if (kinds === undefined) return fail('has no kinds, the rows that it is for');
			const fault = runFault(run, kinds, vocabulary);
			if (fault !== undefined) return fail(fault, 'run');
			const rest = {kinds, run, isAsked: ask, isReading: reads};
			if (typed === undefined) return rest;
			const parsed = keyFor(typed, 'command', !reads);
			return 'key' in parsed ? {...rest, key: parsed.key} : fail(parsed.fault, 'key');
		}),
	);

/** Commands of a person's own, by their names. */
export const commandsSchema = (vocabulary: Vocabulary) =>
	v.pipe(
		mapping,
		v.record(
			v.pipe(
				v.string(),
				v.rawCheck(({dataset, addIssue}) => {
					const fault = dataset.typed ? nameFault(dataset.value, vocabulary) : undefined;
					if (fault !== undefined) addIssue({message: fault});
				}),
			),
			commandOf(vocabulary),
		),
	);
