import {describe, expect, it, test} from 'vitest';
import {serviceSpecOf} from '../../source/engine/create-service.ts';
import {serviceForm} from '../../source/resources/services/create.ts';

const textsOf = (line: string) => {
	const texts = serviceForm.textsOfLine(line);
	if ('fault' in texts) throw new Error(texts.fault);
	return texts.value;
};

const specOf = (line: string): object => {
	const plan = serviceForm.plan(textsOf(line));
	if ('fault' in plan) throw new Error(plan.fault);
	return serviceSpecOf(plan.value);
};

describe('a line of docker service create', () => {
	test.each<[string, object]>([
		['docker service create --name web --replicas 3 nginx:1.27', {Name: 'web', Mode: {Replicated: {Replicas: 3}}}],
		['nginx', {Mode: {Replicated: {Replicas: 1}}, TaskTemplate: {ContainerSpec: {Image: 'nginx'}}}],
		['--mode global nginx', {Mode: {Global: {}}}],
		[
			'--mode replicated-job --replicas 2 busybox sh -c "echo a; true"',
			{
				Mode: {ReplicatedJob: {TotalCompletions: 2}},
				TaskTemplate: {ContainerSpec: {Args: ['sh', '-c', 'echo a; true']}},
			},
		],
		[
			'-p 8080:80 --publish published=5353,target=53,protocol=udp,mode=host nginx',
			{
				EndpointSpec: {
					Ports: [
						{Protocol: 'tcp', TargetPort: 80, PublishedPort: 8080, PublishMode: 'ingress'},
						{Protocol: 'udp', TargetPort: 53, PublishedPort: 5353, PublishMode: 'host'},
					],
				},
			},
		],
		[
			'--limit-cpu .5 --limit-memory 64m --reserve-memory 32m nginx',
			{
				TaskTemplate: {
					Resources: {
						Limits: {NanoCPUs: 500_000_000, MemoryBytes: 64 * 1024 ** 2},
						Reservations: {MemoryBytes: 32 * 1024 ** 2},
					},
				},
			},
		],
		[
			'--mount type=volume,source=data,target=/srv --network back --constraint node.role==worker -e A=b nginx',
			{
				TaskTemplate: {
					ContainerSpec: {Env: ['A=b'], Mounts: [{Type: 'volume', Source: 'data', Target: '/srv', ReadOnly: false}]},
					Networks: [{Target: 'back'}],
					Placement: {Constraints: ['node.role==worker']},
				},
			},
		],
		['-l a=b --container-label c --entrypoint "sh -c" nginx', {Labels: {a: 'b'}}],
	])('%s', (line, expected) => {
		expect(specOf(line)).toMatchObject(expected);
	});

	test.each<[string, string]>([
		['--secret key nginx', '--secret is not known here'],
		['-p 127.0.0.1:80:80 nginx', 'ports of a service are on all addresses'],
		['--replicas many nginx', 'many is no count of tasks'],
		['--mode some nginx', 'some is no mode: replicated, global'],
		['--mode global --replicas 2 nginx', 'replicas are not counted'],
		['--endpoint-mode dnsrr -p 80:80 nginx', 'publish it with mode=host'],
		['--constraint disk nginx', 'disk is no constraint'],
		['--publish target=80,publisht=8080 nginx', 'publisht of --publish is not known here'],
	])('%s is refused', (line, fault) => {
		expect(() => specOf(line)).toThrow(fault);
	});

	it('is the same again', () => {
		const line =
			"docker service create -d --name web --replicas 2 -p 8080:80 -e 'A=b c' --network back --limit-cpu 0.5 --workdir /srv nginx:1.27 nginx -g 'daemon off;'";
		expect(serviceForm.line(textsOf(line))).toBe(line);
	});
});
