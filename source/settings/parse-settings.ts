import * as v from 'valibot';
import {type Document, isAlias, isMap, isNode, isScalar, LineCounter, parseDocument} from 'yaml';
import type {Mode} from '../keys.ts';
import {cleanText} from '../model/clean-text.ts';
import {usualThresholds} from '../model/thresholds.ts';
import {settledCommands} from './command-keys.ts';
import {fileName, fileSchema} from './file-schema.ts';
import {type Clash, settledKeys} from './key-binding.ts';
import {keyText} from './key-text.ts';
import {type EngineSettings, type KeySettings, type Settings, usualSettings} from './settings.ts';
import type {Vocabulary} from './vocabulary.ts';

/** What a file sets, what is wrong with it, and where it sets what. */
export type Parsed = {
	readonly settings: Settings;
	/** One sentence each: file, line, key. */
	readonly faults: readonly string[];
	/** By the path of a key (`keys.stop`), its line; only of what holds. */
	readonly lines: ReadonlyMap<string, number>;
};

type Path = readonly string[];

/** A key's path as it is told: `thresholds.cpu.bad`. */
export const pathText = (path: Path): string => path.join('.');

/** Line of the key at a path, or of the last one on the way to it that there is. */
const lineOf = (document: Document, counter: LineCounter, path: Path): number => {
	let node: unknown = document.contents;
	let at = 0;
	for (const step of path) {
		if (isAlias(node)) node = node.resolve(document);
		const pair = isMap(node) ? node.items.find(({key}) => isScalar(key) && String(key.value) === step) : undefined;
		if (pair === undefined || !isNode(pair.key)) break;
		at = pair.key.range?.[0] ?? at;
		node = pair.value;
	}
	return counter.linePos(at).line;
};

/** A value without what is at a path; everything without it where the path is empty. */
const without = (value: unknown, [step, ...rest]: Path): unknown => {
	if (step === undefined || typeof value !== 'object' || value === null) return undefined;
	return Object.fromEntries(
		Object.entries(value).flatMap(([key, inner]) => {
			if (key !== step) return [[key, inner]];
			const left = rest.length === 0 ? undefined : without(inner, rest);
			return left === undefined ? [] : [[key, left]];
		}),
	);
};

type Fault = {readonly path: Path; readonly message: string};

type Checked = {
	readonly file: v.InferOutput<ReturnType<typeof fileSchema>>;
	/** The same as it is written, without what is at fault. */
	readonly accepted: unknown;
	readonly faults: readonly Fault[];
};

/** Where an issue is: of a list, the whole of it. */
const pathOf = ({path}: v.BaseIssue<unknown>): Path => {
	const keys = (path ?? []).map(({key}) => key);
	const end = keys.findIndex(key => typeof key === 'number');
	return keys.slice(0, end === -1 ? keys.length : end).map(String);
};

/** What goes with a fault: of a command all of it, as half of one must not be run. */
const takenWith = (path: Path): Path => (path[0] === 'commands' ? path.slice(0, 2) : path);

/** The value as far as it is as it should be: what is at fault is taken out, and all else holds. */
const check = (schema: ReturnType<typeof fileSchema>, value: unknown, faults: readonly Fault[] = []): Checked => {
	const result = v.safeParse(schema, value, {abortPipeEarly: true});
	if (result.success) return {file: result.output, accepted: value, faults};
	const found = result.issues.map(issue => ({path: pathOf(issue), message: issue.message}));
	const left = found.reduce((rest, {path}) => without(rest, takenWith(path)), value);
	return check(schema, left ?? {}, [...faults, ...found]);
};

/** Paths of all that is set: of lists and single values. */
const leavesOf = (value: unknown, path: Path = []): readonly Path[] =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
		: [path];

const inMode: Readonly<Record<Mode, string>> = {
	overview: 'at home',
	list: 'in lists',
	page: 'on pages',
	log: 'in logs',
	text: 'in texts',
	tree: 'in trees',
	help: 'in the help',
	jobs: 'in the jobs',
	connect: 'while connecting',
};

const clashFault = (path: Path, {other, key, mode}: Clash): Fault => ({
	path,
	message: `cannot have the key ${keyText(key)}: ${other} needs it ${inMode[mode]}`,
});

const defined = <Value extends object>(value: Value): {[Key in keyof Value]: Exclude<Value[Key], undefined>} =>
	// Safe: those without a value are taken out here.
	Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as {
		[Key in keyof Value]: Exclude<Value[Key], undefined>;
	};

