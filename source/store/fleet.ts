import {byEngine, type EngineKey, readKey} from './engine-key.ts';
import {fleetState, type Member} from './fleet-state.ts';
import {mergeLogs} from './merge-logs.ts';
import type {AskingShare, Interest, Monitor, NamedLog} from './monitor.ts';
import {createPublisher} from './publisher.ts';
import type {EngineState} from './state.ts';

/** An engine that is watched with others. */
export type FleetMember = {
	readonly monitor: Monitor;
	/** What it is called, where somebody named it. */
	readonly name?: string;
	/** Whether nothing may be done to it. */
	readonly isReadOnly?: boolean;
	/** Whether a word is to be typed before anything that interrupts or destroys there. */
	readonly isStrict?: boolean;
	/** The node of a swarm that it is looked at as. */
	readonly nodeId?: string;
};

/** What a fleet needs to know. */
export type FleetOptions = {
	/** Names of the tables that each manager of a swarm tells alike. */
	readonly ofManagers: ReadonlySet<string>;
	/** Whether one engine is shown as itself, its ids without keys, until another one joins it. */
	readonly isPlainAlone?: boolean;
	/** ms between two publications, at least. */
	readonly interval: number;
	/** ms since the epoch. */
	readonly now?: () => number;
};

/** Several engines as one monitor. Engines come and go; each has lanes of its own, and none of them waits for another. */
export type Fleet = Monitor & {
	/** Watches one more. */
	add(member: FleetMember): void;
	/** Watches this one no more: it is closed. */
	drop(id: string): void;
	/** Shows this one alone while all are watched, or all again. */
	show(id: string | undefined): void;
	/** Ids of the engines that are watched, in the order in which they came. */
	ids(): readonly string[];
};

type Watched = FleetMember & {readonly unsubscribe: () => void};

const idOf = ({monitor}: FleetMember): string => monitor.store.getState().id;

/** What of an interest is one engine's, with its own ids. */
const interestOf = (interest: Interest, engine: string, read: typeof readKey): Interest => {
	const own = (key: string): readonly string[] => {
		const known = read(key);
		return known?.engine === engine ? [known.id] : [];
	};
	const {inspect, ...rest} = interest;
	const [inspected] = inspect === undefined ? [] : own(inspect.id);
	const {ending} = inspect ?? {};
	const [logged] = ending === undefined ? [] : own(ending.target.id);
	const ended =
		ending === undefined || logged === undefined ? {} : {ending: {...ending, target: {...ending.target, id: logged}}};
	return {
		...rest,
		containers: interest.containers.flatMap(own),
		...(inspect === undefined || inspected === undefined ? {} : {inspect: {...inspect, id: inspected, ...ended}}),
	};
};

/** What of all that is asked goes by rows in sight; the rest is as much for each engine. */
const sightShare = 0.75;

/**
 * How much of the asking for usage is one engine's: each has what it needs by itself, and all of them together cost no more
 * than one engine of as many containers.
 */
const shareOf = (own: Interest, {containers: visible}: Interest, all: readonly FleetMember[]): AskingShare => {
	const among = all.reduce((sum, {monitor}) => sum + monitor.store.getState().tables.containers.rows.size, 0);
	const inSight = visible.length === 0 ? 1 / all.length : own.containers.length / visible.length;
	return {among, part: sightShare * inSight + (1 - sightShare) / all.length};
};

/** Whether there is something that a person waits for: the answer to a verb, or its mark. */
const isUrgent = (before: EngineState, state: EngineState): boolean =>
	before.notices !== state.notices ||
	before.jobs !== state.jobs ||
	before.pending !== state.pending ||
	before.inspected !== state.inspected;

/** Whether a list came where none was: that is what one waits for. */
const isFirstList = ({tables: {containers: before}}: EngineState, {tables: {containers}}: EngineState): boolean =>
	before.at === undefined && containers.at !== undefined;

/** What several engines tell at one time, as their first lists or figures, is one change of the screen: within so many ms. */
const gathering = 40;

