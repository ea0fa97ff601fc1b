import type {Condition, Resource} from '../../source/resources/resource.ts';
import type {Verb} from '../../source/resources/verb.ts';
import {tableSource} from '../../source/store/table-source.ts';

/** A made-up thing: a container as a harbour master sees it. */
export type Ship = {readonly id: string; readonly name: string; readonly isAfloat: boolean};

const table = tableSource<Ship>({
	id: 'ships',
	needs: 'engine',
	list: async (engine, _state, signal) =>
		(await engine.containers.list({}, signal)).map(({id, name, state}) => ({id, name, isAfloat: state === 'running'})),
	touched: ({type}) => (type === 'container' ? 'all' : undefined),
	pace: ({intervals}) => intervals.reconcile,
	inspect: async () => ({raw: {}}),
});

const condition = ({isAfloat}: Ship): Condition =>
	isAfloat ? {glyph: '●', word: 'afloat', tone: 'good'} : {glyph: '○', word: 'aground', tone: 'quiet'};

/** A made-up kind with the given verbs. */
export const shipsWith = (...verbs: ReadonlyArray<Verb<Ship>>): Resource<Ship> => ({
	table,
	singular: 'ship',
	title: 'Ships',
	identity: row => row.id,
	name: row => row.name,
	createdAt: () => undefined,
	columns: [
		{id: 'name', title: 'SHIP', align: 'left', width: 12, priority: 100, cell: row => ({text: row.name})},
		{id: 'state', title: 'STATE', align: 'left', width: 8, priority: 99, cell: row => ({text: condition(row).word})},
	],
	defaultSort: {column: 'name', isDescending: false},
	condition,
	urgency: () => 0,
	isFaulty: () => false,
	isRunning: row => row.isAfloat,
	searched: row => [row.name],
	fields: [],
	field: () => [],
	reason: () => undefined,
	explain: () => undefined,
	details: () => [],
	enter: () => ({kind: 'page'}),
	verbs,
	usedContainers: row => [row.id],
	emptyReason: () => 'no ship is in sight',
});
