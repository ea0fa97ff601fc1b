import type {TaskFile, TaskFileNoun} from '../../model/task-file.ts';
import type {TableSource} from '../../store/table-source.ts';
import type {Resource, View} from '../resource.ts';
import {swarmEmptyReason} from '../swarm-empty.ts';
import {fileColumns} from './columns.ts';
import {createFile} from './create.ts';
import {contentReading, fileDetails} from './details.ts';
import {fileLinks} from './links.ts';
import {fileCondition, fileUsers, userNames} from './users.ts';
import {fileVerbs} from './verbs.ts';

/** What secrets and configs have in common as kinds, which is nearly everything. */
export const taskFileKind = (
	noun: TaskFileNoun,
	given: Pick<Resource<TaskFile>, 'title' | 'aliases'> & {readonly table: TableSource<TaskFile>},
): Resource<TaskFile> => {
	const list = noun === 'secret' ? 'secrets' : 'configs';
	const condition = fileCondition(list);
	const fields: Readonly<Record<string, (row: TaskFile, view: View) => ReadonlyArray<string | undefined>>> = {
		name: row => [row.name],
		[noun]: row => [row.name, row.id],
		id: row => [row.id],
		label: row => Object.entries(row.labels).flatMap(([key, value]) => [key, `${key}=${value}`]),
		project: row => [row.stack],
		stack: row => [row.stack],
		state: (row, view) => [condition(row, view).word],
		service: (row, {state}) => fileUsers(list, row, state).flatMap(({service}) => [service.id, service.name]),
		used: (row, {state}) => {
			const names = userNames(list, row, state);
			return [String(names.length > 0), ...names];
		},
	};
	return {
		...given,
		reads: ['services'],
		isAside: true,
		singular: noun,
		identity: row => row.id,
		name: row => row.name,
		createdAt: row => row.createdAt,
		columns: fileColumns(list),
		defaultSort: {column: 'name', isDescending: false},
		condition,
		urgency: (row, view) => (condition(row, view).tone === 'good' ? 0 : 1),
		isFaulty: () => false,
		isRunning: (row, view) => condition(row, view).word === 'in use',
		searched: row => [row.name, row.id, row.stack],
		fields: Object.keys(fields),
		field: (row, name, view) => (fields[name]?.(row, view) ?? []).filter(value => value !== undefined),
		reason: () => undefined,
		facts: (row, {state}) => ({usedBy: userNames(list, row, state).join(', ')}),
		explain: () => undefined,
		details: fileDetails(list),
		readings: [contentReading(list)],
		enter: () => ({kind: 'page'}),
		links: fileLinks(list),
		verbs: fileVerbs(noun),
		general: [createFile(noun)],
		usedContainers: () => [],
		emptyReason: swarmEmptyReason(list),
	};
};
