import type {KeptEvent} from '../../model/event.ts';
import {hexOfId} from '../../model/image.ts';
import type {View} from '../resource.ts';

/** By the type of an event, the table that its object is a row of. */
const tables: Readonly<Record<string, string>> = {
	container: 'containers',
	service: 'services',
	node: 'nodes',
	image: 'images',
	volume: 'volumes',
	network: 'networks',
	secret: 'secrets',
	config: 'configs',
};

/** By a label of a container or service, the table whose row it belongs to. */
const owners: ReadonlyArray<readonly [string, string]> = [
	['com.docker.swarm.service.id', 'services'],
	['com.docker.swarm.task.id', 'tasks'],
	['com.docker.swarm.node.id', 'nodes'],
	['com.docker.stack.namespace', 'stacks'],
	['com.docker.compose.project', 'stacks'],
];

const ownersIn = (labels: Readonly<Record<string, string>>): readonly string[] =>
	owners.flatMap(([label, table]) => (labels[label] === undefined ? [] : [`${table} ${labels[label]}`]));

/** Id of the container that something else did something to: was connected, had a volume mounted. */
export const affectedContainer = ({type, attributes}: KeptEvent): string | undefined =>
	type === 'container' ? undefined : attributes.container;

const ownName = ({type, objectId, objectName}: KeptEvent): readonly string[] => {
	const table = tables[type];
	if (table === undefined || objectId === '') return [];
	if (type !== 'image') return [`${table} ${objectId}`];
	// What is pulled goes by its name, what is tagged by its id, with the name beside it.
	return [...new Set([`${table} ${hexOfId(objectId)}`, `${table} ${objectName ?? objectId}`])];
};

/**
 * Whom an event is about, each as a table's name and the id of a row: the one that it happened to first, then what it was
 * done with, and what that one belongs to.
 */
export const aboutOf = (row: KeptEvent, {state}: View): readonly string[] => {
	const affected = affectedContainer(row);
	if (affected === undefined) return [...ownName(row), ...ownersIn(row.attributes)];
	const labels = state.tables.containers.rows.get(affected)?.labels ?? {};
	return [`containers ${affected}`, ...ownName(row), ...ownersIn(labels)];
};

/** The one that it happened to: an object of the list it would be in. Nobody where it is about many. */
export const subjectOf = (row: KeptEvent): readonly string[] => {
	const affected = affectedContainer(row);
	return affected === undefined ? ownName(row) : [`containers ${affected}`, ...ownName(row)];
};
