import {parseFilter} from '../../resources/filter.ts';
import {columnsWithReason} from '../../resources/reason-column.ts';
import type {Column, Resource} from '../../resources/resource.ts';
import {columnCalled, columnNamed} from '../command/column-command.ts';
import {freshList, type ListState} from '../list/list-state.ts';
import type {OnceOptions} from './once-output.ts';

/** Which rows are printed, in which order, with which columns. */
export type OnceChoice = {
	/** As `/` takes it in a list: `state=exited`, `!web`. */
	readonly filter?: string;
	/** A column, or trouble first; with `-` in front the largest first. */
	readonly sort?: string;
	/** In their order, with commas between. */
	readonly columns?: string;
};

/** Trouble first, as on the home. */
const urgency = 'urgency';

const sortOf = <Row>(
	typed: string,
	resource: Resource<Row>,
): (NonNullable<ListState['sort']> & {readonly isUsage: boolean}) | {readonly fault: string} => {
	const isDescending = typed.startsWith('-');
	const word = isDescending ? typed.slice(1) : typed;
	if (word === urgency) return {column: urgency, isDescending, isUsage: false};
	const columns = columnsWithReason(resource).filter(({order}) => order !== undefined);
	const found = columnCalled(word, resource, columns);
	return 'fault' in found ? found : {column: found.id, isDescending, isUsage: found.isUsage === true};
};

/** The columns that are printed, in their order; undefined where none were chosen. */
export const chosenColumns = <Row>(
	{columns: typed}: OnceChoice,
	resource: Resource<Row>,
): ReadonlyArray<Column<Row>> | {readonly fault: string} | undefined => {
	if (typed === undefined) return undefined;
	const all = columnsWithReason(resource);
	const chosen: Array<Column<Row>> = [];
	for (const word of typed
		.split(',')
		.map(part => part.trim())
		.filter(part => part !== '')) {
		const found = columnCalled(word, resource, all);
		if ('fault' in found) return found;
		if (!chosen.includes(found)) chosen.push(found);
	}
	return chosen.length === 0 ? {fault: `no column is named; there are ${all.map(({id}) => id).join(', ')}`} : chosen;
};

/** A list that is narrowed and sorted so; what was misunderstood changes nothing. */
export const listOf = <Row>({filter, sort}: OnceChoice, resource: Resource<Row>): ListState => {
	const order = sort === undefined ? undefined : sortOf(sort, resource);
	return {
		...freshList,
		...(filter === undefined ? {} : {filter}),
		...(order === undefined || 'fault' in order
			? {}
			: {sort: {column: order.column, isDescending: order.isDescending}}),
	};
};

/** Whether figures of usage decide which rows are printed, or in which order. */
export const isChosenByUsage = <Row>({filter = '', sort}: OnceChoice, resource: Resource<Row>): boolean => {
	const order = sort === undefined ? undefined : sortOf(sort, resource);
	if (order !== undefined && !('fault' in order) && order.isUsage) return true;
	const figures = columnsWithReason(resource).filter(({isUsage = false}) => isUsage);
	const names = filter.split(/\s+/).flatMap(term => /^!?([\w%/.-]+)=/.exec(term)?.[1] ?? []);
	return names.some(name => !('fault' in columnNamed(name, figures)));
};

/** What is wrong with such a choice, in one sentence that names the flag. */
export const choiceFault = <Row>(
	choice: OnceChoice,
	resource: Resource<Row>,
	{output, hasUsage}: Pick<OnceOptions, 'output' | 'hasUsage'>,
): string | undefined => {
	const {filter, sort} = choice;
	const filterFault = filter === undefined ? undefined : parseFilter(filter, resource).fault;
	if (filterFault !== undefined) return `--filter: ${filterFault}`;
	const order = sort === undefined ? undefined : sortOf(sort, resource);
	if (order !== undefined && 'fault' in order) return `--sort: ${order.fault}`;
	const columns = chosenColumns(choice, resource);
	if (columns !== undefined && 'fault' in columns) return `--columns: ${columns.fault}`;
	if (columns !== undefined && output.kind !== 'table')
		return '--columns chooses columns of the table, and something else is printed';
	return !hasUsage && isChosenByUsage(choice, resource)
		? 'figures of usage are needed for that, and --no-usage leaves them out'
		: undefined;
};
