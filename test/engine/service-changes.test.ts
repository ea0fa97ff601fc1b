import {describe, expect, it, test} from 'vitest';
import {type ServiceChange, withChange} from '../../source/engine/service-changes.ts';
import {specDifference} from '../../source/engine/spec-difference.ts';

const spec = {
	Name: 'api',
	Labels: {tier: 'web'},
	TaskTemplate: {
		ContainerSpec: {Image: 'api:1', Env: ['A=1', 'AB=2']},
		Resources: {Limits: {NanoCPUs: 500_000_000, Pids: 9}},
		Placement: {Constraints: ['node.role == worker']},
	},
	UpdateConfig: {Parallelism: 1, Delay: 1e9, Monitor: 5e9, MaxFailureRatio: 0},
	EndpointSpec: {Mode: 'vip', Ports: [{Protocol: 'tcp', TargetPort: 80, PublishedPort: 8080, PublishMode: 'ingress'}]},
};

const port = {target: 80, published: 8080, protocol: 'tcp', mode: 'ingress', isRemoved: false};
const policy = {parallelism: 1, delay: 1000, failureAction: 'pause', ratio: 0, order: 'stop-first'};

describe('a change of a spec', () => {
	test.each<[string, ServiceChange, readonly string[]]>([
		[
			'limits',
			{limits: {memory: 64 * 1024 ** 2, reservedCpus: 0.25}},
			[
				'Resources.Limits.NanoCPUs: 0.5 CPUs → –',
				'Resources.Limits.MemoryBytes: – → 64MiB',
				'Resources.Reservations.NanoCPUs: – → 0.25 CPUs',
			],
		],
		['a variable', {variable: {name: 'A', value: '3'}}, ['Env A: a value → another value']],
		['a new variable', {variable: {name: 'C', value: ''}}, ['Env C: – → a value']],
		['no variable', {variable: {name: 'A'}}, ['Env A: a value → –']],
		['a label', {label: {name: 'tier', value: 'api'}}, ['Labels.tier: web → api']],
		['no label', {label: {name: 'tier'}}, ['Labels.tier: web → –']],
		[
			'a constraint',
			{constraint: {text: 'node.labels.disk==ssd', isRemoved: false}},
			['Placement.Constraints: node.role == worker → node.role == worker, node.labels.disk==ssd'],
		],
		[
			'no constraint, however it is written',
			{constraint: {text: 'node.role==worker', isRemoved: true}},
			['Placement.Constraints: node.role == worker → –'],
		],
		['a port', {port: {...port, target: 81}}, ['Ports: 8080→80/tcp ingress → 8080→81/tcp ingress']],
		[
			'one more port',
			{port: {...port, published: 53, target: 53, protocol: 'udp', mode: 'host'}},
			['Ports: 8080→80/tcp ingress → 8080→80/tcp ingress, 53→53/udp host'],
		],
		['no port', {port: {...port, isRemoved: true}}, ['Ports: 8080→80/tcp ingress → –']],
		[
			'a policy',
			{policy: {...policy, failureAction: 'rollback', ratio: 0.2, order: 'start-first', delay: 0}},
			[
				'UpdateConfig.Delay: 1s → 0s',
				'UpdateConfig.MaxFailureRatio: 0 → 0.2',
				'UpdateConfig.FailureAction: – → rollback',
				'UpdateConfig.Order: – → start-first',
			],
		],
	])('%s', (_name, change, lines) => {
		const changes = specDifference(spec, withChange(change)(spec));
		expect(changes.map(({field, before, after}) => `${field}: ${before} → ${after}`)).toEqual(lines);
	});

	test.each<[string, ServiceChange]>([
		['limits', {limits: {cpus: 0.5}}],
		['a variable', {variable: {name: 'A', value: '1'}}],
		['no variable', {variable: {name: 'B'}}],
		['a label', {label: {name: 'tier', value: 'web'}}],
		['a constraint', {constraint: {text: 'node.role==worker', isRemoved: false}}],
		['no constraint', {constraint: {text: 'node.role==manager', isRemoved: true}}],
		['a port', {port}],
		['a policy', {policy}],
	])('is none where it is so already: %s', (_name, change) => {
		expect(withChange(change)(spec)).toBe(spec);
	});

	it('keeps what it does not know', () => {
		const next = withChange({limits: {}})(spec);
		expect(next).toMatchObject({TaskTemplate: {Resources: {Limits: {Pids: 9}}}});
	});
});
