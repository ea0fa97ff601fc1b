import {planContainer} from './fleet-parts.ts';
import {familiarName} from './image-plan.ts';
import {Refusal} from './refusal.ts';
import type {Route, Visit} from './route.ts';
import {containerIdOf} from './world.ts';

type Body = Readonly<Record<string, unknown>>;

// Safe: an object's members are unknown; what is none has no members.
const membersOf = (value: unknown): Body => (typeof value === 'object' && value !== null ? (value as Body) : {});

const texts = (value: unknown): readonly string[] =>
	Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];

const portsOf = (host: Body) =>
	Object.entries(membersOf(host.PortBindings)).flatMap(([key, bindings]) => {
		const privatePort = Number(key.split('/')[0]);
		const published = Array.isArray(bindings) ? bindings.map(binding => Number(membersOf(binding).HostPort)) : [];
		return published.map(publicPort => ({privatePort, publicPort: publicPort > 0 ? publicPort : 32_768}));
	});

const create = (visit: Visit): void => {
	const {machine} = visit;
	const body = membersOf(JSON.parse(visit.body));
	const host = membersOf(body.HostConfig);
	const image = typeof body.Image === 'string' ? body.Image : '';
	const known = [...machine.images.values()].find(
		({id, tags, digests}) => id === image || [...tags, ...digests].includes(familiarName(image)),
	);
	if (known === undefined) throw new Refusal(404, `No such image: ${familiarName(image)}`);
	const name = visit.query.get('name') ?? `quiet_${machine.containers.size}`;
	const other = [...machine.containers.values()].find(candidate => candidate.name === name);
	if (other !== undefined)
		throw new Refusal(
			409,
			`Conflict. The container name "/${name}" is already in use by container "${other.id}". You have to remove (or rename) that container to be able to reuse that name.`,
		);
	const policy = membersOf(host.RestartPolicy);
	const command = texts(body.Cmd);
	const number = (key: string): number => (typeof host[key] === 'number' ? host[key] : 0);
	const made = planContainer(
		{
			name,
			image,
			id: containerIdOf(`${name} ${visit.now()}`),
			state: 'created',
			age: 0,
			command: command.length > 0 ? command.join(' ') : known.command,
			ports: portsOf(host),
			networks: [typeof host.NetworkMode === 'string' ? host.NetworkMode : 'bridge'],
			volumes: texts(host.Binds),
			environment: ['PATH=/usr/local/bin:/usr/bin:/bin', ...texts(body.Env)],
			labels: Object.fromEntries(
				Object.entries(membersOf(body.Labels)).map(([key, value]): [string, string] => [key, String(value)]),
			),
			restartPolicy: typeof policy.Name === 'string' ? policy.Name : 'no',
			memoryLimit: number('Memory'),
			cpuLimit: number('NanoCpus') / 1e9,
			hasTty: body.Tty === true,
		},
		visit.now(),
	);
	machine.containers.set(made.id, made);
	machine.events.add('container', 'create', made.id, {...made.labels, image, name});
	visit.json(201, {Id: made.id, Warnings: []});
};

/** How containers are made. */
export const containerCreateRoutes: readonly Route[] = [
	{method: 'POST', pattern: /^\/containers\/create$/, answer: create},
];
