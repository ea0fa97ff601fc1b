import process from 'node:process';
import {namedAddress, type TlsOptions} from './engine/addresses.ts';
import {contextNames} from './engine/contexts.ts';
import type {EngineAddress} from './engine/engine.ts';
import {EngineError} from './engine/engine-error.ts';
import type {Fleet} from './store/fleet.ts';
import type {Roster, RosterChange} from './store/roster.ts';
import {memberOf, type WatchOptions} from './watch.ts';

/** How engines that are named later are reached. */
export type RosterOptions = {
	readonly watching: WatchOptions;
	readonly tls: TlsOptions | undefined;
};

type Named = Extract<RosterChange, {readonly by: string}>;

const addressOf = ({by, name}: Named, tls: TlsOptions | undefined): Promise<EngineAddress> =>
	namedAddress(by === 'context' ? {context: name, tls} : {host: name, tls}, process.env);

/** Lets a person add and drop engines of a fleet. */
export const createRoster = (fleet: Fleet, {watching, tls}: RosterOptions): Roster => {
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
		// Nobody waits for them, and those that cannot be read are told of when one of them is named.
		contexts: contextNames(process.env).catch(() => []),
		async change(change) {
			if (change.kind !== 'show') return await named(change);
			fleet.show(change.id);
			const shown = fleet.store.getState().parts ?? [];
			return change.id === undefined ? `all ${shown.length} engines` : `only ${shown[0]?.name ?? 'it'}`;
		},
	};
};
