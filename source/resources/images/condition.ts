import {hexOfId, type Image} from '../../model/image.ts';
import {joinOf} from '../join.ts';
import type {Condition, View} from '../resource.ts';
import {conditionOfUse, isUp, namesOf} from '../users.ts';
import {imagesTable} from './table.ts';
import {leftBehindOf, usersOf} from './users.ts';

/** 12 digits, as docker shows an image's id. */
export const shortIdOf = ({imageId}: Pick<Image, 'imageId'>): string => hexOfId(imageId).slice(0, 12);

/** What people call the row: its tag; the repository of an image that has only a digest, or its id, where it has none. */
export const imageName = (row: Image): string => {
	if (row.repository === undefined) return shortIdOf(row);
	return `${row.repository}${row.tag === undefined ? `@${shortIdOf(row)}` : `:${row.tag}`}`;
};

/** Whether no tag leads to the image: what a new build or pull leaves behind. */
export const isDangling = ({tags}: Image): boolean => tags.length === 0;

/** Glyph, word and tone of an image. Nothing is wrong with one that nobody uses: it only takes room. */
export const imageCondition = (row: Image, {state}: View): Condition => {
	if (leftBehindOf(row, state).length > 0) return {glyph: '▲', word: 'differs', tone: 'warning'};
	return conditionOfUse(usersOf(row, state), state, isDangling(row) ? 'dangling' : 'unused');
};

type Images = ReturnType<typeof imagesTable.of>['rows'];

/** By id of a container, the name that it was made from and that is on another image by now. */
const formerNamesOf = joinOf(
	'former names of images',
	(rows: Images): ReadonlyMap<string, string> =>
		new Map([...rows.values()].flatMap(row => row.leftBehind.map(id => [id, imageName(row)] as const))),
);

const run = (count: number): string => (count === 1 ? 'runs' : 'run');

/** Why an image is as it is; undefined where its state says it all. */
export const imageReason = (row: Image, {state}: View): string | undefined => {
	const behind = leftBehindOf(row, state);
	if (behind.length > 0) return `${namesOf(behind)} still ${run(behind.length)} the image that had this name before`;
	const users = usersOf(row, state).filter(isUp);
	if (!isDangling(row) || users.length === 0) return undefined;
	const names = new Set(
		users.map(({id}) => formerNamesOf(imagesTable.of(state).rows).get(id)).filter(name => name !== undefined),
	);
	const now = names.size === 0 ? '' : `; ${[...names].join(', ')} is another image by now`;
	return `${namesOf(users)} still ${run(users.length)} it${now}`;
};