/** The keys that are not as they are by themselves, in the order of the file. */
const boundAnew = (
	given: NonNullable<Checked['file']['keys']>,
	accepted: unknown,
	{bindables}: Vocabulary,
): KeySettings => {
	// Safe: it was checked that there are keys with values.
	const written = Object.keys((accepted as {readonly keys?: object}).keys ?? {});
	const isUsual = (id: string, keys: readonly string[]): boolean => {
		const usual = new Set(bindables.flatMap(bindable => (bindable.id === id ? bindable.keys : [])));
		return usual.size === keys.length && keys.every(key => usual.has(key));
	};
	return Object.fromEntries(
		written.flatMap(id => {
			const keys = given[id];
			return keys === undefined || isUsual(id, keys) ? [] : [[id, keys]];
		}),
	);
};

const settingsOf = (
	file: Checked['file'],
	{keys, commands}: Pick<Settings, 'keys' | 'commands'>,
	{refresh}: Vocabulary,
): Settings => {
	const engineOf = (engine: NonNullable<Checked['file']['engines']>[string]): EngineSettings => ({
		...(engine['read-only'] === undefined ? {} : {isReadOnly: engine['read-only']}),
		...(engine.confirm === undefined ? {} : {asking: engine.confirm}),
	});
	const [first, ...others] = file.graphs ?? usualSettings.graphSpans;
	const times = Object.keys(refresh).map(name => [name, file.refresh?.[fileName(name)]] as const);
	return {
		theme: file.theme ?? usualSettings.theme,
		hasMouse: file.mouse ?? usualSettings.hasMouse,
		...(file.audit === undefined ? {} : {audit: file.audit}),
		hasHistory: file.history ?? usualSettings.hasHistory,
		isReadOnly: file['read-only'] ?? usualSettings.isReadOnly,
		asking: file.confirm ?? usualSettings.asking,
		keys,
		columns: defined(file.columns ?? {}),
		filters: file.filters ?? usualSettings.filters,
		sorts: defined(file.sort ?? {}),
		refresh: defined(Object.fromEntries(times)),
		commands,
		graphSpans: first === undefined ? usualSettings.graphSpans : [first, ...others],
		thresholds: {
			cpu: file.thresholds?.cpu ?? usualThresholds.cpu,
			memory: file.thresholds?.memory ?? usualThresholds.memory,
		},
		engines: Object.fromEntries(
			Object.entries(file.engines ?? {}).map(([name, engine]) => [name, engineOf(engine)] as const),
		),
	};
};

/** The value of a document and what is wrong with how it is written: a key that stands there twice, or so much that nothing holds. */
const writtenIn = (
	document: Document,
	lineAt: (offset: number) => number,
): {readonly value: unknown; readonly faults: readonly string[]} => {
	const broken = document.errors.find(({code}) => code !== 'DUPLICATE_KEY');
	if (broken !== undefined)
		return {value: {}, faults: [`${lineAt(broken.pos[0])}: ${broken.message.split('\n')[0]}; nothing of it holds`]};
	const twice = document.errors.map(
		({pos}) => `${lineAt(pos[0])}: this key stands there twice, and the last one holds`,
	);
	try {
		return {value: document.toJS() ?? {}, faults: twice};
	} catch (error) {
		const words = error instanceof Error ? error.message : String(error);
		return {value: {}, faults: [`1: ${words}; nothing of it holds`]};
	}
};

/** Reads what a file sets. What is at fault is said and is as usual; the rest of the file holds. */
export const parseSettings = (text: string, path: string, vocabulary: Vocabulary): Parsed => {
	const counter = new LineCounter();
	const document = parseDocument(text, {lineCounter: counter, prettyErrors: false});
	const written = writtenIn(document, offset => counter.linePos(offset).line);
	const {file, accepted, faults} = check(fileSchema(vocabulary), written.value);
	const {keys, clashes} = settledKeys(vocabulary.bindables, boundAnew(file.keys ?? {}, accepted, vocabulary));
	const named = Object.entries(file.commands ?? {}).map(([name, command]) => ({name, ...command}));
	const own = settledCommands(named, keys, vocabulary);
	const clashing = [
		...clashes.map(clash => clashFault(['keys', clash.id], clash)),
		...own.clashes.map(clash => clashFault(['commands', clash.id, 'key'], clash)),
	];
	const holding = clashing.reduce((rest, clash) => without(rest, clash.path), accepted);
	const told = [...faults, ...clashing]
		.map(fault => ({...fault, line: lineOf(document, counter, fault.path)}))
		.sort((a, b) => a.line - b.line)
		.map(({line, path: key, message}) => `${line}: ${pathText(key) || 'the file'} ${message}`);
	return {
		settings: settingsOf(file, {keys, commands: own.commands}, vocabulary),
		faults: [...written.faults, ...told].map(fault => cleanText(`${path}:${fault}`)),
		lines: new Map(leavesOf(holding).map(leaf => [pathText(leaf), lineOf(document, counter, leaf)])),
	};
};
