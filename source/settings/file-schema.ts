import * as v from 'valibot';
import {themeNames} from '../model/theme-name.ts';
import {usualThresholds} from '../model/thresholds.ts';
import {commandsSchema} from './command-schema.ts';
import {durationText, parseDuration} from './duration-text.ts';
import {askingPolicies, type SortOrder} from './settings.ts';
import {flag, keyFor, mapping, meant, oneOf, section, takes, told, words} from './value-schemas.ts';
import type {ListVocabulary, Vocabulary} from './vocabulary.ts';

// A file that depends on where one stands would be another one each time.
const auditFile = v.pipe(
	v.union([v.literal(false), v.string()], takes('the path of a file, or off')),
	v.transform(value => (value === false || value === 'off' ? undefined : value)),
	v.check(value => value === undefined || /^~?\/./.test(value), 'takes a whole path: it begins with / or ~/'),
);

const duration = (least: number, most: number) => {
	const range = `a time from ${durationText(least)} to ${durationText(most)}`;
	return v.pipe(
		v.union([v.string(), v.number()], takes(range)),
		v.rawTransform(({dataset, addIssue, NEVER}) => {
			const time = parseDuration(dataset.value);
			if (time !== undefined && time >= least && time <= most) return time;
			addIssue({message: `takes ${range}, not ${told(dataset.value)}`});
			return NEVER;
		}),
	);
};

/** Keys of one thing. One key is a text of its own, since a comma and a blank are keys too. */
const keysOf = (id: string, isVerb: boolean) =>
	v.pipe(
		v.union(
			[
				v.pipe(
					v.union([v.string(), v.number()]),
					v.transform(String),
					v.transform(key => [key]),
				),
				v.array(v.pipe(v.union([v.string(), v.number()]), v.transform(String))),
			],
			takes('a key or a list of keys'),
		),
		v.rawTransform(({dataset, addIssue, NEVER}) => {
			const keys = new Set<string>();
			for (const text of dataset.value) {
				const parsed = keyFor(text, id, isVerb);
				if ('fault' in parsed) {
					addIssue({message: parsed.fault});
					return NEVER;
				}
				keys.add(parsed.key);
			}
			return [...keys];
		}),
	);

const columnsOf = ({columns, fields}: ListVocabulary) =>
	v.pipe(
		words('a list of columns'),
		v.rawTransform(({dataset, addIssue, NEVER}) => {
			const isLabel = (word: string): boolean => fields.includes('label') && /^label:./.test(word);
			// The keys of labels may have capitals.
			const chosen = [...new Set(dataset.value.map(word => (isLabel(word) ? word : word.toLowerCase())))];
			const wrong = chosen.find(word => !columns.includes(word) && !fields.includes(word) && !isLabel(word));
			if (wrong === undefined && chosen.length > 0) return chosen;
			addIssue({
				message:
					wrong === undefined
						? 'takes at least one column'
						: `has no column ${told(wrong)}${meant(wrong, columns, `; there are ${columns.join(', ')}`)}`,
			});
			return NEVER;
		}),
	);

const sortOf = ({sorts}: ListVocabulary) =>
	v.pipe(
		words('a column, and reverse after it'),
		v.rawTransform(({dataset, addIssue, NEVER}): SortOrder => {
			const [column = '', way, ...rest] = dataset.value.map(word => word.toLowerCase());
			const isDescending = sorts.get(column);
			if (isDescending !== undefined && rest.length === 0 && (way === undefined || way === 'reverse'))
				return {column, isDescending: isDescending !== (way === 'reverse')};
			const all = [...sorts.keys()];
			addIssue({
				message:
					isDescending === undefined
						? `has no order by ${told(column)}${meant(column, all, `; there are ${all.join(', ')}`)}`
						: 'takes a column, and reverse after it',
			});
			return NEVER;
		}),
	);

const percent = v.pipe(
	v.number(takes('a percentage')),
	v.minValue(0, takes('0 to 100')),
	v.maxValue(100, takes('0 to 100')),
);

const thresholdOf = (usual: {readonly warning: number; readonly bad: number}) =>
	v.pipe(
		section({warning: v.optional(percent), bad: v.optional(percent)}),
		v.transform(({warning = usual.warning, bad = usual.bad}) => ({warning, bad})),
		v.check(
			({warning, bad}) => warning <= bad,
			({input}) => `has its warning (${input.warning}) above what is bad (${input.bad})`,
		),
	);

/** A name of the store's as the file has it: `swarmAside` is `swarm-aside`. */
export const fileName = (name: string): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

const byName = <Schema extends v.GenericSchema>(names: Iterable<string>, schemaOf: (name: string) => Schema) =>
	// Safe: the entries are made here, each of its name.
	section(
		Object.fromEntries([...names].map(name => [name, v.optional(schemaOf(name))])) as Record<
			string,
			v.OptionalSchema<Schema, undefined>
		>,
	);

/** What the file may hold; an issue's message goes on after the key that it is about. */
export const fileSchema = (vocabulary: Vocabulary) => {
	const {bindables, lists, refresh} = vocabulary;
	const bound = new Map(bindables.map(({id, kind}) => [id, kind !== undefined]));
	bound.delete('screen');
	const engine = section({'read-only': v.optional(flag), confirm: v.optional(oneOf(askingPolicies))});
	const ofList = <Schema>(id: string, schemaOf: (list: ListVocabulary) => Schema): Schema =>
		schemaOf(lists.get(id) ?? {columns: [], fields: [], sorts: new Map(), sort: {column: '', isDescending: false}});
	return section({
		theme: v.optional(oneOf(themeNames)),
		mouse: v.optional(flag),
		history: v.optional(flag),
		audit: v.optional(auditFile),
		'read-only': v.optional(flag),
		confirm: v.optional(oneOf(askingPolicies)),
		keys: v.optional(byName(bound.keys(), id => keysOf(id, bound.get(id) === true))),
		columns: v.optional(byName(lists.keys(), id => ofList(id, columnsOf))),
		sort: v.optional(byName(lists.keys(), id => ofList(id, sortOf))),
		filters: v.optional(v.pipe(mapping, v.record(v.string(), v.string(takes('a filter as it is typed'))))),
		refresh: v.optional(byName(Object.keys(refresh).map(fileName), () => duration(50, 3_600_000))),
		graphs: v.optional(
			v.pipe(v.array(duration(60_000, 86_400_000), takes('a list of times')), v.nonEmpty('takes at least one time')),
		),
		thresholds: v.optional(
			section({
				cpu: v.optional(thresholdOf(usualThresholds.cpu)),
				memory: v.optional(thresholdOf(usualThresholds.memory)),
			}),
		),
		commands: v.optional(commandsSchema(vocabulary)),
		engines: v.optional(v.pipe(mapping, v.record(v.string(), engine))),
	});
};
