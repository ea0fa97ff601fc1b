import type {Container} from '../../model/container.ts';
import type {Stack} from '../../model/stack.ts';
import type {Service} from '../../model/swarm.ts';
import {statusText} from '../containers/columns.ts';
import {containerCondition} from '../containers/condition.ts';
import {containerReason} from '../containers/explain.ts';
import {remembered} from '../remembered.ts';
import type {Condition, View} from '../resource.ts';
import {replicasText, serviceCondition} from '../services/condition.ts';
import {serviceReason} from '../services/reason.ts';

/** A service or container of a group as it stands. */
export type Part = {
	readonly name: string;
	readonly kind: 'service' | 'container';
	readonly condition: Condition;
	/** Replicas of a service, and docker's words for a container. */
	readonly figure: string;
	readonly reason: string | undefined;
};

const present = <Row>(parts: Stack['services'], rows: ReadonlyMap<string, Row>): readonly Row[] =>
	parts.map(({id}) => rows.get(id)).filter(row => row !== undefined);

/** The services of a group. */
export const servicesOf = ({services}: Stack, {state}: View): readonly Service[] =>
	present(services, state.tables.services.rows);

/** The containers that are parts of a group by themselves. */
export const containersOf = ({containers}: Stack, {state}: View): readonly Container[] =>
	present(containers, state.tables.containers.rows);

/** All parts of a group with their own conditions and reasons, services first. */
export const partsOf = remembered((row: Stack, view: View): readonly Part[] => [
	...servicesOf(row, view).map(
		(service): Part => ({
			name: service.name,
			kind: 'service',
			condition: serviceCondition(service, view),
			figure: replicasText(service),
			reason: serviceReason(service, view),
		}),
	),
	...containersOf(row, view).map(
		(container): Part => ({
			name: container.name,
			kind: 'container',
			condition: containerCondition(container, view),
			figure: statusText(container, view),
			reason: containerReason(container, view),
		}),
	),
]);

/** Parts that need a person's attention, the worst first. */
export const faultyParts = (row: Stack, view: View): readonly Part[] => {
	const parts = partsOf(row, view);
	return [
		...parts.filter(({condition}) => condition.tone === 'bad'),
		...parts.filter(({condition}) => condition.tone === 'warning'),
	];
};
