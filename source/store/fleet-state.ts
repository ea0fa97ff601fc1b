import type {Container} from '../model/container.ts';
import {totalUsage} from '../model/usage.ts';
import {engineKey, readKey} from './engine-key.ts';
import {mergeTables} from './merge-tables.ts';
import {oncePerInputs} from './once-per-inputs.ts';
import type {Connection, EnginePart, EngineState, Job, NodeReach, Notice, Tables} from './state.ts';
import {emptyTable} from './table.ts';
import type {UsageHistory} from './usage-history.ts';

/** What a part of the whole is made of: an engine's state, and what it is called where it was named. */
export type Member = {
	readonly state: EngineState;
	readonly isReadOnly: boolean;
	readonly isStrict: boolean;
	readonly name?: string;
	/** The node of a swarm that it is looked at as, from before it answers. */
	readonly nodeId?: string;
};

/** Names of engines, each another one: those of one name are told apart by where they are reached. */
const namesOf = (members: readonly Member[]): readonly string[] => {
	const names = members.map(({state, name}) => name ?? state.info?.name ?? state.host);
	return names.map((name, index) => {
		if (!names.some((other, at) => other === name && at !== index)) return name;
		const {nodeId, state} = members[index] ?? {};
		return nodeId === undefined ? (state?.address ?? name) : `${name} ${nodeId.slice(0, 12)}`;
	});
};

/** Whether one of those before it tells the same: of the same daemon all, of the same swarm what managers tell. */
type Echo = 'daemon' | 'swarm' | undefined;

/** Of those that tell the same one is shown: the first that is live, else the first. */
const precedes = (other: EngineState, state: EngineState, all: readonly EngineState[]): boolean => {
	const isLive = ({connection}: EngineState): boolean => connection.status === 'live';
	return isLive(other) === isLive(state) ? all.indexOf(other) < all.indexOf(state) : isLive(other);
};

/** Whether they are one daemon, reached by two ways. Machines that were copied have one id, but not one name or node. */
const isSameDaemon = (one: EngineState['info'], other: EngineState['info']): boolean =>
	one?.id !== undefined && one.id === other?.id && one.name === other.name && one.nodeId === other.nodeId;

const echoOf = (state: EngineState, all: readonly EngineState[]): Echo => {
	const {info} = state;
	if (info === undefined) return undefined;
	const before = all.filter(other => other !== state && precedes(other, state, all));
	if (before.some(other => isSameDaemon(other.info, info))) return 'daemon';
	if (state.role !== 'manager' || info.nodeId === undefined) return undefined;
	const {nodeId} = info;
	// Two daemons that are one node are copies of each other, and tell of two swarms.
	const isKnown = ({role, tables, info: other}: EngineState): boolean =>
		role === 'manager' && other?.nodeId !== nodeId && tables.nodes.rows.has(nodeId);
	return before.some(isKnown) ? 'swarm' : undefined;
};

/** A state without what another engine tells as well. */
const withoutEchoes = (state: EngineState, echo: Echo, ofManagers: ReadonlySet<string>): EngineState => {
	if (echo === undefined) return state;
	const isKept = (id: string): boolean => echo === 'swarm' && !ofManagers.has(id);
	const tables = Object.fromEntries(
		Object.entries(state.tables).map(([id, table]) => [id, isKept(id) ? table : {...table, rows: emptyTable.rows}]),
	);
	// Safe: the same tables by the same names.
	return {...state, tables: tables as Tables};
};

/** The same map as long as the maps that are in it are the same. */
const joined = oncePerInputs((...maps: readonly [ReadonlyMap<string, unknown>, ...unknown[]]) => {
	const all = new Map<string, unknown>();
	// Safe: nothing else is handed in.
	for (const map of maps) for (const [id, value] of map as ReadonlyMap<string, unknown>) all.set(id, value);
	return all;
});

const union = <Value>([first, ...others]: ReadonlyArray<ReadonlyMap<string, Value>>): ReadonlyMap<string, Value> =>
	// Safe: the values are those of these maps.
	first === undefined ? new Map() : (joined(first, ...others) as ReadonlyMap<string, Value>);

