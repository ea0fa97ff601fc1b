import {formatBytes} from '../../model/bytes.ts';
import type {KeptEvent} from '../../model/event.ts';
import {signalName} from '../../model/signal.ts';
import {exitText} from '../containers/explain.ts';
import {ownNameOf} from './names.ts';

/** Signals that are sent to end what gets them. */
const ending: ReadonlySet<number> = new Set([2, 3, 6, 9, 15]);

const numberIn = (text: string | undefined): number | undefined =>
	text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);

const killed = ({attributes}: KeptEvent): string => {
	const signal = numberIn(attributes.signal);
	if (signal === undefined) return 'got a signal';
	return ending.has(signal) ? `killed by ${signalName(signal)}` : `got ${signalName(signal)}`;
};

/** How a container ended: `died, exit 137, out of memory`. */
const died = ({attributes, isOutOfMemory, signal}: KeptEvent): string => {
	const code = numberIn(attributes.exitCode);
	if (isOutOfMemory === true) return `died, exit ${code ?? 'code unknown'}, out of memory`;
	if (signal !== undefined && code === 128 + signal) return `died, exit ${code}, killed by ${signalName(signal)}`;
	return `died, ${exitText(code)}`;
};

/** What became of each attribute that has an old and a new value: `replicas 2 → 3`. */
const changes = ({attributes}: KeptEvent): readonly string[] =>
	Object.entries(attributes).flatMap(([key, value]) => {
		const what = /^(.+)\.new$/.exec(key)?.[1];
		if (what === undefined) return [];
		const old = attributes[`${what}.old`];
		return [`${what} ${old === undefined || old === '' ? '' : `${old} → `}${value}`];
	});

const updated = (row: KeptEvent): string => {
	const told = changes(row);
	return told.length === 0 ? 'updated' : `updated: ${told.join(', ')}`;
};

const pruned = ({attributes}: KeptEvent): string => {
	const freed = numberIn(attributes.reclaimed);
	return freed === undefined ? 'pruned' : `pruned, ${formatBytes(freed)} freed`;
};

const healthOf = ({detail, attributes}: KeptEvent): string => detail ?? attributes.health_status ?? 'unknown';

const mounted = (row: KeptEvent): string =>
	`mounted ${ownNameOf(row)}${row.attributes.destination === undefined ? '' : ` at ${row.attributes.destination}`}`;

type Words = string | ((row: KeptEvent) => string);

// Docker's words for what happens, as what happened to the object; by type where one word means several things.
const words: Readonly<Record<string, Words>> = {
	create: 'created',
	'container create': ({attributes}) =>
		attributes.image === undefined ? 'created' : `created from ${attributes.image}`,
	start: 'started',
	restart: 'restarted',
	stop: 'stopped',
	kill: killed,
	die: died,
	oom: 'out of memory',
	pause: 'paused',
	unpause: 'goes on after its pause',
	destroy: 'removed',
	remove: 'removed',
	delete: 'deleted',
	rename: ({attributes}) =>
		attributes.oldName === undefined ? 'renamed' : `renamed from ${attributes.oldName.replace(/^\//, '')}`,
	update: updated,
	health_status: row => `health: ${healthOf(row)}`,
	attach: 'attached to',
	commit: 'an image was made of it',
	export: 'its files were exported',
	'archive-path': 'files were copied out of it',
	'extract-to-dir': 'files were copied into it',
	connect: row => `connected to ${ownNameOf(row)}`,
	disconnect: row => `disconnected from ${ownNameOf(row)}`,
	mount: mounted,
	unmount: row => `unmounted ${ownNameOf(row)}`,
	pull: 'pulled',
	push: 'pushed',
	save: 'saved to a file',
	load: 'loaded from a file',
	import: 'imported from a file',
	tag: ({objectName}) => (objectName === undefined ? 'tagged' : `tagged ${objectName}`),
	untag: 'untagged',
	reload: 'read its configuration anew',
	prune: pruned,
};

/** What happened, as a sentence about the object, without its name: `died, exit 137, out of memory`. */
export const sentenceOf = (row: KeptEvent): string => {
	const {type, action, detail} = row;
	const known = words[`${type} ${action}`] ?? words[action];
	if (known === undefined) return detail === undefined ? action : `${action}: ${detail}`;
	return typeof known === 'string' ? known : known(row);
};

/** The verdict of a health check, where it tells one. */
export const verdictOf = (row: KeptEvent): string | undefined =>
	row.action === 'health_status' ? healthOf(row) : undefined;
