import {pack} from 'tar-stream';
import {familiarName, repositoryOf} from './image-plan.ts';
import {findImage} from './image-routes.ts';
import {Refusal} from './refusal.ts';
import type {Route, Visit} from './route.ts';
import {digestOf, hashOf, type SimulatedImage} from './world.ts';

// Pulls, pushes and files, as 20.10.24 told of them when it was asked. A registry stands behind it that has everything but
// what is called `missing`, and takes every password but `wrong`.

const mebibyte = 1_048_576;

const digestIn = (reference: string): string => digestOf(`manifest ${familiarName(reference)}`);

const layersOf = (name: string): ReadonlyArray<{readonly id: string; readonly size: number}> =>
	[1, 2, 3, 4].map(index => ({
		id: digestOf(`layer ${index} of ${name}`).replace('sha256:', '').slice(0, 12),
		size: (1 + (hashOf(`${name} ${index}`) % 30)) * mebibyte,
	}));

const line = (message: unknown): Buffer => Buffer.from(`${JSON.stringify(message)}\r\n`);

const referenceOf = (name: string, tag: string): string =>
	familiarName(tag.startsWith('sha256:') ? `${name}@${tag}` : `${name}:${tag === '' ? 'latest' : tag}`);

/** The registry as it refuses what it does not have. */
const refuseMissing = (reference: string): void => {
	if (/missing/.test(reference))
		throw new Refusal(404, `manifest for ${reference} not found: manifest unknown: manifest unknown`);
};

const arrive = (visit: Visit, reference: string): SimulatedImage => {
	const {images, events} = visit.machine;
	for (const other of images.values()) other.tags = other.tags.filter(tag => tag !== reference);
	const image: SimulatedImage = {
		id: digestOf(`image ${reference}`),
		name: reference,
		createdAt: visit.now(),
		size: layersOf(reference).reduce((sum, {size}) => sum + size, 0),
		command: 'sh',
		ports: [],
		labels: {},
		tags: reference.includes('@') ? [] : [reference],
		digests: [reference.includes('@') ? reference : `${repositoryOf(reference)}@${digestIn(reference)}`],
	};
	images.set(image.id, image);
	events.add('image', 'pull', reference, {name: repositoryOf(reference)});
	return image;
};

/** Tells of layers once a second, a third of each at a time. */
const tellLayers = (
	visit: Visit,
	reference: string,
	words: {readonly first: string; readonly moving: string; readonly whole: string},
	end: (write: (message: unknown) => void) => void,
): void =>
	visit.stream('application/json', (write, close) => {
		const tell = (message: unknown): void => write(line(message));
		const layers = layersOf(reference);
		for (const {id} of layers) tell({status: words.first, progressDetail: {}, id});
		let step = 0;
		const stop = visit.everySecond(() => {
			step++;
			for (const {id, size} of layers) {
				const current = Math.floor((size * step) / 3);
				if (step < 3) tell({status: words.moving, progressDetail: {current, total: size}, id});
				else tell({status: words.whole, progressDetail: {}, id});
			}
			if (step < 3) return;
			stop();
			end(tell);
			close();
		});
		return stop;
	});

const pull = (visit: Visit): void => {
	const reference = referenceOf(visit.query.get('fromImage') ?? '', visit.query.get('tag') ?? '');
	refuseMissing(reference);
	const there = [...visit.machine.images.values()].find(image => image.tags.includes(reference));
	const told = [{status: `Digest: ${digestIn(reference)}`}];
	if (there?.digests.some(digest => digest.endsWith(digestIn(reference))) === true) {
		visit.stream('application/json', (write, close) => {
			for (const message of [...told, {status: `Status: Image is up to date for ${reference}`}]) write(line(message));
			close();
			return () => undefined;
		});
		return;
	}
	const words = {first: 'Pulling fs layer', moving: 'Downloading', whole: 'Pull complete'};
	tellLayers(visit, reference, words, tell => {
		arrive(visit, reference);
		for (const message of [...told, {status: `Status: Downloaded newer image for ${reference}`}]) tell(message);
	});
};

const push = (visit: Visit): void => {
	const reference = referenceOf(visit.part(1), visit.query.get('tag') ?? '');
	const image = findImage(visit, reference);
	const words = {first: 'Preparing', moving: 'Pushing', whole: 'Pushed'};
	tellLayers(visit, reference, words, tell => {
		const digest = digestIn(reference);
		image.digests = [...new Set([...image.digests, `${repositoryOf(reference)}@${digest}`])];
		visit.machine.events.add('image', 'push', reference, {name: repositoryOf(reference)});
		tell({status: `${visit.query.get('tag')}: digest: ${digest} size: 1570`});
		tell({progressDetail: {}, aux: {Tag: visit.query.get('tag'), Digest: digest, Size: 1570}});
	});
};

const tag = (visit: Visit): void => {
	const image = findImage(visit, visit.part(1));
	const reference = referenceOf(visit.query.get('repo') ?? '', visit.query.get('tag') ?? '');
	for (const other of visit.machine.images.values()) other.tags = other.tags.filter(name => name !== reference);
	image.tags = [...image.tags, reference];
	visit.machine.events.add('image', 'tag', image.id, {name: reference});
	visit.done(201);
};

const save = (visit: Visit): void => {
	const image = findImage(visit, visit.part(1));
	const archive = pack();
	archive.entry({name: 'manifest.json'}, JSON.stringify([{Config: `${image.id}.json`, RepoTags: image.tags}]));
	archive.finalize();
	visit.stream('application/x-tar', (write, close) => {
		archive.on('data', write).on('end', close);
		return () => archive.destroy();
	});
};

const load = (visit: Visit): void => {
	const [, tags = ''] = /"RepoTags":\[([^\]]*)\]/.exec(visit.body) ?? [];
	const names = [...tags.matchAll(/"([^"]+)"/g)].flatMap(([, name]) => name ?? []);
	if (!visit.body.includes('manifest.json')) throw new Refusal(500, 'archive/tar: invalid tar header');
	visit.stream('application/json', (write, close) => {
		for (const name of names) {
			arrive(visit, name);
			write(line({stream: `Loaded image: ${name}\n`}));
		}
		close();
		return () => undefined;
	});
};

const distribution = (visit: Visit): void => {
	const reference = familiarName(visit.part(1));
	refuseMissing(reference);
	visit.json(200, {
		Descriptor: {
			mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
			digest: digestIn(reference),
			size: 1570,
		},
		Platforms: [{architecture: 'amd64', os: 'linux'}],
	});
};

const checkAuth = (visit: Visit): void => {
	if (/"password":"wrong"/.test(visit.body))
		throw new Refusal(401, 'Get "https://registry.local/v2/": unauthorized: incorrect username or password');
	visit.json(200, {Status: 'Login Succeeded', IdentityToken: ''});
};

/** Images on their way, and the registry that the engine asks. */
export const imageTransferRoutes: readonly Route[] = [
	{method: 'POST', pattern: /^\/images\/create$/, answer: pull},
	{method: 'POST', pattern: /^\/images\/load$/, answer: load},
	{method: 'POST', pattern: /^\/images\/(.+)\/push$/, answer: push},
	{method: 'POST', pattern: /^\/images\/(.+)\/tag$/, answer: tag},
	{method: 'GET', pattern: /^\/images\/(.+)\/get$/, answer: save},
	{method: 'GET', pattern: /^\/distribution\/(.+)\/json$/, answer: distribution},
	{method: 'POST', pattern: /^\/auth$/, answer: checkAuth},
];
