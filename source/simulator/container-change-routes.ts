import {pack} from 'tar-stream';
import {familiarName, imageOfContainer} from './image-plan.ts';
import {Refusal} from './refusal.ts';
import type {Route, Visit} from './route.ts';
import {digestOf, type SimulatedContainer} from './world.ts';

type Body = Readonly<Record<string, unknown>>;

const bodyOf = (visit: Visit): Body => {
	const value: unknown = visit.body === '' ? {} : JSON.parse(visit.body);
	// Safe: an object's members are unknown; what is none has no members.
	return typeof value === 'object' && value !== null ? (value as Body) : {};
};

const tell = (visit: Visit, target: SimulatedContainer, action: string, attributes: Readonly<Record<string, string>>) =>
	visit.machine.events.add('container', action, target.id, {
		...target.labels,
		image: target.image,
		name: target.name,
		...attributes,
	});

const rename = (visit: Visit): void => {
	const target = visit.machine.container(visit.part(1));
	const name = visit.query.get('name') ?? '';
	if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name))
		throw new Refusal(400, `Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
	const other = [...visit.machine.containers.values()].find(candidate => candidate.name === name);
	if (other !== undefined)
		throw new Refusal(
			409,
			`Conflict. The container name "/${name}" is already in use by container "${other.id}". You have to remove (or rename) that container to be able to reuse that name.`,
		);
	const old = target.name;
	target.name = name;
	tell(visit, target, 'rename', {oldName: `/${old}`});
	visit.done(204);
};

const leastMemory = 6 * 1024 ** 2;

const update = (visit: Visit): void => {
	const target = visit.machine.container(visit.part(1));
	const body = bodyOf(visit);
	const of = (name: string): number => (typeof body[name] === 'number' ? body[name] : 0);
	const [memory, swap, cpus, pids] = [of('Memory'), of('MemorySwap'), of('NanoCpus') / 1e9, of('PidsLimit')];
	if (memory !== 0 && memory < leastMemory) throw new Refusal(400, 'Minimum memory limit allowed is 6MB');
	const most = visit.machine.fleet.cpus;
	if (cpus !== 0 && (cpus < 0.01 || cpus > most))
		throw new Refusal(
			400,
			`Range of CPUs is from 0.01 to ${most.toFixed(2)}, as there are only ${most} CPUs available`,
		);
	if (memory > 0 && swap > 0 && swap < memory)
		throw new Refusal(400, 'Minimum memoryswap limit should be larger than memory limit, see usage');
	if (memory > 0) target.memoryLimit = memory;
	if (swap !== 0) target.swapLimit = swap;
	if (cpus > 0) target.cpuLimit = cpus;
	if (pids > 0) target.pidsLimit = pids;
	else if (pids < 0) delete target.pidsLimit;
	const policy = typeof body.RestartPolicy === 'object' && body.RestartPolicy !== null ? body.RestartPolicy : {};
	if ('Name' in policy && typeof policy.Name === 'string') {
		target.restartPolicy = policy.Name;
		target.retries =
			'MaximumRetryCount' in policy && typeof policy.MaximumRetryCount === 'number' ? policy.MaximumRetryCount : 0;
	}
	tell(visit, target, 'update', {});
	visit.json(200, {Warnings: null});
};

const commit = (visit: Visit): void => {
	const target = visit.machine.container(visit.query.get('container') ?? '');
	const repository = visit.query.get('repo') ?? '';
	if (/[A-Z]/.test(repository)) throw new Refusal(400, 'invalid reference format: repository name must be lowercase');
	const tag = familiarName(`${repository}:${visit.query.get('tag') ?? 'latest'}`);
	const id = digestOf(`commit ${target.id} ${visit.now()}`);
	const {images} = visit.machine;
	for (const image of images.values()) image.tags = image.tags.filter(other => other !== tag);
	images.set(id, {
		...imageOfContainer(target),
		id,
		name: tag,
		createdAt: visit.now(),
		tags: repository === '' ? [] : [tag],
		digests: [],
	});
	tell(visit, target, 'commit', {comment: visit.query.get('comment') ?? '', imageID: id});
	visit.json(201, {Id: id});
};

/** What each of them wrote since its image. */
const changed = [
	{Path: '/run', Kind: 0},
	{Path: '/run/app.pid', Kind: 1},
	{Path: '/tmp/old.cache', Kind: 2},
] as const;

const exported = (visit: Visit): void => {
	const target = visit.machine.container(visit.part(1));
	const archive = pack();
	archive.entry({name: 'etc/', type: 'directory'});
	archive.entry({name: 'etc/hostname'}, `${target.id.slice(0, 12)}\n`);
	archive.finalize();
	visit.response.writeHead(200, {'content-type': 'application/x-tar'});
	archive.pipe(visit.response);
};

/** What is done to containers beside starting and ending them. */
export const containerChangeRoutes: readonly Route[] = [
	{method: 'POST', pattern: /^\/containers\/([^/]+)\/rename$/, answer: rename},
	{method: 'POST', pattern: /^\/containers\/([^/]+)\/update$/, answer: update},
	{method: 'POST', pattern: /^\/commit$/, answer: commit},
	{method: 'GET', pattern: /^\/containers\/([^/]+)\/export$/, answer: exported},
	{
		method: 'GET',
		pattern: /^\/containers\/([^/]+)\/changes$/,
		answer: visit => {
			visit.machine.container(visit.part(1));
			visit.json(200, changed);
		},
	},
];