/** How the engines of nodes are seen, each known by its node's id, never by a name. */
const reachOf = (members: readonly Member[]): ReadonlyMap<string, NodeReach> => {
	const reach = new Map<string, NodeReach>();
	for (const {state, nodeId = state.info?.nodeId} of members) {
		const known = nodeId === undefined ? undefined : reach.get(nodeId);
		if (nodeId === undefined || known?.connection.status === 'live') continue;
		reach.set(nodeId, {connection: state.connection, containers: state.tables.containers.rows});
	}
	return reach;
};

/**
 * The engines of a manager's swarm, itself first: each is known by its node's id, never by a name. What one told that is
 * lost is as old as that, and stands among what others tell now: it is left out.
 */
const swarmOf = (state: EngineState, all: readonly EngineState[]): readonly EngineState[] => {
	if (state.role !== 'manager') return [state];
	const {rows} = state.tables.nodes;
	const isOfSwarm = ({info, connection}: EngineState): boolean =>
		connection.status === 'live' &&
		info?.nodeId !== undefined &&
		info.nodeId !== state.info?.nodeId &&
		rows.has(info.nodeId);
	return [state, ...all.filter(isOfSwarm)];
};

const partOfContainers = (areTasks: boolean) =>
	oncePerInputs(
		(containers: ReadonlyMap<string, Container>) =>
			new Map([...containers].filter(([, {serviceId}]) => (serviceId !== undefined) === areTasks)),
	);

const tasksOnly = partOfContainers(true);
const withoutTasks = partOfContainers(false);

/** A manager's state with the tasks' containers of its swarm's other engines, and what is known of them. */
const withSwarm = (
	state: EngineState,
	all: readonly EngineState[],
	reach: ReadonlyMap<string, NodeReach>,
): EngineState => {
	const engines = swarmOf(state, all);
	if (engines.length < 2) return state.role === 'manager' ? {...state, reach} : state;
	const {containers} = state.tables;
	const rows = engines.map(({tables}) =>
		tables === state.tables ? containers.rows : tasksOnly(tables.containers.rows),
	);
	return {
		...state,
		reach,
		tables: {
			...state.tables,
			containers: {...containers, rows: union(rows)},
		},
		usage: union(engines.map(({usage}) => usage)),
		deaths: union(engines.map(({deaths}) => deaths)),
		details: union(engines.map(({details}) => details)),
	};
};

/** What is worked out from a manager's state is of the whole swarm; the other engines of it keep what is theirs alone. */
const originOf = (own: EngineState, seen: EngineState, parts: readonly {readonly seen: EngineState}[]): EngineState => {
	const isShown = own.tables.nodes.rows.size > 0;
	if (isShown) return seen;
	const nodeId = own.info?.nodeId;
	const isSeen = nodeId !== undefined && parts.some(part => part.seen.tables.nodes.rows.has(nodeId));
	const {containers} = own.tables;
	return isSeen
		? {...own, tables: {...own.tables, containers: {...containers, rows: withoutTasks(containers.rows)}}}
		: own;
};

