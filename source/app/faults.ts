import {type ResourceId, resourceIds, resourceNamed} from '../resources/registry.ts';
import type {View} from '../resources/resource.ts';
import {allRows} from './list-state.ts';

// Header, tabs and panels ask the same of one moment.
const counted = new WeakMap<View, Map<ResourceId, number>>();

/** How many rows of a kind need a person's attention. */
export const faultCount = (id: ResourceId, view: View): number => {
	const known = counted.get(view) ?? new Map<ResourceId, number>();
	counted.set(view, known);
	const count =
		known.get(id) ??
		resourceNamed(id)(resource =>
			allRows(resource, {isFaultsOnly: true}, view).reduce(
				(sum, row) => sum + (resource.isFaulty(row, view) ? 1 : 0),
				0,
			),
		);
	known.set(id, count);
	return count;
};

/** How many objects of all kinds need a person's attention. */
export const allFaults = (view: View): number => resourceIds().reduce((sum, id) => sum + faultCount(id, view), 0);
