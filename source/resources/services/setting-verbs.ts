import type {NamedValue, ServiceChange} from '../../engine/service-changes.ts';
import {sizeText} from '../../model/limits.ts';
import type {Service} from '../../model/swarm.ts';
import type {ActionRequest} from '../../store/monitor.ts';
import {cpusFault, memoryFault} from '../containers/limit-form.ts';
import {retraceable} from '../retraceable.ts';
import {
	type ChoiceField,
	type Discord,
	type Field,
	numberValue,
	type TextField,
	textValue,
	type Values,
	type Verb,
} from '../verb.ts';
import {limitsIn, policyFields, policyIn} from './setting-form.ts';

/** What is changed of a service, in the words of the question and of the answer. */
const changing = ({id, name}: Service, what: string, change: ServiceChange): ActionRequest => ({
	id,
	name,
	past: 'changed',
	pending: `changing ${what}`,
	done: `changed ${what} of ${name}`,
	already: `${what} of ${name} is so already`,
	failed: `could not change ${what} of ${name}`,
	async run(engine, signal) {
		const replaced = await engine.services.change(id, change, signal);
		return replaced === 'already'
			? replaced
			: retraceable(`change ${what} of ${name}`, replaced, (given, end) => given.services.putBack(id, replaced, end));
	},
});

const replaces = 'its tasks are replaced, a few at a time as its update policy says';

const change: ChoiceField = {
	kind: 'choice',
	id: 'change',
	title: 'Change',
	options: [
		{id: 'set', label: 'set'},
		{id: 'remove', label: 'remove', aliases: ['rm']},
	],
};

const isRemoved = (values: Values): boolean => textValue(values, 'change') === 'remove';

const named = (title: string, completions: readonly string[]): TextField => ({
	kind: 'text',
	id: 'name',
	title,
	completions,
	check: text =>
		/^[^\s=]+$/.test(text.trim()) ? undefined : `${title.toLowerCase()} has a name, without blanks and =`,
});

const valueField: TextField = {kind: 'text', id: 'value', title: 'Value'};

const valueDiscord = (values: Values): Discord | undefined =>
	isRemoved(values) && (textValue(values, 'value') ?? '') !== ''
		? {id: 'value', text: 'it is removed by its name alone'}
		: undefined;

const valueIn = (values: Values): NamedValue => {
	const name = (textValue(values, 'name') ?? '').trim();
	return isRemoved(values) ? {name} : {name, value: textValue(values, 'value') ?? ''};
};

type Plain = Pick<Verb<Service>, 'danger' | 'refusal' | 'reach'>;

const plain: Plain = {danger: 'interrupts', refusal: () => undefined, reach: () => [replaces]};

const limits: Verb<Service> = {
	...plain,
	id: 'limits',
	help: 'change what each task of a service may take, and holds',
	label: () => 'limit',
	fields: ({cpuLimit, memoryLimit, reservation}) => {
		const size = (bytes: number | undefined): string => (bytes === undefined ? '' : sizeText(bytes));
		const cpus = reservation?.nanoCpus;
		return [
			{
				kind: 'text',
				id: 'cpus',
				title: 'CPUs',
				default: cpuLimit === undefined ? '' : String(cpuLimit),
				check: cpusFault,
			},
			{kind: 'text', id: 'memory', title: 'Memory', default: size(memoryLimit), check: memoryFault},
			{
				kind: 'text',
				id: 'reserve-cpus',
				title: 'CPUs held',
				default: cpus === undefined ? '' : String(cpus / 1e9),
				check: cpusFault,
			},
			{
				kind: 'text',
				id: 'reserve-memory',
				title: 'Memory held',
				default: size(reservation?.memory),
				check: memoryFault,
			},
		];
	},
	request: (row, values) => changing(row, 'limits', {limits: limitsIn(values)}),
};

