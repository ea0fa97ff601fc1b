import {cleanJson} from '../model/clean-text.ts';
import {
	familiarName,
	hexOfId,
	type Image,
	type ImageDetails,
	type ImageLayer,
	listedNames,
	repositoryOf,
} from '../model/image.ts';
import {shellLine} from '../model/shell-line.ts';
import {boundedText, dated, id, labels, number, positive, present, text, wire, wires} from './wire.ts';

/** Names of one image, and steps of its history, that are kept; engines allow 127 layers. */
const mostOfOne = 1000;

/**
 * The value as a name of an image: what goes into paths. Each step of it begins with a letter, a digit or a bracket, so
 * that none leads elsewhere. The older engines' `<none>:<none>` is none.
 */
const referenceOf = (value: unknown): string | undefined =>
	typeof value === 'string' && value.length <= 512 && value.split('/').every(step => /^[\w[][\w.:@+\]-]*$/.test(step))
		? value
		: undefined;

const referencesOf = (value: unknown): readonly string[] =>
	wires(value)
		.slice(0, mostOfOne)
		.map(referenceOf)
		.filter(reference => reference !== undefined);

/** `nginx` and `1.27` of `nginx:1.27`. */
const partsOf = (reference: string | undefined): Pick<Partial<Image>, 'repository' | 'tag'> => {
	if (reference === undefined) return {};
	const repository = repositoryOf(reference);
	const tag = reference[repository.length] === ':' ? {tag: reference.slice(repository.length + 1)} : {};
	return {repository: familiarName(repository), ...tag};
};

/** Rows of an image of `GET /images/json`, as `docker image ls` prints it: one for each tag. */
export const decodeImage = (value: unknown, host: string): readonly Image[] => {
	const body = wire(value);
	const imageId = id(body.Id);
	if (imageId === undefined) return [];
	const tags = referencesOf(body.RepoTags);
	const digests = referencesOf(body.RepoDigests);
	const created = positive(body.Created);
	const size = number(body.Size);
	const hex = hexOfId(imageId);
	const names = listedNames({tags, digests});
	return (names.length === 0 ? [undefined] : names).map(reference =>
		present<Image>({
			host,
			id: reference === undefined ? hex : `${hex} ${reference}`,
			imageId,
			repository: undefined,
			tag: undefined,
			...partsOf(reference),
			reference,
			tags,
			digests,
			createdAt: created === undefined ? undefined : dated(created * 1000),
			size: size === undefined || size < 0 ? undefined : size,
			labels: labels(body.Labels),
			leftBehind: [],
		}),
	);
};

/** What of a step says only by which tool it was done. */
const tidied = (command: string): string =>
	command
		.replace(/^\/bin\/sh -c #\(nop\)\s*/, '')
		.replace(/\s*# buildkit$/, '')
		.trim();

/** A row of `GET /images/{name}/history`. */
const layerOf = (value: unknown): ImageLayer => {
	const layer = wire(value);
	const created = positive(layer.Created);
	const command = tidied(text(layer.CreatedBy) ?? '');
	return present<ImageLayer>({
		createdAt: created === undefined ? undefined : dated(created * 1000),
		command: command === '' ? (text(layer.Comment) ?? '') : command,
		size: positive(layer.Size) ?? 0,
	});
};

const wordsOf = (value: unknown): string | undefined => {
	// Old images have a text there, which a shell takes apart.
	if (typeof value === 'string') return text(value);
	const line = shellLine(
		wires(value)
			.map(text)
			.filter(word => word !== undefined),
	);
	return line === '' ? undefined : line;
};

const keysOf = (value: unknown): readonly string[] => Object.keys(wire(value)).slice(0, mostOfOne).map(boundedText);

/** `GET /images/{name}/json` with the answer of `/history`. */
export const decodeImageDetails = (
	value: unknown,
	history: readonly unknown[],
	sharedSize: number | undefined,
): ImageDetails => {
	const body = wire(value);
	const config = wire(body.Config);
	const platform = [text(body.Os), text(body.Architecture), text(body.Variant)].filter(part => part !== undefined);
	return present<ImageDetails>({
		platform: platform.length === 0 ? undefined : platform.join('/'),
		author: text(body.Author),
		sharedSize,
		entrypoint: wordsOf(config.Entrypoint),
		command: wordsOf(config.Cmd),
		workingDirectory: text(config.WorkingDir),
		user: text(config.User),
		ports: keysOf(config.ExposedPorts),
		volumes: keysOf(config.Volumes),
		history: history.slice(0, mostOfOne).map(layerOf),
		raw: cleanJson(value),
	});
};

/** Bytes that an image of `GET /images/json?shared-size=1` shares with others; undefined where the engine did not count. */
export const decodeSharedSize = (value: unknown): readonly [id: string, bytes: number] | undefined => {
	const body = wire(value);
	const imageId = id(body.Id);
	const bytes = number(body.SharedSize);
	return imageId === undefined || bytes === undefined || bytes < 0 ? undefined : [imageId, bytes];
};
