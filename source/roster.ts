import process from 'node:process';
import {findAddresses, type TlsOptions} from './engine/addresses.ts';
import type {EngineAddress} from './engine/engine.ts';
import {EngineError} from './engine/engine-error.ts';
import type {Fleet} from './store/fleet.ts';
import type {Roster, RosterChange} from './store/roster.ts';
import {memberOf, type WatchOptions} from './watch.ts';

/** How engines that are named later are reached. */
export type RosterOptions = {
	readonly contexts: readonly string[];
	readonly watching: WatchOptions;
	readonly tls?: TlsOptions;
};

type Named = Extract<RosterChange, {readonly by: string}>;

const addressOf = async ({by, name}: Named, tls: TlsOptions | undefined): Promise<EngineAddress> => {
	const {list} = await findAddresses(
		{...(by === 'context' ? {context: name} : {host: name}), ...(tls === undefined ? {} : {tls})},
		process.env,
	);
	const [address] = list;
	if (address === undefined) throw new EngineError('configuration', `${name} names no engine`);
	return address;
};

/** Lets a person add and drop engines of a fleet. */
export const createRoster = (fleet: Fleet, {contexts, watching, tls}: RosterOptions): Roster => {
	/** The id of an engine that is watched, by its name on screen where it has no address of that name. */
	const watchedAs = async (change: Named): Promise<string | undefined> => {
		const part = fleet.store.getState().parts?.find(({name}) => name === change.name);
		if (part !== undefined) return part.id;
		const {url} = await addressOf(change, tls);
		return fleet.ids().find(id => id === url);
	};
	const add = async (change: Named): Promise<string> => {
		const address = await addressOf(change, tls);
		if (!fleet.ids().includes(address.url)) fleet.add(memberOf({address}, watching, false));
		return address.url;
	};
	const named = async (change: Named): Promise<string> => {
		switch (change.kind) {
			case 'add':
				await add(change);
				return `watching ${change.name} too`;
			case 'switch': {
				const kept = await add(change);
				for (const id of fleet.ids()) if (id !== kept) fleet.drop(id);
				return `watching ${change.name}`;
			}
			case 'drop': {
				const id = await watchedAs(change);
				if (id === undefined) throw new EngineError('configuration', `${change.name} is not watched`);
				if (fleet.ids().length === 1)
					throw new EngineError('configuration', `${change.name} is the only engine that is watched`);
				fleet.drop(id);
				return `${change.name} is watched no more`;
			}
		}
	};
	return {
		contexts,
		async change(change) {
			if (change.kind !== 'show') return await named(change);
			fleet.show(change.id);
			const shown = fleet.store.getState().parts ?? [];
			return change.id === undefined ? `all ${shown.length} engines` : `only ${shown[0]?.name ?? 'it'}`;
		},
	};
};
