import type {Container, ContainerDetails} from '../../source/model/container.ts';
import {containers} from '../../source/resources/containers/containers.ts';
import type {Death} from '../../source/store/state.ts';
import {container, detailsFor, viewOf} from './container-view.ts';

/** What is known of a container, and what is said of it. */
export type Case = {
	readonly of: string;
	readonly row?: Partial<Container>;
	readonly details?: Partial<ContainerDetails>;
	readonly deaths?: readonly Death[];
	readonly word: string;
	readonly tone: string;
	readonly status: string;
	readonly reason: string | undefined;
	readonly isFaulty: boolean;
};

const textOf = (line: ReadonlyArray<{readonly text: string}> | undefined): string | undefined =>
	line?.map(span => span.text).join('');

/** What a container says of itself, in the shape of a case. */
export const saidOf = (given: Case): Case & {readonly explained: string | undefined} => {
	const row = container(given.row);
	const view = viewOf(row, {
		...(given.details === undefined ? {} : {details: detailsFor(row, given.details)}),
		...(given.deaths === undefined ? {} : {deaths: given.deaths}),
	});
	const {word, tone} = containers.condition(row, view);
	const cell = containers.columns.find(column => column.id === 'status')?.cell(row, view);
	return {
		...given,
		word,
		tone,
		status: cell !== undefined && 'text' in cell ? cell.text : '',
		reason: containers.reason(row, view),
		isFaulty: containers.isFaulty(row, view),
		explained: textOf(containers.explain(row, view)),
	};
};

/** What is expected of it. */
export const expectedOf = (given: Case): ReturnType<typeof saidOf> => ({
	...given,
	explained: given.reason === undefined ? undefined : `web: ${given.reason}`,
});
