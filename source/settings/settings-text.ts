import {Document, type Scalar, type YAMLSeq} from 'yaml';
import {durationText} from './duration-text.ts';
import {fileName} from './file-schema.ts';
import {keyText} from './key-text.ts';
import type {Loaded} from './load-settings.ts';
import type {SortOrder} from './settings.ts';
import type {ListVocabulary, Vocabulary} from './vocabulary.ts';

/** One value of the file, and where it comes from. */
type Entry = {readonly path: readonly string[]; readonly value: unknown; readonly origin: string};

const sortText = ({column, isDescending}: SortOrder, {sorts}: ListVocabulary): string =>
	isDescending === (sorts.get(column) ?? false) ? column : `${column} reverse`;

const switched = (isOn: boolean): string => (isOn ? 'on' : 'off');

const valuesOf = ({settings}: Loaded, vocabulary: Vocabulary): ReadonlyArray<Omit<Entry, 'origin'>> => {
	const bound = Map.groupBy(
		vocabulary.bindables.filter(({id}) => id !== 'screen'),
		({id}) => id,
	);
	return [
		{path: ['theme'], value: settings.theme},
		{path: ['mouse'], value: switched(settings.hasMouse)},
		{path: ['audit'], value: settings.audit ?? 'off'},
		{path: ['history'], value: switched(settings.hasHistory)},
		{path: ['read-only'], value: switched(settings.isReadOnly)},
		{path: ['confirm'], value: settings.asking},
		{path: ['graphs'], value: settings.graphSpans.map(durationText)},
		...(['cpu', 'memory'] as const).flatMap(figure =>
			(['warning', 'bad'] as const).map(level => ({
				path: ['thresholds', figure, level],
				value: settings.thresholds[figure][level],
			})),
		),
		...[...vocabulary.lists].map(([id, {columns}]) => ({
			path: ['columns', id],
			value: settings.columns[id] ?? columns,
		})),
		...[...vocabulary.lists].map(([id, list]) => ({
			path: ['sort', id],
			value: sortText(settings.sorts[id] ?? list.sort, list),
		})),
		...Object.entries(settings.filters).map(([name, value]) => ({path: ['filters', name], value})),
		...[...bound].map(([id, things]) => ({
			path: ['keys', id],
			value: (settings.keys[id] ?? [...new Set(things.flatMap(({keys}) => keys))]).map(keyText),
		})),
		...Object.entries(vocabulary.refresh).map(([name, usual]) => ({
			path: ['refresh', fileName(name)],
			value: durationText(settings.refresh[name] ?? usual),
		})),
		...settings.commands.flatMap(({name, key, kinds, run, isAsked, isReading}) => [
			{path: ['commands', name, 'run'], value: run},
			{path: ['commands', name, 'kinds'], value: kinds},
			...(key === undefined ? [] : [{path: ['commands', name, 'key'], value: keyText(key)}]),
			{path: ['commands', name, 'ask'], value: switched(isAsked)},
			{path: ['commands', name, 'reads'], value: switched(isReading)},
		]),
		...Object.entries(settings.engines).flatMap(([name, {isReadOnly, asking}]) => [
			...(isReadOnly === undefined ? [] : [{path: ['engines', name, 'read-only'], value: switched(isReadOnly)}]),
			...(asking === undefined ? [] : [{path: ['engines', name, 'confirm'], value: asking}]),
		]),
	];
};

/**
 * All that holds as YAML that a file could have, each value with where it comes from: a line of the file, a flag, or
 * usual. `flags` are values that flags set, by their keys; `notes` is what else decides, a sentence each.
 */
export const settingsText = (
	loaded: Loaded,
	vocabulary: Vocabulary,
	flags: Readonly<Record<string, {readonly value: string; readonly flag: string}>>,
	notes: readonly string[],
): string => {
	const entries = valuesOf(loaded, vocabulary).map(({path, value}): Entry => {
		const key = path.join('.');
		const flag = flags[key];
		if (flag !== undefined) return {path, value: flag.value, origin: flag.flag};
		const line = loaded.lines.get(key);
		return {path, value, origin: line === undefined ? 'usual' : `line ${line}`};
	});
	const document = new Document({});
	document.commentBefore = notes.map(note => ` ${note}`).join('\n');
	for (const {path, value, origin} of entries) {
		// Safe: they are single values and lists of such.
		const node = document.createNode(value, {flow: true}) as Scalar | YAMLSeq;
		node.comment = ` ${origin}`;
		document.setIn(path, node);
	}
	return document.toString({lineWidth: 0, flowCollectionPadding: false});
};