const keyed = <Value>(
	parts: readonly EnginePart[],
	of: (state: EngineState) => ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> => {
	const all = new Map<string, Value>();
	for (const {id, own} of parts) for (const [key, value] of of(own)) all.set(engineKey(id, key), value);
	return all;
};

const sumOfHistories = (histories: readonly UsageHistory[]): UsageHistory | undefined => {
	const latest = totalUsage(histories.map(history => history.latest));
	if (latest === undefined) return undefined;
	return {
		latest,
		series(key, points, milliseconds, until) {
			const all = histories.map(history => history.series(key, points, milliseconds, until));
			return Array.from({length: points}, (_, point) => {
				const values = all.map(series => series[point]).filter(value => value !== undefined);
				return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
			});
		},
	};
};

/** Live as soon as one of them is: each engine's own is told beside it. */
const connectionOf = (parts: readonly EnginePart[]): Connection => {
	const all = parts.map(({own}) => own.connection);
	return (
		all.find(({status}) => status === 'live') ??
		all.find(({status}) => status === 'connecting') ??
		all[0] ?? {status: 'connecting', attempt: 1}
	);
};

const noticesOf = (parts: readonly EnginePart[]): readonly Notice[] =>
	parts
		.flatMap(({name, own}) =>
			own.notices.map(notice => ({...notice, at: notice.at - own.clockOffset, text: `${name}: ${notice.text}`})),
		)
		.sort((a, b) => a.at - b.at);

/** A key as an engine's own id is one: what it was asked for while it was alone went by its ids. */
const asKey = (engine: string, id: string): string => (readKey(id) === undefined ? engineKey(engine, id) : id);

const jobsOf = (parts: readonly EnginePart[]): readonly Job[] =>
	parts
		.flatMap(({id: engine, name, own}) =>
			(own.jobs ?? []).map(({ended, undo, takesBack, ...job}): Job => {
				const at = (moment: number): number => moment - own.clockOffset;
				return {
					...job,
					id: engineKey(engine, job.id),
					name: `${job.name} on ${name}`,
					since: at(job.since),
					...(undo === undefined ? {} : {undo: {...undo, id: asKey(engine, undo.id)}}),
					...(takesBack === undefined ? {} : {takesBack: asKey(engine, takesBack)}),
					...(ended === undefined ? {} : {ended: {...ended, at: at(ended.at)}}),
				};
			}),
		)
		.sort((a, b) => a.since - b.since);

const roles = ['manager', 'worker', 'none', 'unknown'] as const;

const sumOf = (values: ReadonlyArray<number | undefined>): number | undefined =>
	values.some(value => value === undefined) ? undefined : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

const inspectedOf = (parts: readonly EnginePart[], engine: string | undefined): EngineState['inspected'] => {
	const inspected = parts.find(({id}) => id === engine)?.own.inspected;
	return inspected === undefined || engine === undefined
		? undefined
		: {...inspected, id: engineKey(engine, inspected.id)};
};

/**
 * Several engines as one state. `ofManagers` are the tables that each manager of a swarm tells alike; `inspecting` is the
 * engine whose object is looked at.
 */
export const fleetState = (
	members: readonly Member[],
	{
		ofManagers,
		inspecting,
		shown,
	}: {
		readonly ofManagers: ReadonlySet<string>;
		readonly inspecting: string | undefined;
		/** The engine that is shown alone. */
		readonly shown?: string;
	},
): EngineState => {
	const names = namesOf(members);
	const all = members.map(({state}) => state);
	const reach = reachOf(members);
	const told = all.map((state, index) => ({
		id: state.id,
		name: names[index] ?? state.address,
		isReadOnly: members[index]?.isReadOnly ?? false,
		isStrict: members[index]?.isStrict ?? false,
		own: withoutEchoes(state, echoOf(state, all), ofManagers),
		seen: withSwarm(state, all, reach),
	}));
	const parts = told
		.filter(({id}) => shown === undefined || id === shown)
		.map((part): EnginePart => ({...part, origin: originOf(part.own, part.seen, told)}));
	const tableNames = [...new Set(parts.flatMap(({own}) => Object.keys(own.tables)))];
	const tables = Object.fromEntries(
		tableNames.map(id => [
			id,
			mergeTables(parts.map(({id: engine, own}) => ({engine, table: own.tables[id] ?? emptyTable}))),
		]),
	);
	const live = parts.filter(({own}) => own.connection.status === 'live').map(({own}) => own);
	const totals = sumOfHistories(live.flatMap(state => state.totals ?? []));
	const cpus = sumOf(live.map(({info}) => info?.cpus));
	const memory = sumOf(live.map(({info}) => info?.memory));
	const inspected = inspectedOf(parts, inspecting);
	return {
		id: 'fleet',
		parts,
		host: `${parts.length} engines`,
		address: all.map(({address}) => address).join(', '),
		isSimulated: all.some(({isSimulated}) => isSimulated),
		connection: connectionOf(parts),
		role: roles.find(role => all.some(state => state.role === role)) ?? 'unknown',
		info: {
			name: `${parts.length} engines`,
			swarm: 'none',
			isSimulated: false,
			...(cpus === undefined || live.length === 0 ? {} : {cpus}),
			...(memory === undefined || live.length === 0 ? {} : {memory}),
		},
		reach,
		// Safe: the tables that each engine has are among them.
		tables: tables as Tables,
		usage: keyed(parts, ({usage}) => usage),
		...(totals === undefined ? {} : {totals}),
		tier: all[0]?.tier ?? 'unknown',
		pending: keyed(parts, ({pending}) => pending),
		deaths: keyed(parts, ({deaths}) => deaths),
		details: keyed(parts, ({details}) => details),
		clockOffset: 0,
		jobs: jobsOf(parts),
		notices: noticesOf(parts),
		...(inspected === undefined ? {} : {inspected}),
	};
};
