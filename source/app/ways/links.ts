import type {Link} from '../../resources/link.ts';
import {type ResourceId, resourceIds, resourceNamed} from '../../resources/registry.ts';
import type {PublishedAddress, Resource, View} from '../../resources/resource.ts';
import {rowOf, rowsOf} from '../../resources/rows.ts';
import {engineKey, engineOf} from '../../store/engine-key.ts';
import type {EngineState} from '../../store/state.ts';

/** An object that a link leads to, before its row is known: by its kind, and what it is found by there. */
export type Sought = Pick<Link, 'ids' | 'engine'>;

/** Where a row leads, to kinds that there are. */
export const linksOf = <Row>(resource: Resource<Row>, row: Row, view: View): readonly Link[] => {
	const kinds = resourceIds();
	return (resource.links?.(row, view) ?? []).filter(link => kinds.includes(link.resource));
};

/** A port of a row that is reached from outside, among what the row leads to. */
export type PortLead = PublishedAddress & {readonly title: string; readonly name: string};

/** Where one can go from a row: another object, or out by a port. */
export type Lead = Link | PortLead;

/** All that a row leads to: objects in the order in which they are told, then ports. */
export const leadsOf = <Row>(resource: Resource<Row>, row: Row, view: View): readonly Lead[] => [
	...linksOf(resource, row, view),
	...(resource.addresses?.(row, view) ?? []).map(
		(address): PortLead => ({...address, title: 'Ports', name: address.url}),
	),
];

/** The row that is meant among those of a kind, if it is there: by an id, else by its name. */
export const rowSought = <Row>(resource: Resource<Row>, {ids, engine}: Sought, state: EngineState): Row | undefined => {
	// An id is nearly always the row's own: all rows are looked at for names only.
	for (const id of ids) {
		const row =
			rowOf(resource, state, id) ?? (engine === undefined ? undefined : rowOf(resource, state, engineKey(engine, id)));
		if (row !== undefined && engineOf(row) === engine) return row;
	}
	const rows = rowsOf(resource, state).filter(row => engineOf(row) === engine);
	for (const id of ids) {
		const told = `${resource.table.id} ${id}`;
		const found =
			rows.find(row => resource.toldAs?.(row).includes(told) === true) ?? rows.find(row => resource.name(row) === id);
		if (found !== undefined) return found;
	}
	return undefined;
};

/** What a place needs to know of the object at the end of a link: its row's, or what it is to be found by. */
export const objectOf = (
	link: Link,
	state: EngineState,
): {readonly resource: ResourceId; readonly id: string; readonly name: string; readonly sought?: Sought} =>
	resourceNamed(link.resource)(resource => {
		const row = rowSought(resource, link, state);
		const {ids, engine, name} = link;
		return row === undefined
			? {
					resource: link.resource,
					id: ids[0] ?? name,
					name,
					sought: {ids, ...(engine === undefined ? {} : {engine})},
				}
			: {resource: link.resource, id: resource.identity(row), name: resource.name(row)};
	});
