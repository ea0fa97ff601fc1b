import {nameAndValue} from '../model/name-value.ts';
import type {RunPlan} from '../model/run-plan.ts';
import type {Calls} from './calls.ts';
import {EngineError} from './engine-error.ts';
import {text, wire} from './wire.ts';

const isSome = <Item>(items: readonly Item[]): boolean => items.length > 0;

const portsOf = ({ports}: RunPlan) => {
	const bindings: Record<string, Array<{HostIp?: string; HostPort: string}>> = {};
	for (const {containerPort, protocol, hostPort, ip} of ports) {
		const key = `${containerPort}/${protocol}`;
		bindings[key] = [
			...(bindings[key] ?? []),
			{...(ip === undefined ? {} : {HostIp: ip}), HostPort: hostPort === undefined ? '' : String(hostPort)},
		];
	}
	return bindings;
};

const labelsOf = ({labels}: RunPlan): Record<string, string> => Object.fromEntries(labels.map(nameAndValue));

const hostConfigOf = (plan: RunPlan) => {
	const {limits, network} = plan;
	const {cpus, memory, memoryAndSwap, pids, restart, retries} = limits;
	return {
		PortBindings: portsOf(plan),
		PublishAllPorts: plan.isPublishingAll,
		// A path alone is an anonymous volume, which is told elsewhere.
		Binds: plan.binds.filter(bind => bind.includes(':')),
		Mounts: plan.mounts.map(({type, source, target, isReadOnly}) => ({
			Type: type,
			Target: target,
			ReadOnly: isReadOnly,
			Source: source ?? '',
		})),
		...(network === undefined ? {} : {NetworkMode: network}),
		RestartPolicy: {Name: restart, MaximumRetryCount: retries},
		AutoRemove: plan.isRemoved,
		Privileged: plan.isPrivileged,
		ReadonlyRootfs: plan.hasReadOnlyFiles,
		...(plan.hasInit ? {Init: true} : {}),
		...(isSome(plan.addedCapabilities) ? {CapAdd: [...plan.addedCapabilities]} : {}),
		...(isSome(plan.droppedCapabilities) ? {CapDrop: [...plan.droppedCapabilities]} : {}),
		...(isSome(plan.hosts) ? {ExtraHosts: [...plan.hosts]} : {}),
		...(cpus === undefined ? {} : {NanoCpus: Math.round(cpus * 1e9)}),
		...(memory === undefined ? {} : {Memory: memory}),
		...(memoryAndSwap === undefined ? {} : {MemorySwap: memoryAndSwap === 'unlimited' ? -1 : memoryAndSwap}),
		...(pids === undefined ? {} : {PidsLimit: pids}),
	};
};

/** The body of `POST /containers/create`. */
const creationOf = (plan: RunPlan) => {
	const {command, entrypoint, network, networkAliases, hostname, user, directory} = plan;
	return {
		Image: plan.image,
		...(isSome(command) ? {Cmd: [...command]} : {}),
		...(entrypoint === undefined ? {} : {Entrypoint: [entrypoint]}),
		Env: [...plan.environment],
		Labels: labelsOf(plan),
		...(hostname === undefined ? {} : {Hostname: hostname}),
		...(user === undefined ? {} : {User: user}),
		...(directory === undefined ? {} : {WorkingDir: directory}),
		Tty: plan.hasTty,
		OpenStdin: plan.isInteractive,
		ExposedPorts: Object.fromEntries(Object.keys(portsOf(plan)).map(port => [port, {}])),
		Volumes: Object.fromEntries(plan.binds.filter(bind => !bind.includes(':')).map(path => [path, {}])),
		HostConfig: hostConfigOf(plan),
		...(network === undefined || !isSome(networkAliases)
			? {}
			: {NetworkingConfig: {EndpointsConfig: {[network]: {Aliases: [...networkAliases]}}}}),
	};
};

/** A container that was made, and why it does not start where it does not. */
export type MadeContainer = {readonly id: string; readonly fault?: string};

/** Makes a container and starts it. One that does not start is there, as with `docker run`. */
export const runContainer = async (calls: Calls, plan: RunPlan, signal: AbortSignal): Promise<MadeContainer> => {
	// Query and body are told apart for the modem, of which the types know nothing.
	const options: object = {_query: plan.name === undefined ? {} : {name: plan.name}, _body: creationOf(plan)};
	const made: unknown = await calls.verbs(signal).createContainer(options);
	const id = text(wire(made).id);
	if (id === undefined) throw new EngineError('rejected', 'the engine did not tell which container it made');
	try {
		await calls.verbs(signal).getContainer(id).start();
		return {id};
	} catch (error) {
		return {id, fault: error instanceof Error ? error.message : String(error)};
	}
};
