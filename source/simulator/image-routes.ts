import {parseFilters, passes} from './filters.ts';
import {imageHistory, imageInspection, imageRow, layerChainsOf} from './image-json.ts';
import {familiarName, imageIdOf, repositoryOf} from './image-plan.ts';
import {Refusal} from './refusal.ts';
import type {Route, Visit} from './route.ts';
import type {SimulatedContainer, SimulatedImage} from './world.ts';

/** What a removal did, as the wire has it. */
type Removal = {readonly Untagged: string} | {readonly Deleted: string};

const isTrue = (text: string | null): boolean => ['1', 'true'].includes(text ?? '');

const shortId = (id: string): string => id.replace('sha256:', '').slice(0, 12);

const isIdOf = (image: SimulatedImage, reference: string): boolean =>
	image.id.startsWith(reference) || image.id.replace('sha256:', '').startsWith(reference);

/** Finds by name, or by the start of an id when it fits one only; refuses with 404. */
export const findImage = (visit: Visit, reference: string): SimulatedImage => {
	const name = familiarName(reference);
	const images = [...visit.machine.images.values()];
	const named = images.find(image => image.tags.includes(name) || image.digests.includes(name));
	const [found, ...others] = named === undefined ? images.filter(image => isIdOf(image, reference)) : [named];
	if (found !== undefined && others.length === 0) return found;
	const [, id] = /^(?:sha256:)?([0-9a-f]{64})$/.exec(reference) ?? [];
	throw new Refusal(404, `No such image: ${id === undefined ? name : `sha256:${id}`}`);
};

const imageOf = (visit: Visit): SimulatedImage => findImage(visit, visit.part(1));

const list = (visit: Visit): void => {
	const filters = parseFilters(visit.query.get('filters'));
	const images = [...visit.machine.images.values()].filter(image =>
		passes(filters, 'dangling', wanted => isTrue(wanted) === (image.tags.length === 0)),
	);
	images.sort((a, b) => b.createdAt - a.createdAt);
	visit.json(
		200,
		images.map(image => imageRow(image, visit.minorVersion, isTrue(visit.query.get('shared-size')))),
	);
};

const referencesOf = (image: SimulatedImage): readonly string[] => [...image.tags, ...image.digests];

/** At most one tag, and all in one repository: such an image goes with its name. */
const isSingle = (image: SimulatedImage): boolean =>
	image.tags.length <= 1 && new Set(referencesOf(image).map(repositoryOf)).size === 1;

/** A paused container and one that waits to be started again count as running here. */
const isUp = ({state}: SimulatedContainer): boolean => ['running', 'paused', 'restarting'].includes(state);

const tell = (visit: Visit, image: SimulatedImage, action: string): void =>
	visit.machine.events.add('image', action, image.id, {
		...(action === 'delete' ? {} : image.labels),
		name: image.id,
	});

/** What no removal by id gets past; force gets past all but a container that runs. */
const refuseById = (image: SimulatedImage, users: readonly SimulatedContainer[], isForced: boolean): void => {
	const conflict = (how: string, why: string): Refusal =>
		new Refusal(409, `conflict: unable to delete ${shortId(image.id)} (${how} forced) - image is ${why}`);
	const running = users.find(isUp);
	if (running !== undefined) throw conflict('cannot be', `being used by running container ${shortId(running.id)}`);
	if (isForced) return;
	if (referencesOf(image).length > 0 && !isSingle(image))
		throw conflict('must be', 'referenced in multiple repositories');
	if (users[0] !== undefined) throw conflict('must be', `being used by stopped container ${shortId(users[0].id)}`);
};

/** Takes one name away, and the digests of its repository with the last tag there. */
const untag = (visit: Visit, image: SimulatedImage, name: string): readonly Removal[] => {
	image.tags = image.tags.filter(tag => tag !== name);
	image.digests = image.digests.filter(digest => digest !== name);
	tell(visit, image, 'untag');
	const repository = repositoryOf(name);
	const isGone = (digest: string): boolean => !name.includes('@') && repositoryOf(digest) === repository;
	if (image.tags.some(tag => repositoryOf(tag) === repository)) return [{Untagged: name}];
	const gone = image.digests.filter(isGone);
	image.digests = image.digests.filter(digest => !isGone(digest));
	return [name, ...gone].map(reference => ({Untagged: reference}));
};

const untagAll = (visit: Visit, image: SimulatedImage): readonly Removal[] => {
	const references = referencesOf(image);
	for (const _ of references) tell(visit, image, 'untag');
	return references.map(reference => ({Untagged: reference}));
};

/** Layers stay as long as a container stands on them. */
const erase = (visit: Visit, image: SimulatedImage, isUsed: boolean): readonly Removal[] => {
	visit.machine.images.delete(image.id);
	tell(visit, image, 'delete');
	const layers = isUsed ? [] : [...layerChainsOf(image)].reverse();
	return [image.id, ...layers].map(id => ({Deleted: id}));
};

/**
 * As moby's daemon/images/image_delete.go decides it, and as 20.10.24 answered when it was asked. By name, force takes
 * the name from an image that a running container uses and leaves it dangling; by id, that is refused. `noprune` is
 * about untagged parents, which no image here has.
 */
const remove = (visit: Visit): void => {
	const reference = visit.part(1);
	const image = imageOf(visit);
	const isForced = isTrue(visit.query.get('force'));
	const users = [...visit.machine.containers.values()].filter(container => imageIdOf(container.image) === image.id);
	if (isIdOf(image, reference)) {
		refuseById(image, users, isForced);
		visit.json(200, [...untagAll(visit, image), ...erase(visit, image, users.length > 0)]);
		return;
	}
	if (!isForced && isSingle(image) && users[0] !== undefined)
		throw new Refusal(
			409,
			`conflict: unable to remove repository reference "${reference}" (must force) - container ${shortId(users[0].id)} is using its referenced image ${shortId(image.id)}`,
		);
	const untagged = untag(visit, image, familiarName(reference));
	const isKept = referencesOf(image).length > 0 || (isForced ? users.some(isUp) : users.length > 0);
	visit.json(200, isKept ? untagged : [...untagged, ...erase(visit, image, users.length > 0)]);
};

/** Everything below `/images`. */
export const imageRoutes: readonly Route[] = [
	{method: 'GET', pattern: /^\/images\/json$/, answer: list},
	{
		method: 'GET',
		pattern: /^\/images\/(.+)\/json$/,
		answer: visit => visit.json(200, imageInspection(imageOf(visit), visit.minorVersion)),
	},
	{
		method: 'GET',
		pattern: /^\/images\/(.+)\/history$/,
		answer: visit => visit.json(200, imageHistory(imageOf(visit))),
	},
	{method: 'DELETE', pattern: /^\/images\/(.+)$/, answer: remove},
];
