import {type ResourceId, resourceNamed} from '../../resources/registry.ts';

/** The table of a kind, and those that its cells and reasons are worked out from. */
export const tablesOfKind = (id: ResourceId): readonly string[] =>
	resourceNamed(id)(({table, reads = []}) => [table.id, ...reads]);
