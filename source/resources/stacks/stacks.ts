import type {Stack} from '../../model/stack.ts';
import type {NamedLog} from '../../store/monitor.ts';
import {explained} from '../cell.ts';
import {containers} from '../containers/containers.ts';
import {writerPrefix} from '../log-prefix.ts';
import type {Destination, Resource} from '../resource.ts';
import {kindText, stackColumns, usageShare, usedContainers} from './columns.ts';
import {isRunning, stackCondition, stackReason} from './condition.ts';
import {stackDetails} from './details.ts';
import {drift} from './drift.ts';
import {stackLinks} from './links.ts';
import {faultyParts} from './parts.ts';
import {stackPrograms} from './programs.ts';
import {stacksTable} from './table.ts';
import {stackVerbs} from './verbs.ts';

/** Its services, or where it has none its containers. */
const enter = ({name, services, kinds}: Stack): Destination => ({
	kind: 'list',
	resource: services.length > 0 ? 'services' : 'containers',
	scope: {title: name, field: kinds.includes('stack') ? 'stack' : 'project', value: name},
});

const namesOf = (parts: Stack['services']): readonly string[] => parts.flatMap(({id, name}) => [id, name]);

const fields: Readonly<Record<string, (row: Stack) => readonly string[]>> = {
	stack: row => (row.kinds.includes('stack') ? [row.name] : []),
	project: row => (row.kinds.includes('compose') ? [row.name] : []),
	service: row => namesOf(row.services),
	container: row => namesOf(row.containers),
	image: row => row.images,
	network: row => row.networks,
	volume: row => row.volumes,
	file: row => row.configFiles,
};

/** Stacks and compose projects: what was declared together. */
export const stacks: Resource<Stack> = {
	table: stacksTable,
	reads: ['containers', 'services', 'tasks', 'nodes', 'networks', 'volumes', 'secrets', 'configs'],
	singular: 'stack',
	title: 'Stacks',
	aliases: ['stack', 'project', 'projects', 'compose'],
	...(containers.areReasonsKnown === undefined ? {} : {areReasonsKnown: containers.areReasonsKnown}),
	identity: row => row.id,
	shortId: row => row.id,
	name: row => row.name,
	createdAt: row => row.createdAt,
	columns: stackColumns,
	defaultSort: {column: 'name', isDescending: false},
	condition: stackCondition,
	urgency: (row, view) => {
		const place = ['bad', 'warning', 'busy'].indexOf(stackCondition(row, view).tone);
		return place === -1 ? 9 : place;
	},
	isFaulty: (row, view) => faultyParts(row, view).length > 0,
	isRunning,
	searched: row => [row.name, kindText(row), ...row.images],
	fields: ['state', ...Object.keys(fields)],
	field: (row, name, view) => (name === 'state' ? [stackCondition(row, view).word] : (fields[name]?.(row) ?? [])),
	reason: stackReason,
	facts: (row, view) => ({faults: faultyParts(row, view).length}),
	explain: (row, view) => explained(row.name, stackReason(row, view), stackCondition(row, view).tone),
	details: stackDetails,
	enter,
	links: stackLinks,
	readings: [drift],
	logs: row => [
		...row.services.map((part): NamedLog => ({kind: 'service', ...part})),
		...row.containers.map((part): NamedLog => ({kind: 'container', ...part})),
	],
	logPrefix: writerPrefix,
	verbs: stackVerbs,
	general: stackPrograms,
	usedContainers,
	usageShare,
	emptyReason: ({role}) =>
		role === 'worker'
			? 'no container on this engine belongs to a stack or a compose project; a manager knows the stacks of all nodes'
			: 'no container or service here belongs to a stack or a compose project',
};
