import {objectModes} from '../keys.ts';
import type {OwnCommand} from '../model/own-command.ts';
import {type Bindable, type Clash, ownerIn} from './key-binding.ts';
import type {KeySettings} from './settings.ts';
import type {Vocabulary} from './vocabulary.ts';

/** A command on each of its kinds, as what has keys. */
const bindablesOf = ({name, key, kinds}: OwnCommand): readonly Bindable[] =>
	key === undefined ? [] : kinds.map(kind => ({id: name, keys: [key], modes: objectModes, kind}));

/**
 * The commands in their order, without a key where that is another thing's already, and what has it then. Unlike what is
 * bound anew a command takes no key away: it has its word.
 */
export const settledCommands = (
	commands: readonly OwnCommand[],
	keys: KeySettings,
	{bindables}: Vocabulary,
): {readonly commands: readonly OwnCommand[]; readonly clashes: readonly Clash[]} => {
	const settled: OwnCommand[] = [];
	const clashes: Clash[] = [];
	for (const command of commands) {
		const all = [...bindables, ...settled.flatMap(bindablesOf)];
		const [owner] = bindablesOf(command).flatMap(bindable => ownerIn(bindable, all, keys) ?? []);
		const {key, ...rest} = command;
		settled.push(owner === undefined ? command : rest);
		if (owner !== undefined && key !== undefined)
			clashes.push({id: command.name, other: owner.id, key, mode: owner.mode});
	}
	return {commands: settled, clashes};
};
