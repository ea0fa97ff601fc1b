import {expect, it, test} from 'vitest';
import {specDifference} from '../../source/engine/spec-difference.ts';

const template = (container: object, more: object = {}): object => ({
	TaskTemplate: {ContainerSpec: container, ...more},
});

const cases: ReadonlyArray<readonly [string, object, object, readonly string[]]> = [
	['an image', template({Image: 'api:2'}), template({Image: 'api:1'}), ['Image: api:2 → api:1']],
	[
		'variables, and none of their values',
		template({Env: ['A=1', 'KEY=hunter2', 'OLD=x']}),
		template({Env: ['A=1', 'KEY=hunter3', 'NEW=y']}),
		['Env KEY: a value → another value', 'Env OLD: a value → –', 'Env NEW: – → a value'],
	],
	[
		'limits in units',
		template({}, {Resources: {Limits: {NanoCPUs: 500_000_000, MemoryBytes: 64 * 1024 ** 2}}}),
		template({}, {Resources: {Limits: {MemoryBytes: 128 * 1024 ** 2}}}),
		['Resources.Limits.NanoCPUs: 0.5 CPUs → –', 'Resources.Limits.MemoryBytes: 64MiB → 128MiB'],
	],
	[
		'replicas',
		{Mode: {Replicated: {Replicas: 3}}},
		{Mode: {Replicated: {Replicas: 2}}},
		['Mode.Replicated.Replicas: 3 → 2'],
	],
	[
		'published ports',
		{EndpointSpec: {Ports: [{Protocol: 'tcp', TargetPort: 80, PublishedPort: 8080, PublishMode: 'ingress'}]}},
		{EndpointSpec: {}},
		['Ports: 8080→80/tcp ingress → –'],
	],
	[
		'mounts',
		template({Mounts: [{Type: 'volume', Source: 'data', Target: '/data'}]}),
		template({Mounts: [{Type: 'volume', Source: 'data', Target: '/data', ReadOnly: true}]}),
		['Mounts: volume data:/data → volume data:/data read-only'],
	],
	[
		'constraints',
		template({}, {Placement: {Constraints: ['node.role==worker']}}),
		template({}, {Placement: {Constraints: ['node.role==manager', 'node.labels.disk==ssd']}}),
		['Placement.Constraints: node.role==worker → node.role==manager, node.labels.disk==ssd'],
	],
	['a policy', {UpdateConfig: {Delay: 10e9}}, {UpdateConfig: {Delay: 0}}, ['UpdateConfig.Delay: 10s → 0s']],
	['nothing', template({Image: 'api:1'}), template({Image: 'api:1'}), []],
	['what is only written otherwise', template({Hosts: null}), template({}), []],
	[
		'what would drive the terminal',
		{Labels: {note: 'old'}},
		{Labels: {note: '\u001b[2Jnew'}},
		['Labels.note: old → new'],
	],
];

const told = (before: object, after: object): readonly string[] =>
	specDifference({...before}, {...after}).map(change => `${change.field}: ${change.before} → ${change.after}`);

test.each(cases)('a difference in %s', (_name, before, after, lines) => {
	expect(told(before, after)).toEqual(lines);
});

it('says that parts of a list differ in what is not told of them', () => {
	const secret = (mode: number) => template({Secrets: [{SecretName: 'key', File: {Mode: mode}}]});
	expect(told(secret(0o444), secret(0o400))).toEqual(['Secrets: key → key (other settings)']);
});
