import {type Volume, volumeName} from '../../model/volume.ts';
import type {Resource, View} from '../resource.ts';
import {isUp, serviceNamesOf} from '../users.ts';
import {volumeColumns} from './columns.ts';
import {ownerOf, usersOf, volumeCondition} from './condition.ts';
import {createVolume} from './create.ts';
import {volumeDetails} from './details.ts';
import {volumeFiles} from './files.ts';
import {volumeLinks} from './links.ts';
import {volumePrunes} from './prune.ts';
import {volumesTable} from './table.ts';
import {volumeVerbs} from './verbs.ts';

const pairs = (record: Readonly<Record<string, string>>): readonly string[] =>
	Object.entries(record).flatMap(([key, value]) => [key, `${key}=${value}`]);

const fields: Readonly<Record<string, (row: Volume, view: View) => ReadonlyArray<string | undefined>>> = {
	name: row => [row.name],
	volume: row => [row.name],
	label: row => pairs(row.labels),
	option: row => pairs(row.options),
	driver: row => [row.driver],
	scope: row => [row.scope],
	project: row => [row.project, row.stack],
	stack: row => [row.stack, row.project],
	state: (row, view) => [volumeCondition(row, view).word],
	anonymous: row => [String(row.isAnonymous)],
	service: (row, {state}) => serviceNamesOf(usersOf(row, state)),
	used: (row, {state}) => {
		const users = usersOf(row, state);
		return [String(users.length > 0), ...users.map(({name}) => name)];
	},
};

/** Volumes of the engine that we are connected to. */
export const volumes: Resource<Volume> = {
	table: volumesTable,
	reads: ['containers'],
	singular: 'volume',
	title: 'Volumes',
	aliases: ['volume', 'vol'],
	identity: row => row.id,
	shortId: row => row.id,
	name: volumeName,
	createdAt: row => row.createdAt,
	columns: volumeColumns,
	defaultSort: {column: 'name', isDescending: false},
	condition: volumeCondition,
	// What runs first.
	urgency: (row, view) => (volumeCondition(row, view).tone === 'good' ? 0 : 1),
	isFaulty: () => false,
	isRunning: (row, {state}) => usersOf(row, state).some(isUp),
	searched: row => [row.name, row.mountpoint, row.options.device, ownerOf(row)],
	fields: Object.keys(fields),
	field: (row, name, view) => (fields[name]?.(row, view) ?? []).filter(value => value !== undefined),
	reason: () => undefined,
	facts: (row, {state}) => {
		const users = usersOf(row, state);
		return {
			containers: users.length,
			running: users.filter(isUp).length,
			usedBy: users.map(({name}) => name).join(', '),
			services: serviceNamesOf(users).join(', '),
		};
	},
	explain: () => undefined,
	details: volumeDetails,
	enter: () => ({kind: 'page'}),
	links: volumeLinks,
	files: volumeFiles,
	verbs: volumeVerbs,
	general: [createVolume, ...volumePrunes],
	usedContainers: () => [],
	emptyReason: () => 'this engine has no volumes',
};
