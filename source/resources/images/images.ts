import {hexOfId, type Image} from '../../model/image.ts';
import {explained} from '../cell.ts';
import type {Resource, View} from '../resource.ts';
import {isUp} from '../users.ts';
import {imageColumns} from './columns.ts';
import {imageCondition, imageName, imageReason, isDangling} from './condition.ts';
import {serviceOf} from './create-service.ts';
import {imageDetails} from './details.ts';
import {imageLinks} from './links.ts';
import {imagePrunes} from './prune.ts';
import {registryVerbs} from './registry-verbs.ts';
import {run} from './run.ts';
import {imagesTable} from './table.ts';
import {generalTransfers, imageTransfers, newerReading} from './transfers.ts';
import {usersOf} from './users.ts';
import {imageVerbs} from './verbs.ts';

const fields: Readonly<Record<string, (row: Image, view: View) => ReadonlyArray<string | undefined>>> = {
	image: row => [row.reference, imageName(row), row.imageId, hexOfId(row.imageId)],
	repository: row => [row.repository],
	tag: row => [row.tag],
	label: row => Object.entries(row.labels).flatMap(([key, value]) => [key, `${key}=${value}`]),
	id: row => [row.imageId, hexOfId(row.imageId)],
	state: (row, view) => [imageCondition(row, view).word],
	dangling: row => [String(isDangling(row))],
	used: (row, {state}) => {
		const users = usersOf(row, state);
		return [String(users.length > 0), ...users.map(({name}) => name)];
	},
};

/** What needs eyes first: names that say two things, then what takes room for nobody, the largest first. */
const urgency = (row: Image, view: View): number => {
	const {tone} = imageCondition(row, view);
	if (tone === 'warning') return Number.NEGATIVE_INFINITY;
	return tone === 'good' ? 0 : -(row.size ?? 0);
};

/** Images of the engine that we are connected to. */
export const images: Resource<Image> = {
	table: imagesTable,
	reads: ['containers'],
	singular: 'image',
	title: 'Images',
	aliases: ['image', 'img'],
	masks: 'raw',
	identity: row => row.id,
	copied: row => row.imageId,
	toldAs: row => [
		`images ${hexOfId(row.imageId)}`,
		...(row.reference === undefined ? [] : [`images ${row.reference}`]),
	],
	name: imageName,
	createdAt: row => row.createdAt,
	columns: imageColumns,
	defaultSort: {column: 'repository', isDescending: false},
	condition: imageCondition,
	urgency,
	// A newer image under the same name waits for somebody to make the container anew; nothing fails of it.
	isFaulty: () => false,
	isRunning: (row, {state}) => usersOf(row, state).some(isUp),
	searched: row => [row.reference, row.imageId],
	fields: Object.keys(fields),
	field: (row, name, view) => (fields[name]?.(row, view) ?? []).filter(value => value !== undefined),
	reason: imageReason,
	facts: (row, view) => {
		const users = usersOf(row, view.state);
		return {
			// A row's own id is made of two.
			id: row.imageId,
			isDangling: isDangling(row),
			containers: users.length,
			running: users.filter(isUp).length,
			usedBy: users.map(({name}) => name).join(', '),
		};
	},
	explain: (row, view) => explained(imageName(row), imageReason(row, view), imageCondition(row, view).tone),
	details: imageDetails,
	enter: () => ({kind: 'page'}),
	verbs: [...imageVerbs, run, serviceOf, ...imageTransfers],
	general: [...generalTransfers, ...registryVerbs, ...imagePrunes],
	readings: [newerReading],
	links: imageLinks,
	usedContainers: () => [],
	emptyReason: () => 'this engine has no images',
};
