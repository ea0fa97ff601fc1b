import {usualSocket} from './engine/addresses.ts';
import {connectEngine} from './engine/connect.ts';
import {dockerEnvironment} from './engine/docker-program.ts';
import type {Engine, EngineAddress} from './engine/engine.ts';
import {allTables} from './resources/registry.ts';
import type {Loaded} from './settings/load-settings.ts';
import {settingsFor} from './settings/settings.ts';
import {type Fleet, type FleetMember, startFleet} from './store/fleet.ts';
import type {Monitor} from './store/monitor.ts';
import {usualIntervals} from './store/session.ts';
import {startMonitor} from './store/start-monitor.ts';
import type {StatsTier} from './store/state.ts';

/** How engines are watched. */
export type WatchOptions = {
	readonly tier: StatsTier | undefined;
	readonly loaded: Loaded;
	readonly isReadOnly: boolean;
};

/** An engine to be watched, with the connection to it where there is one already, or with a way of its own to make one. */
export type Watchable = {
	readonly address: EngineAddress;
	readonly engine?: Engine;
	readonly connect?: (signal: AbortSignal) => Promise<Engine>;
};

/** Nobody named it, and it is not where Docker usually is: it is said which it is. */
const foundElsewhere = ({origin, url}: EngineAddress, at: number) =>
	origin === 'default socket' && url !== usualSocket
		? [{at, text: `no engine at ${usualSocket}: this is ${url}`, tone: 'plain' as const}]
		: [];

/** Watches one engine. What is wrong with the settings is said in it. */
export const watchOne = (
	{address, engine, connect = signal => connectEngine(address, signal)}: Watchable,
	{tier, loaded: {settings, faults}}: WatchOptions,
): Monitor => {
	const at = Date.now();
	let first = engine;
	return startMonitor({
		host: engine?.host ?? address.name,
		address: address.url,
		environment: dockerEnvironment(address),
		tables: allTables(),
		intervals: settings.refresh,
		notices: [...faults.map(text => ({at, text, tone: 'bad' as const})), ...foundElsewhere(address, at)],
		connect: signal => {
			const made = first;
			first = undefined;
			return made === undefined ? connect(signal) : Promise.resolve(made);
		},
		...(tier === undefined ? {} : {tier}),
	});
};

/** An engine of several, by the name of its context where it has one; what is set for it alone holds for it alone. */
export const memberOf = (
	watchable: Watchable,
	{tier, loaded, isReadOnly}: WatchOptions,
	isFirst: boolean,
): FleetMember => {
	const {name, url, origin} = watchable.address;
	const own = settingsFor(loaded.settings, [name, url]);
	return {
		monitor: watchOne(watchable, {tier, loaded: {...loaded, faults: isFirst ? loaded.faults : []}, isReadOnly}),
		isReadOnly: isReadOnly || own.isReadOnly,
		isStrict: own.asking === 'strict',
		...(origin.startsWith('context ') ? {name} : {}),
	};
};

/** Watches several engines together; each is connected by itself, and tried again where it cannot be. */
export const watchSeveral = (
	engines: readonly Watchable[],
	options: WatchOptions,
	{isPlainAlone = false}: {readonly isPlainAlone?: boolean} = {},
): Fleet =>
	startFleet(
		engines.map((watchable, index) => memberOf(watchable, options, index === 0)),
		{
			ofManagers: new Set(allTables().flatMap(({id, needs}) => (needs === 'manager' ? [id] : []))),
			isPlainAlone: isPlainAlone && engines.length === 1,
			interval: options.loaded.settings.refresh.publish ?? usualIntervals.publish,
		},
	);
