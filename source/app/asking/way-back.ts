import type {Resource, View} from '../../resources/resource.ts';
import {requestsIn, type Values, type Verb} from '../../resources/verb.ts';
import type {ActionRequest, Asked} from '../../store/monitor.ts';

/** Which verb of which row a request is of, and of which act: all that one question asked for. */
export const askedOf = <Row>(resource: Resource<Row>, verb: Verb<Row>, row: Row, view: View): Asked => ({
	kind: resource.table.id,
	id: resource.identity(row),
	verb: verb.id,
	act: `${verb.id} at ${view.now}`,
});

/** What a verb does to a row, with the way to take it back where there is one. */
export const withWayBack = <Row>({
	resource,
	verb,
	row,
	values,
	view,
}: {
	readonly resource: Resource<Row>;
	readonly verb: Verb<Row>;
	readonly row: Row;
	readonly values: Values;
	readonly view: View;
}): readonly ActionRequest[] => {
	const made = verb.request(row, values, view);
	const back = verb.undo?.(row, values);
	if (!('run' in made) && back === undefined) return made;
	const asked = askedOf(resource, verb, row, view);
	// What a row comes to in several requests goes back as one: by the row.
	return requestsIn(made).map(request => ({...request, asked, ...(back === undefined ? {} : {wayBack: back})}));
};
