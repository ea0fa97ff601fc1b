import type {Container, ContainerDetails} from '../../source/model/container.ts';
import type {View} from '../../source/resources/resource.ts';
import type {Death, EngineState, Tables} from '../../source/store/state.ts';

/** The moment of all cases, ms. */
export const now = Date.parse('2026-11-27T12:00:00Z');

/** A container that runs and has nothing special about it. */
export const container = (given: Partial<Container> = {}): Container => ({
	host: 'lab',
	id: 'c0ffee'.padEnd(64, '0'),
	name: 'web',
	image: 'nginx:1.27',
	command: 'nginx -g daemon off;',
	state: 'running',
	status: 'Up 3 minutes',
	createdAt: now - 200_000,
	since: now - 180_000,
	sinceUnit: 60_000,
	ports: [],
	networks: ['bridge'],
	mounts: [],
	labels: {},
	...given,
});

/** What inspecting tells of a container, as far as a case names it. */
export const detailsFor = (row: Container, given: Partial<ContainerDetails> = {}): ContainerDetails => ({
	id: row.id,
	name: row.name,
	image: row.image,
	command: row.command,
	state: row.state,
	isOutOfMemory: false,
	restartCount: 0,
	hasTty: false,
	ports: [],
	mounts: [],
	networks: [],
	environment: [],
	labels: {},
	probes: [],
	raw: {},
	...given,
});

/** An end so many seconds ago. */
export const death = (seconds: number, given: Partial<Death> = {}): Death => ({
	at: now - seconds * 1000,
	isOutOfMemory: false,
	...given,
});

/** Parts of a state that a test is about; tables that are not named are empty. */
export type StatePart = Omit<Partial<EngineState>, 'tables'> & {readonly tables?: Partial<Tables>};

const partsOf = ({tables: _, ...rest}: StatePart = {}): Omit<StatePart, 'tables'> => rest;

/** What is known when a container is looked at. */
export const viewOf = (
	row: Container,
	known: {
		readonly details?: ContainerDetails;
		readonly deaths?: readonly Death[];
		readonly state?: StatePart;
	} = {},
): View => ({
	now,
	state: {
		id: 'unix:///test.sock',
		host: 'lab',
		address: 'unix:///lab.sock',
		isSimulated: false,
		connection: {status: 'live', since: 0},
		clockOffset: 0,
		role: 'none',
		tables: {
			containers: {rows: new Map([[row.id, row]]), at: now},
			services: {rows: new Map()},
			tasks: {rows: new Map()},
			nodes: {rows: new Map()},
			...known.state?.tables,
		},
		usage: new Map(),
		tier: 'polling',
		pending: new Map(),
		deaths: known.deaths === undefined ? new Map() : new Map([[row.id, known.deaths]]),
		details: known.details === undefined ? new Map() : new Map([[row.id, known.details]]),
		notices: [],
		...partsOf(known.state),
	},
});
