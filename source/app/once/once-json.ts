import {usageOfContainers} from '../../resources/local-usage.ts';
import type {Resource, View} from '../../resources/resource.ts';
import type {EngineState} from '../../store/state.ts';

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

/** The engine that a state is of. */
export const engineFacts = ({info, host, address, isSimulated}: EngineState): object => ({
	name: info?.name ?? host,
	address,
	isSimulated,
});

/** The engine that the rows are of; of several each with its name as the rows have it, and why it tells nothing. */
const enginesOf = (state: EngineState): object =>
	state.parts === undefined
		? {engine: engineFacts(state)}
		: {
				engines: state.parts.map(({name, own}) => ({
					...engineFacts(own),
					name,
					fault: own.connection.status === 'lost' ? own.connection.reason : undefined,
				})),
			};

/** The one shape of `--json`: rows, when they were read, and of which engine. */
export const jsonText = <Row>(resource: Resource<Row>, rows: readonly Row[], view: View): string =>
	JSON.stringify(
		{
			format: 'tallyman/1',
			at: new Date(view.now).toISOString(),
			...enginesOf(view.state),
			kind: resource.table.id,
			rows: rows.map(row => jsonRow(resource, row, view)),
		},
		undefined,
		2,
	);

/** A row a line, for programs that read line by line. */
export const jsonLines = <Row>(resource: Resource<Row>, rows: readonly Row[], view: View): string =>
	rows.map(row => JSON.stringify(jsonRow(resource, row, view))).join('\n');
