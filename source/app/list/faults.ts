import {type ResourceId, resourceIds, resourceNamed} from '../../resources/registry.ts';
import {rememberedLast} from '../../resources/remembered.ts';
import type {Resource, View} from '../../resources/resource.ts';
import {allRows} from './list-state.ts';

type Count = (rows: readonly unknown[], view: View) => number;

// Header, tabs and panels ask the same of one moment, and of the next one, when mostly nothing changed.
const counters = new WeakMap<object, Count>();

const counterOf = <Row>(resource: Resource<Row>): ((rows: readonly Row[], view: View) => number) => {
	const known = counters.get(resource);
	if (known !== undefined) return known;
	const counter = rememberedLast((rows: readonly Row[], view) =>
		rows.reduce((sum, row) => sum + (resource.isFaulty(row, view) ? 1 : 0), 0),
	);
	// Safe: it is given rows of this kind only.
	counters.set(resource, counter as Count);
	return counter;
};

/** How many rows of a kind need a person's attention. */
export const faultCount = (id: ResourceId, view: View): number =>
	resourceNamed(id)(resource => counterOf(resource)(allRows(resource, {isFaultsOnly: true}, view), view));

/** How many objects of all kinds need a person's attention. */
export const allFaults = (view: View): number => resourceIds().reduce((sum, id) => sum + faultCount(id, view), 0);