const environment: Verb<Service> = {
	...plain,
	id: 'env',
	help: 'set or take away a variable of the environment of a service',
	label: () => 'change environment of',
	prepare: async (row, engine, signal) => {
		const {variables} = await engine.services.settings(row.id, signal);
		return {
			reach: [variables.length === 0 ? 'it has no variables' : `it has ${variables.join(', ')}`],
			fields: [change, named('Variable', variables), valueField],
		};
	},
	discord: valueDiscord,
	request: (row, values) => changing(row, 'environment', {variable: valueIn(values)}),
};

const label: Verb<Service> = {
	...plain,
	id: 'label',
	help: 'set or take away a label of a service',
	label: () => 'label',
	reach: () => ['its tasks go on as they are'],
	fields: row => [change, named('Label', Object.keys(row.labels)), valueField],
	discord: valueDiscord,
	request: (row, values) => changing(row, 'labels', {label: valueIn(values)}),
};

const constrain: Verb<Service> = {
	...plain,
	id: 'constrain',
	words: [{word: 'constraint', does: 'constrain'}],
	help: 'set or take away a constraint on the nodes of a service',
	label: () => 'constrain',
	reach: row => [
		row.constraints.length === 0 ? 'it has no constraints' : `it has ${row.constraints.join(', ')}`,
		replaces,
	],
	fields: row => [
		change,
		{
			kind: 'text',
			id: 'constraint',
			title: 'Constraint',
			completions: [...row.constraints, 'node.role==worker', 'node.role==manager', 'node.hostname==', 'node.labels.'],
			check: text =>
				/^\s*[^=!\s]+\s*(?:==|!=)\s*\S/.test(text) ? undefined : 'a constraint is such as node.labels.disk==ssd',
		},
	],
	request: (row, values) =>
		changing(row, 'constraints', {
			constraint: {text: (textValue(values, 'constraint') ?? '').trim(), isRemoved: isRemoved(values)},
		}),
};

const publishFields = (row: Service): readonly Field[] => [
	change,
	{
		kind: 'number',
		id: 'published',
		title: 'Port outside',
		min: 1,
		max: 65_535,
		...(row.ports[0]?.publishedPort === undefined ? {} : {current: row.ports[0].publishedPort}),
	},
	{
		kind: 'number',
		id: 'target',
		title: 'Port inside',
		min: 1,
		max: 65_535,
		...(row.ports[0] === undefined ? {} : {current: row.ports[0].targetPort}),
	},
	{
		kind: 'choice',
		id: 'protocol',
		title: 'Protocol',
		options: ['tcp', 'udp', 'sctp'].map(id => ({id, label: id})),
	},
	{
		kind: 'choice',
		id: 'mode',
		title: 'Mode',
		options: [
			{id: 'ingress', label: 'on every node (ingress)'},
			{id: 'host', label: 'where a task runs (host)'},
		],
	},
];

const publish: Verb<Service> = {
	...plain,
	id: 'publish',
	help: 'publish a port of a service, or publish it no more',
	label: () => 'publish a port of',
	fields: publishFields,
	request: (row, values) =>
		changing(row, 'ports', {
			port: {
				published: numberValue(values, 'published') ?? 0,
				target: numberValue(values, 'target') ?? 0,
				protocol: textValue(values, 'protocol') ?? 'tcp',
				mode: textValue(values, 'mode') ?? 'ingress',
				isRemoved: isRemoved(values),
			},
		}),
};

const policy: Verb<Service> = {
	...plain,
	id: 'policy',
	help: 'change how a service is updated: how many at once, and what a failure does',
	label: () => 'change update policy of',
	reach: () => ['its tasks go on as they are; the next update goes by it'],
	prepare: async (row, engine, signal) => ({
		fields: policyFields((await engine.services.settings(row.id, signal)).policy),
	}),
	request: (row, values) => changing(row, 'update policy', {policy: policyIn(values)}),
};

/** What can be set of services. */
export const settingVerbs: ReadonlyArray<Verb<Service>> = [limits, environment, label, constrain, publish, policy];
