import type {Resource, View} from '../resources/resource.ts';

/** Why a row is as it is, in plain words without its name; undefined where there is nothing to say. */
export const reasonOf = <Row>(resource: Resource<Row>, row: Row, view: View): string | undefined => {
	const [first, ...rest] = resource.explain(row, view) ?? [];
	if (first === undefined) return undefined;
	// The name stands in front, quiet.
	const spans = first.tone === 'quiet' ? rest : [first, ...rest];
	return spans.map(span => span.text).join('');
};
