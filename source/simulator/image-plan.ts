import {digestOf, hashOf, type SimulatedContainer, type SimulatedImage} from './world.ts';

const day = 86_400_000;
const mebibyte = 1_048_576;

/** A reference as Docker shows it: without Docker Hub's own name, and with a tag or a digest. */
export const familiarName = (reference: string): string => {
	const name = reference.replace(/^docker\.io\/(?:library\/)?/, '').replace(/:[^:/@]+(?=@)/, '');
	return /[:@]/.test(name.slice(name.lastIndexOf('/') + 1)) ? name : `${name}:latest`;
};

/** A reference without its tag or digest. */
export const repositoryOf = (reference: string): string => familiarName(reference).replace(/[:@][^/]+$/, '');

/** An image's id made from a reference to it, the same every time. */
export const imageIdOf = (reference: string): string => digestOf(`image ${familiarName(reference)}`);

/** The image that a container was made from, as it was pulled from its registry. */
export const imageOfContainer = (container: SimulatedContainer): SimulatedImage => {
	const name = familiarName(container.image);
	const repository = repositoryOf(name);
	const hash = hashOf(name);
	return {
		id: imageIdOf(name),
		name,
		createdAt: container.createdAt - (1 + (hash % 200)) * day,
		size: 8 * mebibyte * 2 ** (hash % 7) + (hash % mebibyte),
		command: container.command,
		ports: container.ports.map(port => port.privatePort),
		labels: name.startsWith('registry.local/')
			? {
					'org.opencontainers.image.title': repository.slice(repository.lastIndexOf('/') + 1),
					'org.opencontainers.image.version': name.slice(repository.length + 1),
				}
			: {},
		tags: name.includes('@') ? [] : [name],
		digests: [name.includes('@') ? name : `${repository}@${digestOf(`manifest ${name}`)}`],
	};
};

/** Images that lie about: a dangling one from a build, one that was built and has two tags, and one that was pulled. */
export const unusedImages = (now: number): readonly SimulatedImage[] => [
	{
		id: digestOf('image built again'),
		name: 'built again',
		createdAt: now - 3 * day,
		size: 212 * mebibyte + 40_961,
		command: 'node server.js',
		ports: [8080],
		labels: {},
		tags: [],
		digests: [],
	},
	{
		id: imageIdOf('registry.local/shop/base:2'),
		name: 'registry.local/shop/base:2',
		createdAt: now - 12 * day,
		size: 174 * mebibyte + 1213,
		command: 'sh',
		ports: [],
		labels: {'org.opencontainers.image.title': 'base'},
		tags: ['registry.local/shop/base:2', 'registry.local/shop/base:latest'],
		digests: [],
	},
	{
		id: imageIdOf('hello-world:latest'),
		name: 'hello-world:latest',
		createdAt: now - 400 * day,
		size: 10_072,
		command: '/hello',
		ports: [],
		labels: {},
		tags: ['hello-world:latest'],
		digests: [`hello-world@${digestOf('manifest hello-world:latest')}`],
	},
];
