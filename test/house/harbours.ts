import {createHash} from 'node:crypto';
import type {Engine} from '../../source/engine/engine.ts';
import type {ActionOutcome} from '../../source/engine/outcome.ts';
import type {Container} from '../../source/model/container.ts';
import {explained, figure, labelled} from '../../source/resources/cell.ts';
import type {Column, Condition, Resource} from '../../source/resources/resource.ts';
import type {Verb} from '../../source/resources/verb.ts';
import type {ActionRequest} from '../../source/store/monitor.ts';
import {type TableSource, tableSource} from '../../source/store/table-source.ts';

/** A container in a harbour, by its name there. */
type Ship = {readonly id: string; readonly name: string; readonly state: string};

/** A made-up thing: a network as the containers tell of it, with those of them that lie there. */
export type Harbour = {readonly id: string; readonly name: string; readonly ships: readonly Ship[]};

/** The id of a harbour, which is nobody else's: 64 hexadecimal characters. */
export const harbourId = (name: string): string => createHash('sha256').update(`harbour ${name}`).digest('hex');

/** The harbours that containers lie in. */
export const harboursOf = (rows: readonly Container[]): readonly Harbour[] => {
	const ships = new Map<string, Ship[]>();
	for (const {id, name, state, networks} of rows)
		for (const network of networks) ships.set(network, [...(ships.get(network) ?? []), {id, name, state}]);
	return [...ships].map(([name, own]) => ({
		id: harbourId(name),
		name,
		ships: own.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
	}));
};

const afloat = ({ships}: Harbour): readonly Ship[] => ships.filter(({state}) => state === 'running');

const namesOf = (ships: readonly Ship[]): string => ships.map(({name}) => name).join(', ');

const listed = async (engine: Engine, signal: AbortSignal): Promise<readonly Harbour[]> =>
	harboursOf(await engine.containers.list({}, signal));

const tableNamed = (id: string): TableSource<Harbour> =>
	tableSource<Harbour>({
		id,
		needs: 'engine',
		list: (engine, _state, signal) => listed(engine, signal),
		touched: ({type}) => (type === 'container' ? 'all' : undefined),
		pace: ({isHeard, intervals}) => (isHeard ? intervals.reconcile : intervals.unheard),
		inspect: async (engine, wanted, signal) => {
			const harbour = (await listed(engine, signal)).find(row => row.id === wanted);
			return {raw: {Harbour: harbour?.name, Ships: harbour?.ships.map(({name}) => name)}};
		},
	});

const condition = (row: Harbour): Condition => {
	if (afloat(row).length > 0) return {glyph: '●', word: 'open', tone: 'good'};
	return row.ships.some(({state}) => state === 'paused')
		? {glyph: '‖', word: 'blockaded', tone: 'warning'}
		: {glyph: '✗', word: 'silted', tone: 'bad'};
};

const reason = (row: Harbour): string | undefined => {
	const {word} = condition(row);
	return word === 'open' ? undefined : `no ship is afloat: ${namesOf(row.ships)}`;
};

const columns: ReadonlyArray<Column<Harbour>> = [
	{
		id: 'name',
		title: 'HARBOUR',
		align: 'left',
		width: 10,
		maxWidth: 30,
		priority: 100,
		cell: ({name}) => ({text: name, tone: 'strong'}),
		order: ({name}) => name,
	},
	{
		id: 'state',
		title: 'PORTCULLIS',
		align: 'left',
		width: 10,
		priority: 99,
		cell: row => ({text: condition(row).word, tone: condition(row).tone}),
		order: row => condition(row).word,
	},
	{
		id: 'afloat',
		title: 'AFLOAT',
		align: 'right',
		width: 6,
		priority: 80,
		cell: row => figure(afloat(row).length, String),
		order: row => afloat(row).length,
		isDescendingFirst: true,
	},
	{
		id: 'ships',
		title: 'SHIPS',
		align: 'right',
		width: 5,
		priority: 70,
		cell: row => figure(row.ships.length, String),
		order: row => row.ships.length,
		isDescendingFirst: true,
	},
];

const wrecks = ({ships}: Harbour): readonly Ship[] => ships.filter(({state}) => state === 'exited');

const ofAll = async (answers: ReadonlyArray<Promise<ActionOutcome>>): Promise<ActionOutcome> =>
	(await Promise.all(answers)).includes('done') ? 'done' : 'already';

const request = (row: Harbour, verb: string, past: string, run: ActionRequest['run']): ActionRequest => ({
	id: row.id,
	name: row.name,
	past,
	pending: `${verb} of ${row.name}`,
	done: `${past} ${row.name}`,
	already: `${row.name} is ${past} already`,
	failed: `could not ${verb} ${row.name}`,
	run,
});

/** Pauses all that is afloat there. */
const blockade: Verb<Harbour> = {
	id: 'blockade',
	key: 'P',
	label: () => 'blockade',
	help: 'hold all ships that are afloat there',
	danger: 'interrupts',
	refusal: row => (afloat(row).length > 0 ? undefined : 'no ship is afloat there'),
	reach: row => [`holds ${namesOf(afloat(row))}`],
	request: row =>
		request(row, 'blockade', 'blockaded', (engine, signal) =>
			ofAll(afloat(row).map(({id}) => engine.containers.pause(id, signal))),
		),
};

/** Removes all that ended there; its id is all that is said of it. */
const scuttle: Verb<Harbour> = {
	id: 'scuttle',
	key: 'D',
	label: () => 'scuttle',
	danger: 'destroys',
	refusal: row => (wrecks(row).length > 0 ? undefined : 'all its ships are afloat'),
	reach: row => [`sinks ${namesOf(wrecks(row))}`],
	request: row =>
		request(row, 'scuttle', 'scuttled', (engine, signal) =>
			ofAll(wrecks(row).map(({id}) => engine.containers.remove(id, {force: false, volumes: false}, signal))),
		),
};

/** A kind that there is not, made as all others are: one record. Under another name it is another kind. */
export const harboursNamed = (id: string, title: string): Resource<Harbour> => ({
	table: tableNamed(id),
	// Not its title without an s, and with a vowel in front.
	singular: 'anchorage',
	title,
	aliases: [`${id.slice(0, 2)}${id.length}`],
	isOnHome: true,
	headlines: ({state}) => [{line: [{text: `${state.tables[id]?.rows.size ?? '–'} ${id}`}], priority: 75}],
	identity: row => row.id,
	name: row => row.name,
	createdAt: () => undefined,
	columns,
	defaultSort: {column: 'name', isDescending: false},
	condition,
	urgency: row => (condition(row).tone === 'good' ? 1 : 0),
	isFaulty: row => condition(row).tone !== 'good',
	isRunning: row => afloat(row).length > 0,
	searched: row => [row.name],
	fields: ['ship'],
	field: (row, name) => (name === 'ship' ? row.ships.map(ship => ship.name) : []),
	reason,
	facts: row => ({afloat: afloat(row).length}),
	explain: row => explained(row.name, reason(row), condition(row).tone),
	details: row => [
		{title: 'Portcullis', lines: labelled('State', condition(row).word)},
		{title: 'Roll of ships', lines: row.ships.map(ship => [{text: `${ship.name} ${ship.state}`}])},
	],
	enter: () => ({kind: 'page'}),
	verbs: [blockade, scuttle],
	usedContainers: row => afloat(row).map(({id}) => id),
	emptyReason: () => 'no containers, no harbours',
});

/** The made-up kind. */
export const harbours = harboursNamed('harbours', 'Harbours');
