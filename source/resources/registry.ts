import {containers} from './containers/containers.ts';
import {fence} from './fence.ts';
import {nodes} from './nodes/nodes.ts';
import type {Resource} from './resource.ts';
import {services} from './services/services.ts';
import {tasks} from './tasks/tasks.ts';

/** Calls `use` with a resource and its own row type: the one way to treat kinds alike without losing their types. */
export type AnyResource = <Result>(use: <Row>(resource: Resource<Row>) => Result) => Result;

const sealed = <Row>(resource: Resource<Row>): AnyResource => {
	const safe = fence(resource);
	return use => use(safe);
};

/** Every panel kind, in the order of the tabs. */
export const registry = {
	containers: sealed(containers),
	services: sealed(services),
	tasks: sealed(tasks),
	nodes: sealed(nodes),
} as const;

/** Name of a panel kind. */
export type ResourceId = keyof typeof registry;

/** Names of all panel kinds, in the order of the tabs. */
export const resourceIds: readonly ResourceId[] = ['containers', 'services', 'tasks', 'nodes'];
