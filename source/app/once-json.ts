import {usageOfContainers} from '../resources/local-usage.ts';
import type {Resource, View} from '../resources/resource.ts';

/** A row as the model has it, with what is made of it; one shape for all ways of printing JSON. */
export const jsonRow = <Row>(resource: Resource<Row>, row: Row, view: View): object => ({
	...row,
	// How rough a time is told is our own affair.
	sinceUnit: undefined,
	condition: resource.condition(row, view).word,
	reason: resource.reason(row, view) ?? null,
	...resource.facts?.(row, view),
	usage: usageOfContainers(view.state, resource.usedContainers(row, view.state)) ?? null,
	// Where other engines run the rest: of how many of those that run the usage is.
	usageShare: resource.usageShare?.(row, view.state),
});

/** The one shape of `--json`: rows, when they were read, and of which engine. */
export const jsonText = <Row>(resource: Resource<Row>, rows: readonly Row[], view: View): string =>
	JSON.stringify(
		{
			format: 'tallyman/1',
			at: new Date(view.now).toISOString(),
			engine: {
				name: view.state.info?.name ?? view.state.host,
				address: view.state.address,
				isSimulated: view.state.isSimulated,
			},
			kind: resource.table.id,
			rows: rows.map(row => jsonRow(resource, row, view)),
		},
		undefined,
		2,
	);

/** A row a line, for programs that read line by line. */
export const jsonLines = <Row>(resource: Resource<Row>, rows: readonly Row[], view: View): string =>
	rows.map(row => JSON.stringify(jsonRow(resource, row, view))).join('\n');