/** Watches these engines together. */
export const startFleet = (members: readonly FleetMember[], options: FleetOptions): Fleet => {
	const {ofManagers, interval, now = Date.now} = options;
	const watched = new Map<string, Watched>();
	let interest: Interest | undefined;
	let shown: string | undefined;
	let isPlain = options.isPlainAlone === true;
	/** The only engine, where it is shown as itself. */
	const alone = (): Watched | undefined => (isPlain ? [...watched.values()][0] : undefined);
	/** Ids of one that is shown as itself are its own. */
	const read = (key: string): EngineKey | undefined => {
		const single = alone();
		return single === undefined ? readKey(key) : {engine: idOf(single), id: key};
	};
	/** The monitor of the engine that a key names, and the id there; fails where it was dropped. */
	const of = (key: string): {readonly monitor: Monitor; readonly id: string} => {
		const known = read(key);
		const member = known === undefined ? undefined : watched.get(known.engine);
		if (member === undefined || known === undefined) throw new Error('its engine is watched no more');
		return {monitor: member.monitor, id: known.id};
	};
	const compose = (): EngineState => {
		const single = alone();
		if (single !== undefined) {
			const {monitor, isReadOnly = false, isStrict = false} = single;
			const state = monitor.store.getState();
			return isReadOnly || isStrict ? {...state, isReadOnly, isStrict} : state;
		}
		return fleetState(
			[...watched.values()].map(
				({monitor, name, nodeId, isReadOnly = false, isStrict = false}): Member => ({
					state: monitor.store.getState(),
					isReadOnly,
					isStrict,
					...(nodeId === undefined ? {} : {nodeId}),
					...(name === undefined ? {} : {name}),
				}),
			),
			{
				ofManagers,
				inspecting: interest?.inspect === undefined ? undefined : read(interest.inspect.id)?.engine,
				...(shown === undefined ? {} : {shown}),
			},
		);
	};
	const publisher = createPublisher(fleetState([], {ofManagers, inspecting: undefined}), interval, now, compose);
	const tell = (member: FleetMember): void => {
		if (interest === undefined) return;
		const own = interestOf(interest, idOf(member), read);
		const all = [...watched.values()];
		member.monitor.watch(all.length < 2 ? own : {...own, share: shareOf(own, interest, all)});
	};
	let listing: NodeJS.Timeout | undefined;
	const listed = (): void => {
		const isVeryFirst = publisher.state().tables.containers.at === undefined;
		listing ??= setTimeout(
			() => {
				listing = undefined;
				publisher.flush();
			},
			isVeryFirst ? 0 : gathering,
		);
	};
	const add = (member: FleetMember): void => {
		const id = idOf(member);
		if (watched.has(id)) {
			member.monitor.close();
			return;
		}
		const unsubscribe = member.monitor.store.subscribe((state, before) => {
			publisher.touch(gathering);
			// One that is alone is published when it says so.
			if (isPlain || isUrgent(before, state)) publisher.flush();
			else if (isFirstList(before, state)) listed();
		});
		watched.set(id, {...member, unsubscribe});
		if (watched.size > 1 && isPlain) {
			isPlain = false;
			// What was wanted went by the ids of one engine.
			interest = undefined;
		}
		tell(member);
		publisher.touch();
		publisher.flush();
	};
	for (const member of members) add(member);

	return {
		store: publisher.store,
		now: () => alone()?.monitor.now() ?? now(),
		add,
		drop(id) {
			const member = watched.get(id);
			if (member === undefined) return;
			watched.delete(id);
			if (shown === id) shown = undefined;
			member.unsubscribe();
			member.monitor.close();
			publisher.touch();
			publisher.flush();
		},
		show(id) {
			shown = id;
			publisher.touch();
			publisher.flush();
		},
		ids: () => [...watched.keys()],
		watch(next) {
			interest = next;
			for (const member of watched.values()) tell(member);
		},
		openLog(targets, span) {
			const single = alone();
			if (single !== undefined) return single.monitor.openLog(targets, span);
			const open = (engine: string, own: readonly NamedLog[]) => watched.get(engine)?.monitor.openLog(own, span);
			return mergeLogs(targets, open);
		},
		async *readLog(target, span, signal) {
			const {monitor, id} = of(target.id);
			yield* monitor.readLog({...target, id}, span, signal);
		},
		async openShell(key, shellOptions, signal) {
			const {monitor, id} = of(key);
			return await monitor.openShell(id, shellOptions, signal);
		},
		async ask(key, question, signal) {
			const {monitor, id} = of(key);
			return await monitor.ask(id, question, signal);
		},
		act(requests) {
			for (const [engine, own] of byEngine(requests, read)) watched.get(engine)?.monitor.act(own);
		},
		stopJobs(ids) {
			const jobs = ids.map(id => ({id}));
			for (const [engine, own] of byEngine(jobs, read)) watched.get(engine)?.monitor.stopJobs(own.map(({id}) => id));
		},
		effort() {
			const all = [...watched.values()].map(({monitor}) => monitor.effort());
			return {
				requests: all.reduce((sum, {requests}) => sum + requests, 0),
				samples: all.reduce((sum, {samples}) => sum + samples, 0),
				slowdown: Math.max(publisher.slowdown(), ...all.map(({slowdown}) => slowdown)),
			};
		},
		retry() {
			for (const {monitor} of watched.values())
				if (monitor.store.getState().connection.status === 'lost') monitor.retry();
		},
		close() {
			publisher.close();
			clearTimeout(listing);
			for (const {monitor, unsubscribe} of watched.values()) {
				unsubscribe();
				monitor.close();
			}
		},
	};
};
