import {isDeepStrictEqual} from 'node:util';
import {formatMemory} from '../model/bytes.ts';
import {cleanText} from '../model/clean-text.ts';
import {formatDuration} from '../model/duration.ts';
import {nameAndValue} from '../model/name-value.ts';
import {labels, type Wire, wire, wires} from './wire.ts';

/** One field of a service's spec that differs, by docker's name of it. Values of an environment are never told. */
export type SpecChange = {readonly field: string; readonly before: string; readonly after: string};

/** Letters of a value that are told. */
const mostLetters = 120;

const isObject = (value: unknown): value is Wire =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const nothing = '–';

const asText = (value: unknown): string => {
	if (value === undefined || value === null || value === '') return nothing;
	const written = typeof value === 'string' ? value : JSON.stringify(value);
	return cleanText(written.length > mostLetters ? `${written.slice(0, mostLetters)}…` : written);
};

/** A number in the unit that docker takes it in. */
const amountText = (name: string, value: unknown): string => {
	if (typeof value !== 'number') return asText(value);
	if (name === 'NanoCPUs') return value === 0 ? nothing : `${value / 1e9} CPUs`;
	if (name === 'MemoryBytes') return value === 0 ? nothing : formatMemory(value);
	return ['Delay', 'Monitor', 'StopGracePeriod', 'Interval', 'Timeout', 'StartPeriod', 'Window'].includes(name)
		? formatDuration(value / 1e6)
		: String(value);
};

/** Variables by name, as a list of `NAME=value` holds them. */
const variablesOf = (value: unknown): ReadonlyMap<string, string> =>
	new Map(
		wires(value)
			.filter(entry => typeof entry === 'string')
			.map(nameAndValue),
	);

const environmentChanges = (before: unknown, after: unknown): readonly SpecChange[] => {
	const [old, next] = [variablesOf(before), variablesOf(after)];
	return [...new Set([...old.keys(), ...next.keys()])]
		.filter(name => old.get(name) !== next.get(name))
		.map(name => ({
			field: `Env ${asText(name)}`,
			before: old.has(name) ? 'a value' : nothing,
			after: !next.has(name) ? nothing : old.has(name) ? 'another value' : 'a value',
		}));
};

const portText = (value: unknown): string => {
	const port = wire(value);
	return `${port.PublishedPort ?? 'any'}→${port.TargetPort}/${port.Protocol ?? 'tcp'} ${port.PublishMode ?? 'ingress'}`;
};

const mountText = (value: unknown): string => {
	const mount = wire(value);
	return `${mount.Type ?? 'volume'} ${mount.Source ?? ''}:${mount.Target}${mount.ReadOnly === true ? ' read-only' : ''}`;
};

/** A part of a list in docker's words. */
const partText = (name: string, value: unknown): string => {
	if (name === 'Ports') return portText(value);
	if (name === 'Mounts') return mountText(value);
	const part = wire(value);
	const named = part.SecretName ?? part.ConfigName ?? part.Target;
	return typeof named === 'string' ? named : typeof value === 'string' ? value : JSON.stringify(value);
};

const listChange = (name: string, before: unknown, after: unknown): SpecChange => {
	const textOf = (value: unknown): string =>
		asText(
			wires(value)
				.map(part => partText(name, part))
				.join(', '),
		);
	const change = {field: name, before: textOf(before), after: textOf(after)};
	// They differ in what is not told of them.
	return change.before === change.after ? {...change, after: `${change.after} (other settings)`} : change;
};

/** Names that say where they stand only with what they stand in. */
const named = (path: readonly string[]): string =>
	path.filter(part => part !== 'TaskTemplate' && part !== 'ContainerSpec' && part !== 'EndpointSpec').join('.');

const changesOf = (path: readonly string[], before: unknown, after: unknown): readonly SpecChange[] => {
	if (isDeepStrictEqual(before, after)) return [];
	const name = path.at(-1) ?? '';
	if (name === 'Env') return environmentChanges(before, after);
	if (Array.isArray(before) || Array.isArray(after)) return [{...listChange(name, before, after), field: named(path)}];
	if (isObject(before) || isObject(after)) {
		const [old, next] = name === 'Labels' ? [labels(before), labels(after)] : [wire(before), wire(after)];
		return [...new Set([...Object.keys(old), ...Object.keys(next)])].flatMap(key =>
			changesOf([...path, key], old[key], next[key]),
		);
	}
	const change = {field: asText(named(path)), before: amountText(name, before), after: amountText(name, after)};
	return change.before === change.after ? [] : [change];
};

/** What differs between two specs of a service, field by field, in docker's names and units. */
export const specDifference = (before: Wire, after: Wire): readonly SpecChange[] => changesOf([], before, after);
