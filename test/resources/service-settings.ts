import type {Values} from '../../source/resources/verb.ts';

/** By verb of a service of one variable `A=1`: what is set, and what docker's own program tells of that then, in a format. */
export const serviceSettings: ReadonlyArray<readonly [verb: string, values: Values, format: string, told: unknown]> = [
	[
		'limits',
		{cpus: '0.5', memory: '64m', 'reserve-cpus': '', 'reserve-memory': '32m'},
		'{{json .Spec.TaskTemplate.Resources}}',
		{Limits: {NanoCPUs: 500_000_000, MemoryBytes: 64 * 1024 ** 2}, Reservations: {MemoryBytes: 32 * 1024 ** 2}},
	],
	['env', {change: 'set', name: 'B', value: '2'}, '{{json .Spec.TaskTemplate.ContainerSpec.Env}}', ['A=1', 'B=2']],
	['env', {change: 'remove', name: 'B', value: ''}, '{{json .Spec.TaskTemplate.ContainerSpec.Env}}', ['A=1']],
	['label', {change: 'set', name: 'tier', value: 'web'}, '{{json .Spec.Labels}}', {tier: 'web'}],
	[
		'constrain',
		{change: 'set', constraint: 'node.platform.os==linux'},
		'{{json .Spec.TaskTemplate.Placement.Constraints}}',
		['node.platform.os==linux'],
	],
	[
		'publish',
		{change: 'set', published: 18_080, target: 80, protocol: 'tcp', mode: 'host'},
		'{{json .Spec.EndpointSpec.Ports}}',
		[{Protocol: 'tcp', TargetPort: 80, PublishedPort: 18_080, PublishMode: 'host'}],
	],
	[
		'policy',
		{parallelism: 2, delay: 1, failure: 'rollback', ratio: 20, order: 'start-first'},
		'{{.Spec.UpdateConfig.Parallelism}}',
		2,
	],
];
