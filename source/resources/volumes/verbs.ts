import {type Volume, volumeName} from '../../model/volume.ts';
import type {View} from '../resource.ts';
import {isUp, namesOf} from '../users.ts';
import type {Verb} from '../verb.ts';
import {usersOf} from './condition.ts';

/** Engines keep a volume for every container that was made with it, and no force changes that. */
const refusal = (row: Volume, {state}: View): string | undefined => {
	const users = usersOf(row, state);
	const running = users.filter(isUp);
	if (running.length > 0) return `${namesOf(running)} ${running.length === 1 ? 'uses' : 'use'} it`;
	if (users.length === 0) return undefined;
	const [does, was, that] = users.length === 1 ? ['does', 'was', 'that'] : ['do', 'were', 'those'];
	return `${namesOf(users)}, which ${does} not run, ${was} made with it: remove ${that} first`;
};

/** What it stands for elsewhere: a share, or a folder of the machine. A tmpfs is nowhere else. */
const deviceOf = ({driver, options}: Volume): string | undefined =>
	driver === 'local' && options.type !== 'tmpfs' ? options.device : undefined;

const reach = (row: Volume, {state}: View): readonly string[] => {
	const device = deviceOf(row);
	return [
		device === undefined
			? 'all data in it is lost: nothing brings it back'
			: `lets go of ${device}; the engine deletes nothing there`,
		...(row.driver === 'local' ? [] : [`its driver ${row.driver} says what becomes of the data`]),
		...(state.tables.containers.at === undefined ? ['which containers use it is not known yet'] : []),
	];
};

const remove: Verb<Volume> = {
	id: 'remove',
	key: 'D',
	words: [{word: 'rm', does: 'remove'}],
	help: 'remove a volume with its data',
	label: () => 'remove',
	danger: 'destroys',
	losesData: true,
	refusal,
	reach,
	request: row => {
		const name = volumeName(row);
		return {
			id: row.id,
			name,
			past: 'removed',
			pending: 'removing',
			done: `removed volume ${name}`,
			already: `${name} is gone already`,
			failed: `could not remove volume ${name}`,
			run: (engine, signal) => engine.volumes.remove(row, signal),
		};
	},
};

/** What can be done to volumes. */
export const volumeVerbs: ReadonlyArray<Verb<Volume>> = [remove];
