import {type Flag, type FlagWords, isSwitch, takes, text, withFlags} from './flag-words.ts';
import {type Parsed, parseCpus, parseMemory, parseMount, parsePorts, parseVariable} from './run-values.ts';
import {type ServiceMode, type ServicePlan, type ServicePortPlan, servicePlanFor} from './service-plan.ts';
import {splitWords} from './shell-words.ts';

const oneOf =
	<Word extends string>(what: string, words: readonly Word[]) =>
	(value: string): Parsed<Word> => {
		const found = words.find(word => word === value);
		return found === undefined ? {fault: `${value} is no ${what}: ${words.join(', ')}`} : {value: found};
	};

const count = (value: string): Parsed<number> =>
	/^\d{1,6}$/.test(value) ? {value: Number(value)} : {fault: `${value} is no count of tasks`};

/** A port as `-p` says it in full: `published=8080,target=80,mode=host`. */
const parseLongPort = (value: string): Parsed<readonly ServicePortPlan[]> => {
	const parts = value.split(',').map(part => part.split('='));
	const known = new Map(parts.map(([key = '', ...rest]) => [key, rest.join('=')]));
	const odd = [...known.keys()].find(key => !['target', 'published', 'protocol', 'mode'].includes(key));
	if (odd !== undefined) return {fault: `${odd} of --publish is not known here`};
	const short = parsePorts(
		`${known.has('published') ? `${known.get('published')}:` : ''}${known.get('target') ?? ''}/${known.get('protocol') ?? 'tcp'}`,
	);
	const mode = oneOf('mode of a port', ['ingress', 'host'])(known.get('mode') ?? 'ingress');
	if ('fault' in mode) return mode;
	return 'fault' in short
		? {fault: `${value} is no port, such as published=8080,target=80`}
		: {value: short.value.map(port => servicePort(port, mode.value))};
};

const servicePort = (
	{
		containerPort,
		hostPort,
		protocol,
	}: {readonly containerPort: number; readonly hostPort?: number} & Pick<ServicePortPlan, 'protocol'>,
	mode: ServicePortPlan['mode'],
): ServicePortPlan => ({
	target: containerPort,
	protocol,
	mode,
	...(hostPort === undefined ? {} : {published: hostPort}),
});

const parseServicePorts = (value: string): Parsed<readonly ServicePortPlan[]> => {
	if (value.includes('=')) return parseLongPort(value);
	const short = parsePorts(value);
	if ('fault' in short) return short;
	const addressed = short.value.find(({ip}) => ip !== undefined);
	return addressed === undefined
		? {value: short.value.map(port => servicePort(port, 'ingress'))}
		: {fault: `${value}: ports of a service are on all addresses`};
};

const constraint = (value: string): Parsed<string> =>
	/^\s*[\w.-]+\s*(?:==|!=)\s*\S.*$/.test(value)
		? {value}
		: {fault: `${value} is no constraint, such as node.labels.disk==ssd`};

const split = (value: string): Parsed<readonly string[]> => {
	const words = splitWords(value);
	return 'fault' in words ? words : {value: words.words};
};

const endpointMode = oneOf('endpoint mode', ['vip', 'dnsrr'] as const);
const restartCondition = oneOf('restart condition', ['none', 'on-failure', 'any'] as const);

const modes: readonly ServiceMode[] = ['replicated', 'global', 'replicated-job', 'global-job'];

// biome-ignore format: one line a flag, as a table.
/** All flags of `docker service create` that are understood; any other is refused by its name. */
export const serviceFlags: ReadonlyArray<Flag<ServicePlan>> = [
	takes(['--name'], text, (plan, name) => ({...plan, name})),
	takes(['--replicas'], count, (plan, replicas) => ({...plan, replicas})),
	takes(['--mode'], oneOf('mode', modes), (plan, mode) => ({...plan, mode})),
	takes(['--publish', '-p'], parseServicePorts, (plan, ports) => ({...plan, ports: [...plan.ports, ...ports]})),
	takes(['--env', '-e'], parseVariable, (plan, variable) => ({...plan, environment: [...plan.environment, variable]})),
	takes(['--mount'], parseMount, (plan, mount) => ({...plan, mounts: [...plan.mounts, mount]})),
	takes(['--network'], text, (plan, network) => ({...plan, networks: [...plan.networks, network]})),
	takes(['--constraint'], constraint, (plan, one) => ({...plan, constraints: [...plan.constraints, one]})),
	takes(['--limit-cpu'], parseCpus, (plan, cpus) => ({...plan, cpus})),
	takes(['--limit-memory'], parseMemory, (plan, memory) => ({...plan, memory})),
	takes(['--reserve-cpu'], parseCpus, (plan, reservedCpus) => ({...plan, reservedCpus})),
	takes(['--reserve-memory'], parseMemory, (plan, reservedMemory) => ({...plan, reservedMemory})),
	takes(['--label', '-l'], text, (plan, label) => ({...plan, labels: [...plan.labels, label]})),
	takes(['--container-label'], text, (plan, label) => ({...plan, containerLabels: [...plan.containerLabels, label]})),
	takes(['--user', '-u'], text, (plan, user) => ({...plan, user})),
	takes(['--workdir', '-w'], text, (plan, directory) => ({...plan, directory})),
	takes(['--hostname'], text, (plan, hostname) => ({...plan, hostname})),
	takes(['--entrypoint'], split, (plan, entrypoint) => ({...plan, entrypoint})),
	takes(['--endpoint-mode'], endpointMode, (plan, endpointMode) => ({...plan, endpointMode})),
	takes(['--restart-condition'], restartCondition, (plan, restart) => ({...plan, restart})),
	isSwitch(['--read-only'], plan => ({...plan, isReadOnly: true})),
	isSwitch(['--init'], plan => ({...plan, hasInit: true})),
	isSwitch(['--tty', '-t'], plan => ({...plan, hasTty: true})),
	// The form never waits for its tasks, and sends an image's name as it is written.
	isSwitch(['--detach', '-d'], plan => plan),
	isSwitch(['--quiet', '-q'], plan => plan),
	isSwitch(['--no-resolve-image'], plan => plan),
];

/** The plan that told words come to, or why one of their values is none. */
export const servicePlanOf = ({flags, image, command}: FlagWords<ServicePlan>): Parsed<ServicePlan> => {
	if (image === undefined || image === '') return {fault: 'it wants the name of an image'};
	const said = withFlags<ServicePlan>({...servicePlanFor(image), command}, flags);
	if ('fault' in said) return said;
	const plan = said.value;
	if (plan.mode.startsWith('global') && plan.replicas !== undefined)
		return {fault: `${plan.mode} runs one task on each node: replicas are not counted`};
	if (plan.endpointMode === 'dnsrr' && plan.ports.some(({mode}) => mode === 'ingress'))
		return {fault: 'dnsrr has no port on all nodes: publish it with mode=host'};
	return {value: plan};
};
