import process from 'node:process';
import {attendEngines} from './attend-engines.ts';
import {findAddresses, namedAddress, type TlsOptions} from './engine/addresses.ts';
import {type Attend, connectEngine, connectFirst} from './engine/connect.ts';
import {contextNames} from './engine/contexts.ts';
import type {Engine, EngineAddress} from './engine/engine.ts';
import {EngineError} from './engine/engine-error.ts';
import {type NodeHost, parseNodeHost} from './engine/node-host.ts';
import type {Fleet} from './store/fleet.ts';
import type {Monitor} from './store/monitor.ts';
import {type WatchOptions, watchOne, watchSeveral} from './watch.ts';
import {watchSwarm} from './watch-swarm.ts';

/** Which engines a person chose, by flags; none is the one that the docker CLI would use. */
export type EngineChoice = {
	readonly host?: string;
	readonly context?: string;
	/** Several engines to be watched together, in place of one. */
	readonly engines?: readonly EngineName[];
	/** Every context that docker knows, in place of those. */
	readonly hasAllContexts?: boolean;
	/** How the engines of a swarm's nodes are reached, such as `ssh://ops@{addr}`: they are watched together. */
	readonly nodeHost?: string;
	/** docker's `--tls…` flags. */
	readonly tls?: TlsOptions | undefined;
	readonly isDemo: boolean;
};

/** An engine as it is named on the command line. */
export type EngineName = {readonly host: string} | {readonly context: string};

/** What is to be watched. */
export type Found = {
	readonly watch: (options: WatchOptions) => Monitor;
	/** The same as a fleet, which others may join; one that is alone is shown as itself where nothing else is said. */
	readonly watchTogether: (options: WatchOptions, isPlainAlone?: boolean) => Fleet;
	readonly close?: () => void | Promise<void>;
};

/** One engine that answers. */
const foundOne = (
	{engine, address}: {readonly engine: Engine; readonly address: EngineAddress},
	stop?: () => Promise<void>,
): Found => ({
	watch: options => watchOne({engine, address}, options),
	watchTogether: (options, isPlainAlone = true) => watchSeveral([{engine, address}], options, {isPlainAlone}),
	close: async () => {
		engine.close();
		await stop?.();
	},
});

const openDemo = async (): Promise<Found> => {
	const {startDemo} = await import('./demo.ts');
	const demo = await startDemo();
	const engine = await connectEngine(demo.address, new AbortController().signal);
	return foundOne({engine, address: demo.address}, demo.stop);
};

/** All engines that were named, each once; what is wrong with the name of one of them is the person's to mend. */
const findFleet = async (options: EngineChoice, attend: Attend | undefined): Promise<Found> => {
	const names: readonly EngineName[] =
		options.hasAllContexts === true
			? (await contextNames(process.env)).map(context => ({context}))
			: (options.engines ?? []);
	const {tls} = options;
	const addresses = await Promise.all(names.map(name => namedAddress({tls, ...name}, process.env)));
	const once = [...new Map(addresses.map(address => [address.url, address])).values()];
	const engines =
		attend === undefined
			? once.map(address => ({address}))
			: await attendEngines(once, attend, new AbortController().signal);
	const watchTogether = (watching: WatchOptions): Fleet => watchSeveral(engines, watching);
	return {watch: watchTogether, watchTogether};
};

/** The same, with the engines of all nodes that their managers tell of. */
const withNodes = ({watchTogether, ...rest}: Found, nodeHost: NodeHost, {tls}: EngineChoice): Found => {
	const watchNodes = (options: WatchOptions): Fleet => {
		const fleet = watchTogether(options, false);
		const swarm = watchSwarm(fleet, {nodeHost, tls}, options);
		return {
			...fleet,
			close() {
				swarm.stop();
				fleet.close();
			},
		};
	};
	return {...rest, watch: watchNodes, watchTogether: watchNodes};
};

/** What finding them needs of the program. */
export type FindOptions = {
	/** Says what is wrong and does no harm. */
	readonly warn: (warning: string) => void;
	/** Leaves the terminal to ssh, which may ask; absent where nobody can be asked. */
	readonly attend?: Attend;
	/** Asks the person what to do where no engine answers that nobody named; absent where nobody can be asked. */
	readonly ask?: (error: EngineError) => Promise<'quit' | 'demo' | 'retry'>;
};

const findNamed = async (choice: EngineChoice, {warn, ask, attend}: FindOptions): Promise<Found | undefined> => {
	if (choice.isDemo) return openDemo();
	if (choice.hasAllContexts === true || (choice.engines ?? []).length > 0) return findFleet(choice, attend);
	for (;;) {
		const {list, isNamed, warning} = await findAddresses(choice, process.env);
		if (warning !== undefined) warn(warning);
		try {
			return foundOne(await connectFirst(list, new AbortController().signal, attend));
		} catch (error) {
			if (!(error instanceof EngineError) || isNamed || ask === undefined) throw error;
			const chosen = await ask(error);
			if (chosen === 'quit') return undefined;
			if (chosen === 'demo') return openDemo();
		}
	}
};

/** Finds what was chosen; undefined where the person leaves instead. Fails with an EngineError that says what to do. */
export const findEngines = async (choice: EngineChoice, options: FindOptions): Promise<Found | undefined> => {
	const nodeHost = choice.nodeHost === undefined ? undefined : parseNodeHost(choice.nodeHost);
	if (nodeHost !== undefined && 'fault' in nodeHost)
		throw new EngineError('configuration', `--node-host: ${nodeHost.fault}`);
	const found = await findNamed(choice, options);
	return found === undefined || nodeHost === undefined ? found : withNodes(found, nodeHost, choice);
};
