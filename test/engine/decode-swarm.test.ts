import {expect, it} from 'vitest';
import {decodeInfo, decodeNode, decodeService, decodeTask, roleOfHeader} from '../../source/engine/decode-swarm.ts';

const service = decodeService(
	{
		ID: 's1',
		Version: {Index: 42},
		Spec: {
			Name: 'shop_web',
			Labels: {'com.docker.stack.namespace': 'shop'},
			Mode: {Replicated: {Replicas: 5}},
			TaskTemplate: {
				ContainerSpec: {Image: `api:1.8@sha256:${'0'.repeat(64)}`},
				Resources: {Limits: {NanoCPUs: 100_000_000, MemoryBytes: 52_428_800}},
			},
		},
		Endpoint: {Ports: [{Protocol: 'tcp', TargetPort: 80, PublishedPort: 8080, PublishMode: 'ingress'}]},
		ServiceStatus: {RunningTasks: 4, DesiredTasks: 5},
		PreviousSpec: null,
	},
	'h',
);

const node = decodeNode({ID: 'n1', Description: {Hostname: 'node1'}, Status: {State: 'down'}}, 'h', 'n1');

const known = {
	services: new Map(service === undefined ? [] : [[service.id, service]]),
	nodes: new Map(node === undefined ? [] : [[node.id, node]]),
};

it('reads a service as docker service ls shows it', () => {
	expect(service).toMatchObject({
		name: 'shop_web',
		version: 42,
		mode: 'replicated',
		running: 4,
		desired: 5,
		image: 'api:1.8',
		stack: 'shop',
		cpuLimit: 0.1,
		memoryLimit: 52_428_800,
		hasPreviousSpec: false,
		ports: [{protocol: 'tcp', targetPort: 80, publishedPort: 8080, publishMode: 'ingress'}],
	});
	expect(decodeService({ID: 'x'}, 'h')).not.toHaveProperty('running');
	for (const [mode, name] of [
		['Global', 'global'],
		['ReplicatedJob', 'replicated-job'],
		['GlobalJob', 'global-job'],
	])
		expect(decodeService({ID: 'x', Spec: {Mode: {[mode ?? '']: {}}}}, 'h')?.mode).toBe(name);
});

it('names a task as the docker CLI does, by slot or by node', () => {
	const bare = {ID: 't1', ServiceID: 's1', NodeID: 'n1'};
	expect(decodeTask({...bare, Slot: 3}, 'h', known)).toMatchObject({
		name: 'shop_web.3',
		nodeName: 'node1',
		stack: 'shop',
	});
	expect(decodeTask(bare, 'h', known)?.name).toBe('shop_web.n1');
	expect(decodeTask({ID: 't2', ServiceID: 'gone', Slot: 1}, 'h', known)?.name).toBe('gone.1');
});

it('believes no exit code of what still runs, and marks what is on a lost node', () => {
	const status = (State: string) => ({State, ContainerStatus: {ExitCode: State === 'running' ? 0 : 137}});
	const running = decodeTask({ID: 't', NodeID: 'n1', Status: status('running')}, 'h', known);
	expect(running).toMatchObject({state: 'running', isOnLostNode: true});
	expect(running).not.toHaveProperty('exitCode');
	expect(decodeTask({ID: 't', Status: status('failed')}, 'h', known)).toMatchObject({
		exitCode: 137,
		isOnLostNode: false,
	});
});

it('knows the part of an engine in its swarm', () => {
	const role = (Swarm: unknown) => decodeInfo({Swarm}, '1.41').swarm;
	expect(role({LocalNodeState: 'active', ControlAvailable: true})).toBe('manager');
	expect(role({LocalNodeState: 'active', ControlAvailable: false})).toBe('worker');
	expect(role({LocalNodeState: 'inactive'})).toBe('none');
	expect(role(undefined)).toBe('none');
	expect(['active/manager', 'active/worker', 'inactive', undefined].map(roleOfHeader)).toEqual([
		'manager',
		'worker',
		'none',
		'unknown',
	]);
});
