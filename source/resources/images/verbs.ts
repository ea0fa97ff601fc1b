import {formatBytes} from '../../model/bytes.ts';
import {type Image, isLastName, listedNames} from '../../model/image.ts';
import type {View} from '../resource.ts';
import {isUp, listed, namesOf} from '../users.ts';
import type {Verb} from '../verb.ts';
import {imageName} from './condition.ts';
import {usersOf} from './users.ts';

/** Why the engine would not let it go without force, which would leave containers without the image of theirs. */
const refusal = (row: Image, {state}: View): string | undefined => {
	if (!isLastName(row)) return undefined;
	const users = usersOf(row, state);
	const running = users.filter(isUp);
	if (running.length > 0) return `${namesOf(running)} ${running.length === 1 ? 'runs' : 'run'} from it`;
	if (users.length === 0) return undefined;
	return `${namesOf(users)}, which ${users.length === 1 ? 'does' : 'do'} not run, ${users.length === 1 ? 'was' : 'were'} made from it: remove ${users.length === 1 ? 'that' : 'those'} first`;
};

/** What goes with the name: nothing as long as the image has others. */
const reach = (row: Image, {state}: View): readonly string[] => {
	if (!isLastName(row)) {
		const others = listedNames(row).filter(name => name !== row.reference);
		const users = usersOf(row, state);
		return [
			`takes this name away; the image stays as long as it has another: ${listed(others)}`,
			...(users.length === 0 ? [] : [`${namesOf(users)} ${users.length === 1 ? 'goes' : 'go'} on with it`]),
		];
	}
	return [
		`deletes the image${row.size === undefined ? '' : ` of ${formatBytes(row.size)}`}, but for layers that others share`,
		...(row.digests.length === 0 ? ['no registry is known to have it: it cannot be pulled again'] : []),
		...(state.tables.containers.at === undefined ? ['which containers use it is not known yet'] : []),
	];
};

const remove: Verb<Image> = {
	id: 'remove',
	key: 'D',
	words: [{word: 'rm', does: 'remove'}],
	help: 'remove an image, or one of its names',
	label: () => 'remove',
	danger: 'destroys',
	refusal,
	reach,
	request: row => {
		const name = imageName(row);
		const isLast = isLastName(row);
		return {
			id: row.id,
			name,
			past: 'removed',
			pending: isLast ? 'removing' : 'untagging',
			done: isLast ? `removed image ${name}` : `took the name ${name} away`,
			already: `${name} is gone already`,
			failed: `could not remove image ${name}`,
			run: (engine, signal) => engine.images.remove(row, signal),
		};
	},
};

/** What can be done to images. */
export const imageVerbs: ReadonlyArray<Verb<Image>> = [remove];
