import type {AnyTableSource} from '../store/table-source.ts';
import {across} from './across.ts';
import {configs} from './configs/configs.ts';
import {containers} from './containers/containers.ts';
import {events} from './events/events.ts';
import {fence} from './fence.ts';
import {images} from './images/images.ts';
import {networks} from './networks/networks.ts';
import {nodes} from './nodes/nodes.ts';
import {removed} from './removed/removed.ts';
import type {Resource} from './resource.ts';
import {secrets} from './secrets/secrets.ts';
import {services} from './services/services.ts';
import {stacks} from './stacks/stacks.ts';
import {tasks} from './tasks/tasks.ts';
import type {Verb} from './verb.ts';
import {volumes} from './volumes/volumes.ts';

/** Calls `use` with a resource and its own row type: the one way to treat kinds alike without losing their types. */
export type AnyResource = <Result>(use: <Row>(resource: Resource<Row>) => Result) => Result;

/** Name of a kind, which is that of its table. */
export type ResourceId = string;

const kinds = new Map<ResourceId, AnyResource>();

/** Adds a kind behind the others: its tab, key, list, page, verbs, words, one-shot and JSON come of it. Returns the way to take it off again. */
export const register = <Row>(resource: Resource<Row>): (() => void) => {
	const safe = across(fence(resource));
	const {id} = resource.table;
	if (kinds.has(id)) throw new Error(`there is a kind ${id} already`);
	kinds.set(id, use => use(safe));
	return () => kinds.delete(id);
};

// Every panel kind, in the order of the tabs. A new one is one line here.
register(containers);
register(services);
register(tasks);
register(nodes);
register(stacks);
register(images);
register(volumes);
register(networks);
register(secrets);
register(configs);
register(events);
register(removed);

/** Adds verbs to a kind as the screen has it, of one engine or several. Returns the way to take them off again. */
export const addVerbs = (
	id: ResourceId,
	verbsOf: <Row>(resource: Resource<Row>) => ReadonlyArray<Verb<Row>>,
): (() => void) => {
	const before = resourceNamed(id);
	const more = before((resource): AnyResource => {
		const whole = {...resource, verbs: [...resource.verbs, ...verbsOf(resource)]};
		return use => use(whole);
	});
	kinds.set(id, more);
	return () => kinds.set(id, before);
};

/** Names of all kinds, in the order of the tabs. */
export const resourceIds = (): readonly ResourceId[] => [...kinds.keys()];

/** The kind of this name. */
export const resourceNamed = (id: ResourceId): AnyResource => {
	const kind = kinds.get(id);
	if (kind === undefined) throw new Error(`there is no kind ${id}`);
	return kind;
};

/** What all kinds want of some work, in the order of the tabs. */
export const ofAllKinds = <Result>(use: <Row>(resource: Resource<Row>) => Result): readonly Result[] =>
	[...kinds.values()].map(kind => kind(use));

/** The tables of all kinds. */
export const allTables = (): readonly AnyTableSource[] => ofAllKinds(({table}): AnyTableSource => table);
