import type {Network} from '../../model/network.ts';
import type {Resource, View} from '../resource.ts';
import {isUp} from '../users.ts';
import {networkColumns} from './columns.ts';
import {networkCondition, ownerOf, predefinedBy, serviceNames, usersOf} from './condition.ts';
import {createNetwork} from './create.ts';
import {networkDetails} from './details.ts';
import {networkLinks} from './links.ts';
import {networkPrune} from './prune.ts';
import {networksTable} from './table.ts';
import {networkVerbs} from './verbs.ts';

const pairs = (record: Readonly<Record<string, string>>): readonly string[] =>
	Object.entries(record).flatMap(([key, value]) => [key, `${key}=${value}`]);

const fields: Readonly<Record<string, (row: Network, view: View) => ReadonlyArray<string | undefined>>> = {
	name: row => [row.name],
	network: row => [row.name, row.id],
	id: row => [row.id],
	label: row => pairs(row.labels),
	option: row => pairs(row.options),
	driver: row => [row.driver],
	scope: row => [row.scope],
	subnet: row => row.subnets.map(({subnet}) => subnet),
	project: row => [row.project, row.stack],
	stack: row => [row.stack, row.project],
	state: (row, view) => [networkCondition(row, view).word],
	service: (row, {state}) => serviceNames(row, state),
	internal: row => [String(row.isInternal)],
	attachable: row => [String(row.isAttachable)],
	ingress: row => [String(row.isIngress)],
	encrypted: row => [String(row.isEncrypted)],
	ipv6: row => [String(row.hasIpv6)],
	used: (row, view) => [
		String(networkCondition(row, view).word === 'in use' || usersOf(row, view.state).length > 0),
		...usersOf(row, view.state).map(({name}) => name),
	],
};

/** Networks of the engine that we are connected to. */
export const networks: Resource<Network> = {
	table: networksTable,
	reads: ['containers', 'services'],
	singular: 'network',
	title: 'Networks',
	aliases: ['network', 'net'],
	identity: row => row.id,
	name: row => row.name,
	createdAt: row => row.createdAt,
	columns: networkColumns,
	defaultSort: {column: 'name', isDescending: false},
	condition: networkCondition,
	// What carries anything first.
	urgency: (row, view) => (networkCondition(row, view).tone === 'good' ? 0 : 1),
	isFaulty: () => false,
	isRunning: (row, view) => networkCondition(row, view).word === 'in use',
	searched: row => [row.name, row.id, ownerOf(row)],
	fields: Object.keys(fields),
	field: (row, name, view) => (fields[name]?.(row, view) ?? []).filter(value => value !== undefined),
	reason: () => undefined,
	facts: (row, {state}) => {
		const users = usersOf(row, state);
		return {
			isPredefined: predefinedBy(row, state) !== undefined,
			containers: users.length,
			running: users.filter(isUp).length,
			usedBy: users.map(({name}) => name).join(', '),
			services: serviceNames(row, state).join(', '),
		};
	},
	explain: () => undefined,
	details: networkDetails,
	enter: () => ({kind: 'page'}),
	links: networkLinks,
	verbs: networkVerbs,
	general: [createNetwork, networkPrune],
	usedContainers: () => [],
	emptyReason: () => 'this engine has no networks',
};
