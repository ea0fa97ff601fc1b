import {momentText} from './words.ts';
import {digestOf, hashOf, type SimulatedImage} from './world.ts';

/** A line of the Dockerfile that an image was built from. */
type Step = {readonly createdBy: string; readonly comment: string; readonly size: number};

const buildkit = 'buildkit.dockerfile.v0';

const commandOf = (image: SimulatedImage): readonly string[] => image.command.split(' ');

/** Three to five, oldest first; those without bytes are no layers. */
const stepsOf = (image: SimulatedImage): readonly Step[] => {
	const more = hashOf(image.name) % 3;
	const base = Math.floor(image.size * 0.4);
	const script = more === 2 ? 4096 : 0;
	return [
		{
			createdBy: `/bin/sh -c #(nop) ADD file:${digestOf(`base ${image.name}`).slice(7)} in / `,
			comment: '',
			size: base,
		},
		...(more > 0 ? [{createdBy: 'ENV LANG=C.UTF-8', comment: buildkit, size: 0}] : []),
		{
			createdBy:
				'RUN /bin/sh -c apt-get update && apt-get install -y --no-install-recommends ca-certificates # buildkit',
			comment: buildkit,
			size: image.size - base - script,
		},
		...(script > 0 ? [{createdBy: 'COPY docker-entrypoint.sh / # buildkit', comment: buildkit, size: script}] : []),
		{createdBy: `CMD ${JSON.stringify(commandOf(image))}`, comment: buildkit, size: 0},
	];
};

/** The digests of an image's layers, lowest first. */
const layersOf = (image: SimulatedImage): readonly string[] =>
	stepsOf(image)
		.filter(step => step.size > 0)
		.map((_, index) => digestOf(`layer ${image.name} ${index}`));

/** The ids of an image's layers with all below them, lowest first: what a removal tells. */
export const layerChainsOf = (image: SimulatedImage): readonly string[] =>
	layersOf(image).map((layer, index) => (index === 0 ? layer : digestOf(`chain ${image.name} ${index}`)));

const labelsOf = (image: SimulatedImage) => (Object.keys(image.labels).length === 0 ? null : image.labels);

/** Version 1.44 left it out. */
const virtualSizeOf = (image: SimulatedImage, minorVersion: number) =>
	minorVersion < 44 ? {VirtualSize: image.size} : {};

/** The references of a row; before version 1.43 an image without any had words for them, and an empty list was null. */
const referencesOf = ({tags, digests}: SimulatedImage, minorVersion: number) => {
	if (minorVersion >= 43) return {RepoTags: tags, RepoDigests: digests};
	return tags.length + digests.length === 0
		? {RepoTags: ['<none>:<none>'], RepoDigests: ['<none>@<none>']}
		: {RepoTags: tags.length === 0 ? null : tags, RepoDigests: digests.length === 0 ? null : digests};
};

/** A row of `GET /images/json`, as a version of the API has it. No image here has a layer of another one. */
export const imageRow = (image: SimulatedImage, minorVersion: number, isSharedCounted = false): object => ({
	Id: image.id,
	ParentId: '',
	...referencesOf(image, minorVersion),
	Created: Math.floor(image.createdAt / 1000),
	Size: image.size,
	...virtualSizeOf(image, minorVersion),
	SharedSize: isSharedCounted && minorVersion >= 42 ? 0 : -1,
	Containers: -1,
	Labels: labelsOf(image),
});

/** `GET /images/{name}/json`, as a version of the API has it. */
export const imageInspection = (image: SimulatedImage, minorVersion: number): object => ({
	Id: image.id,
	RepoTags: image.tags,
	RepoDigests: image.digests,
	Parent: '',
	Comment: buildkit,
	Created: momentText(image.createdAt),
	DockerVersion: '',
	Author: '',
	Config: {
		Hostname: '',
		User: '',
		...(image.ports.length === 0
			? {}
			: {ExposedPorts: Object.fromEntries(image.ports.map(port => [`${port}/tcp`, {}]))}),
		Tty: false,
		Env: ['PATH=/usr/local/bin:/usr/bin:/bin', ...(hashOf(image.name) % 3 > 0 ? ['LANG=C.UTF-8'] : [])],
		Cmd: commandOf(image),
		Image: '',
		Volumes: null,
		WorkingDir: '',
		Entrypoint: null,
		Labels: labelsOf(image),
	},
	Architecture: 'amd64',
	Os: 'linux',
	Size: image.size,
	...virtualSizeOf(image, minorVersion),
	GraphDriver: {Data: null, Name: 'overlay2'},
	RootFS: {Type: 'layers', Layers: layersOf(image)},
	Metadata: {LastTagTime: momentText(image.tags.length === 0 ? 0 : image.createdAt)},
});

/** `GET /images/{name}/history`: newest first, and only the newest is known by its id. */
export const imageHistory = (image: SimulatedImage): readonly object[] =>
	[...stepsOf(image)].reverse().map((step, index) => ({
		Id: index === 0 ? image.id : '<missing>',
		Created: Math.floor(image.createdAt / 1000) - index * 20,
		CreatedBy: step.createdBy,
		Tags: index === 0 && image.tags.length > 0 ? image.tags : null,
		Size: step.size,
		Comment: step.comment,
	}));
