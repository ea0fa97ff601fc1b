import {type Fleet, type SimulatedService, swarmIdOf} from './world.ts';

/** A secret or config of the simulated swarm. */
export type SimulatedTaskFile = {
	readonly noun: 'secret' | 'config';
	readonly id: string;
	readonly name: string;
	/** ms. */
	readonly createdAt: number;
	readonly version: number;
	readonly labels: Readonly<Record<string, string>>;
	readonly data: Buffer;
};

const day = 86_400_000;

type Plan = Pick<SimulatedTaskFile, 'noun' | 'name' | 'createdAt'> & Partial<SimulatedTaskFile>;

const fileOf = (plan: Plan): SimulatedTaskFile => ({
	id: swarmIdOf(`${plan.noun} ${plan.name}`),
	version: 11,
	labels: plan.name.includes('_') ? {'com.docker.stack.namespace': plan.name.split('_')[0] ?? ''} : {},
	data: Buffer.from(
		plan.noun === 'secret' ? 'correct horse battery staple' : `# ${plan.name}\nlisten: 8080\nlog:\n\tlevel: info\n`,
	),
	...plan,
});

/** What a service says of its secrets or configs in its spec, as `docker service create` writes it. */
export const referencesTo = (noun: SimulatedTaskFile['noun'], names: readonly string[] = []): readonly object[] =>
	names.map(name => ({
		File: {Name: noun === 'secret' ? name : `/etc/${name}`, UID: '0', GID: '0', Mode: 292},
		...(noun === 'secret'
			? {SecretID: swarmIdOf(`secret ${name}`), SecretName: name}
			: {ConfigID: swarmIdOf(`config ${name}`), ConfigName: name}),
	}));

/** Ids of the secrets and configs that a service uses now. */
export const filesOfService = ({spec}: SimulatedService): readonly string[] => {
	const template: {readonly ContainerSpec?: {readonly Secrets?: unknown; readonly Configs?: unknown}} =
		typeof spec.TaskTemplate === 'object' && spec.TaskTemplate !== null ? spec.TaskTemplate : {};
	const {Secrets: secrets, Configs: configs} = template.ContainerSpec ?? {};
	const all: ReadonlyArray<{readonly SecretID?: unknown; readonly ConfigID?: unknown}> = [
		...(Array.isArray(secrets) ? secrets : []),
		...(Array.isArray(configs) ? configs : []),
	];
	return all.map(({SecretID, ConfigID}) => String(SecretID ?? ConfigID));
};

const namesIn = (service: SimulatedService): readonly Plan[] => {
	const container = JSON.stringify(service.spec);
	const found = [...container.matchAll(/"(Secret|Config)Name":"([^"]+)"/g)];
	return found.map(([, noun, name = '']): Plan => {
		const plan = {name, createdAt: service.createdAt - 1000};
		return noun === 'Secret' ? {noun: 'secret', ...plan} : {noun: 'config', ...plan};
	});
};

/** The secrets and configs that a fleet begins with: those that its services use, and some that nobody does. */
export const planTaskFiles = ({swarm}: Fleet, now: number): readonly SimulatedTaskFile[] => {
	if (swarm === undefined || swarm.services.length === 0) return [];
	const unused: readonly Plan[] = [
		{noun: 'secret', name: 'tls-2024', createdAt: now - 400 * day, labels: {}},
		{noun: 'config', name: 'favicon', createdAt: now - 60 * day, labels: {}, data: Buffer.from([0, 1, 2, 255, 254])},
	];
	const files = [...swarm.services.flatMap(namesIn), ...unused].map(fileOf);
	return [...new Map(files.map(file => [file.id, file])).values()];
};
