import type {KeyName, Mode} from '../keys.ts';
import type {KeySettings} from './settings.ts';

/** What can be bound to keys, with the keys that it has by itself. */
export type Bindable = {
	/** A command, or the id of a verb. */
	readonly id: string;
	readonly keys: readonly KeyName[];
	readonly modes: readonly Mode[];
	/** Whose verb it is; commands are of no kind. */
	readonly kind?: string;
};

/** Two things on one key in one mode. */
export type Clash = {readonly id: string; readonly other: string; readonly key: KeyName; readonly mode: Mode};

/** Keys that are always for one thing, whatever is bound anew: the ways out, and the digits of the screens. */
const owners: Readonly<Record<KeyName, string>> = {
	'ctrl+c': 'quit',
	escape: 'back',
	...Object.fromEntries([...'1234567890'].map(digit => [digit, 'screen'])),
};

/** What a key is always for; undefined for a key that may be for anything. */
export const ownerOf = (key: KeyName): string | undefined => owners[key];

const meets = (one: Bindable, other: Bindable, mode: Mode): boolean =>
	one !== other &&
	one.modes.includes(mode) &&
	other.modes.includes(mode) &&
	(one.kind === undefined || other.kind === undefined || (one.kind === other.kind && one.id !== other.id));

/** The keys of one thing in a mode: those that it was bound to, else its own less those that were taken for another. */
export const keysIn = (
	bindable: Bindable,
	mode: Mode,
	all: readonly Bindable[],
	settings: KeySettings,
): readonly KeyName[] => {
	const {id, keys} = bindable;
	const anew = settings[id];
	if (anew !== undefined) return [...new Set([...anew, ...keys.filter(key => ownerOf(key) === id)])];
	const taken = new Set(all.flatMap(other => (meets(bindable, other, mode) ? (settings[other.id] ?? []) : [])));
	return keys.filter(key => !taken.has(key));
};

/** The key that one thing was bound to and another one needs in a mode. */
const sharedKey = (
	one: Bindable,
	other: Bindable,
	mode: Mode,
	all: readonly Bindable[],
	settings: KeySettings,
): KeyName | undefined => {
	const mine = settings[one.id] ?? [];
	const theirs = settings[other.id];
	if (theirs !== undefined) return mine.find(key => theirs.includes(key));
	// Of several keys one may go; the last one is needed.
	const isLeftWithout = keysIn(other, mode, all, settings).length === 0;
	return isLeftWithout ? mine.find(key => other.keys.includes(key)) : undefined;
};

/** What has the key of a thing in one of its modes already, and in which. */
export const ownerIn = (
	one: Bindable,
	all: readonly Bindable[],
	settings: KeySettings,
): {readonly id: string; readonly mode: Mode} | undefined => {
	for (const mode of one.modes)
		for (const other of all)
			if (meets(one, other, mode) && keysIn(other, mode, all, settings).some(key => one.keys.includes(key)))
				return {id: other.id, mode};
	return undefined;
};

/** A key that was bound to one thing though another one needs it; of two that were bound anew the later one is at fault. */
const clashIn = (all: readonly Bindable[], settings: KeySettings): Clash | undefined => {
	for (const id of Object.keys(settings).toReversed())
		for (const one of all.filter(bindable => bindable.id === id))
			for (const mode of one.modes)
				for (const other of all.filter(candidate => meets(one, candidate, mode))) {
					const key = sharedKey(one, other, mode, all, settings);
					if (key !== undefined) return {id, other: other.id, key, mode};
				}
	return undefined;
};

/** The bindings without those that clash, and what clashes with what. */
export const settledKeys = (
	all: readonly Bindable[],
	settings: KeySettings,
): {readonly keys: KeySettings; readonly clashes: readonly Clash[]} => {
	const clash = clashIn(all, settings);
	if (clash === undefined) return {keys: settings, clashes: []};
	const {[clash.id]: _, ...rest} = settings;
	const {keys, clashes} = settledKeys(all, rest);
	return {keys, clashes: [clash, ...clashes]};
};
