import {type ResourceId, resourceNamed} from '../../resources/registry.ts';
import type {Resource, View} from '../../resources/resource.ts';
import {rowOf} from '../../resources/rows.ts';
import type {Interest, NamedLog} from '../../store/monitor.ts';

/** From this width on the page of the selected row stands beside its list. */
export const besideFrom = 140;

const narrowest = 56;
const widest = 90;
const share = 0.42;

/** The row whose page stands beside a list, and the one that will once the selection has come to rest on it. */
export type Beside = {
	readonly selected: string | undefined;
	/** When the selection came there, ms: to the second, as all that is drawn. */
	readonly since: number;
	readonly shown?: {readonly id: string; readonly logs: readonly NamedLog[]};
};

/** Cells for the page of a list in so many; none where the list needs them all. */
export const besideWidth = (width: number): number =>
	width < besideFrom ? 0 : Math.max(narrowest, Math.min(widest, Math.floor(width * share)));

/** Whether a kind's rows have pages worth standing there: what happened to others is told in the row. */
export const hasBeside = <Row>({tellsOf}: Resource<Row>): boolean => tellsOf === undefined;

const shownOf = <Row>(resource: Resource<Row>, row: Row): NonNullable<Beside['shown']> => ({
	id: resource.identity(row),
	logs: resource.logs?.(row) ?? [],
});

/**
 * What stands beside a list by its selection now. It follows at the next second, so that nothing is asked for rows that
 * the selection only goes past.
 */
export const nextBeside = <Row>(
	resource: Resource<Row>,
	before: Beside | undefined,
	row: Row | undefined,
	now: number,
): Beside => {
	const selected = row === undefined ? undefined : resource.identity(row);
	if (row === undefined) return {selected, since: now};
	if (before === undefined || before.selected !== selected)
		return {selected, since: now, ...(before?.shown === undefined ? {} : {shown: before.shown})};
	// What is read of it is that of its row by now.
	return before.since < now || before.shown?.id === selected ? {...before, shown: shownOf(resource, row)} : before;
};

/** What is inspected for it: as its page would be. */
export const inspectsBeside = (id: ResourceId, {shown}: Beside, view: View): Interest['inspect'] =>
	shown === undefined ? undefined : inspectsRow(id, shown.id, view, false);

/** What is inspected for the page of a row. */
export const inspectsRow = (
	resourceId: ResourceId,
	id: string,
	view: View,
	processes: boolean,
): NonNullable<Interest['inspect']> =>
	resourceNamed(resourceId)(resource => {
		const row = rowOf(resource, view.state, id);
		const ending = row === undefined ? undefined : resource.ending?.(row, view);
		return {table: resourceId, id, processes, raw: false, ...(ending === undefined ? {} : {ending})};
	});
