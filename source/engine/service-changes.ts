import type Docker from 'dockerode';
import type {UpdatePolicy} from '../model/swarm.ts';
import {specifiedService} from './change-service.ts';
import {decodePolicy} from './decode-policy.ts';
import {asTaken, type ReplacedSpec, replaceSpec} from './replaced-spec.ts';
import {positive, text, type Wire, wire, wires} from './wire.ts';

/** What each task may take and holds: CPUs and bytes; what is absent has no limit, or holds nothing. */
export type TaskLimits = {
	readonly cpus?: number;
	readonly memory?: number;
	readonly reservedCpus?: number;
	readonly reservedMemory?: number;
};

/** A thing by its name that is set; without a value it is taken away. */
export type NamedValue = {readonly name: string; readonly value?: string};

/** A port that is published, or is no more. */
export type PortChange = {
	readonly target: number;
	readonly published: number;
	readonly protocol: string;
	readonly mode: string;
	readonly isRemoved: boolean;
};

/** What becomes of a service's spec; what is absent stays. */
export type ServiceChange = {
	readonly limits?: TaskLimits;
	readonly variable?: NamedValue;
	readonly label?: NamedValue;
	readonly constraint?: {readonly text: string; readonly isRemoved: boolean};
	readonly port?: PortChange;
	readonly policy?: UpdatePolicy;
};

type Change = (spec: Wire) => Wire;

/** Changes an object in an object, along a path of names; the same object where nothing changes. */
const inside =
	([name, ...rest]: readonly string[], change: (value: unknown) => unknown): Change =>
	before => {
		if (name === undefined) return before;
		const value = before[name];
		const next = rest.length === 0 ? change(value) : inside(rest, change)(wire(value));
		return next === value || (rest.length > 0 && next === wire(value)) ? before : {...before, [name]: next};
	};

const resources = (cpus: number | undefined, memory: number | undefined) => (value: unknown) => {
	const {NanoCPUs: oldCpus, MemoryBytes: oldMemory, ...others} = wire(value);
	const nano = cpus === undefined ? undefined : Math.round(cpus * 1e9);
	if (positive(oldCpus) === nano && positive(oldMemory) === memory) return value;
	return {
		...others,
		...(nano === undefined ? {} : {NanoCPUs: nano}),
		...(memory === undefined ? {} : {MemoryBytes: memory}),
	};
};

const limited = ({cpus, memory, reservedCpus, reservedMemory}: TaskLimits): readonly Change[] => [
	inside(['TaskTemplate', 'Resources', 'Limits'], resources(cpus, memory)),
	inside(['TaskTemplate', 'Resources', 'Reservations'], resources(reservedCpus, reservedMemory)),
];

const withVariable = ({name, value}: NamedValue): Change =>
	inside(['TaskTemplate', 'ContainerSpec', 'Env'], before => {
		const isIt = (entry: unknown): boolean => entry === name || String(entry).startsWith(`${name}=`);
		const all = wires(before);
		const written = `${name}=${value ?? ''}`;
		if (value === undefined) return all.some(isIt) ? all.filter(entry => !isIt(entry)) : before;
		if (all.includes(written)) return before;
		return all.some(isIt) ? all.map(entry => (isIt(entry) ? written : entry)) : [...all, written];
	});

const withLabel = ({name, value}: NamedValue): Change =>
	inside(['Labels'], before => {
		const {[name]: present, ...others} = wire(before);
		if (present === value) return before;
		return value === undefined ? others : {...others, [name]: value};
	});

const withConstraint = ({text: wanted, isRemoved}: {readonly text: string; readonly isRemoved: boolean}): Change =>
	inside(['TaskTemplate', 'Placement', 'Constraints'], before => {
		// Blanks around the operator mean nothing.
		const plain = (value: unknown): string => String(value).replace(/\s*(==|!=)\s*/, '$1');
		const others = wires(before).filter(value => plain(value) !== plain(wanted));
		const has = others.length < wires(before).length;
		if (isRemoved) return has ? others : before;
		return has ? before : [...others, wanted];
	});

const withPort = ({target, published, protocol, mode, isRemoved}: PortChange): Change =>
	inside(['EndpointSpec', 'Ports'], before => {
		const isIt = (value: unknown): boolean => {
			const port = wire(value);
			return port.PublishedPort === published && (text(port.Protocol) ?? 'tcp') === protocol;
		};
		const others = wires(before).filter(value => !isIt(value));
		const has = others.length < wires(before).length;
		if (isRemoved) return has ? others : before;
		const made = {Protocol: protocol, TargetPort: target, PublishedPort: published, PublishMode: mode};
		const isSame = wires(before).some(
			value => isIt(value) && wire(value).TargetPort === target && (wire(value).PublishMode ?? 'ingress') === mode,
		);
		return isSame ? before : [...others, made];
	});

const withPolicy =
	(policy: UpdatePolicy): Change =>
	spec => {
		const now = decodePolicy(spec.UpdateConfig);
		const isSame =
			now.parallelism === policy.parallelism &&
			now.delay === policy.delay &&
			now.failureAction === policy.failureAction &&
			now.ratio === policy.ratio &&
			now.order === policy.order;
		if (isSame) return spec;
		return {
			...spec,
			UpdateConfig: {
				...wire(spec.UpdateConfig),
				Parallelism: policy.parallelism,
				Delay: Math.round(policy.delay * 1e6),
				FailureAction: policy.failureAction,
				MaxFailureRatio: policy.ratio,
				Order: policy.order,
			},
		};
	};

/** A spec with a change; the same object where it is so already. */
export const withChange =
	({limits, variable, label, constraint, port, policy}: ServiceChange): Change =>
	spec =>
		[
			...(limits === undefined ? [] : limited(limits)),
			...(variable === undefined ? [] : [withVariable(variable)]),
			...(label === undefined ? [] : [withLabel(label)]),
			...(constraint === undefined ? [] : [withConstraint(constraint)]),
			...(port === undefined ? [] : [withPort(port)]),
			...(policy === undefined ? [] : [withPolicy(policy)]),
		].reduce((before, change) => change(before), spec);

/** Reads a service's spec, changes what is named of it, and sends it whole. */
export const configure = async (
	docker: Docker,
	id: string,
	change: ServiceChange,
): Promise<'already' | ReplacedSpec> => {
	const service = specifiedService(docker, id);
	const replaced = await replaceSpec(service, withChange(change));
	return replaced === 'already' ? replaced : await asTaken(service, replaced);
};

/** What a form needs of a spec that no list tells: the policy, and the names of the variables. */
export const readSettings = async (
	docker: Docker,
	id: string,
): Promise<{readonly policy: UpdatePolicy; readonly variables: readonly string[]}> => {
	const spec = wire(wire(await docker.getService(id).inspect()).Spec);
	const environment = wires(wire(wire(spec.TaskTemplate).ContainerSpec).Env);
	return {
		policy: decodePolicy(spec.UpdateConfig),
		variables: environment.flatMap(entry => text(String(entry).split('=')[0]) ?? []),
	};
};
