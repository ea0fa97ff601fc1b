import {EngineError} from '../../engine/engine-error.ts';
import {serviceFlags, servicePlanOf} from '../../model/service-flags.ts';
import {servicePlanFor} from '../../model/service-plan.ts';
import type {ActionRequest} from '../../store/monitor.ts';
import {flagForm} from '../flag-form.ts';
import {noQuorum} from '../nodes/quorum.ts';
import {swarmEmptyReason} from '../swarm-empty.ts';
import {type GeneralVerb, textValue, type Values} from '../verb.ts';

/** The form of `docker service create`. */
export const serviceForm = flagForm({
	command: 'docker service create -d',
	beginning: /^\s*docker\s+service\s+create\s+/,
	flags: serviceFlags,
	empty: servicePlanFor('image'),
	planOf: servicePlanOf,
	fields: [
		{id: 'name', title: 'Name', flag: '--name', isList: false},
		{
			id: 'mode',
			title: 'Mode',
			flag: '--mode',
			isList: false,
			completions: ['replicated', 'global', 'replicated-job', 'global-job'],
		},
		{id: 'replicas', title: 'Replicas', flag: '--replicas', isList: false},
		{id: 'ports', title: 'Ports', flag: '-p', isList: true},
		{id: 'env', title: 'Environment', flag: '-e', isList: true},
		{id: 'mounts', title: 'Mounts', flag: '--mount', isList: true},
		{id: 'networks', title: 'Networks', flag: '--network', isList: true},
		{id: 'constraints', title: 'Constraints', flag: '--constraint', isList: true},
		{id: 'cpus', title: 'CPU limit', flag: '--limit-cpu', isList: false},
		{id: 'memory', title: 'Memory limit', flag: '--limit-memory', isList: false},
	],
});

/** Makes the service that the form asks for. `id` is of what is marked meanwhile. */
export const createRequest = (id: string, values: Values): ActionRequest => {
	const plan = serviceForm.plan(values);
	const name = textValue(values, 'name')?.trim() || textValue(values, 'image') || '';
	return {
		id,
		name,
		past: 'created',
		pending: 'creating a service',
		done: `created service ${name}`,
		already: `service ${name} is there already`,
		failed: `could not create service ${name}`,
		async run(engine, signal) {
			// Its fields were checked before it was asked for.
			if ('fault' in plan) throw new EngineError('configuration', plan.fault);
			return engine.services.create(plan.value, signal);
		},
	};
};

/** Makes a service: by the form, or by a line of `docker service create` that fills it. */
export const createService: GeneralVerb = {
	id: 'create',
	help: 'create a service: an image, or a line as docker service create takes it, fills the form',
	danger: 'none',
	question: () => 'Create a service?',
	refusal: view => (view.state.role === 'manager' ? noQuorum(view) : swarmEmptyReason('services')(view.state)),
	// The form is long: with more than its fields it would not fit a small screen.
	reach: () => [],
	fields: () => serviceForm.fields({mode: 'replicated'}),
	fill: serviceForm.filled,
	discord: serviceForm.discord,
	preview: serviceForm.line,
	request: values => createRequest('create', values),
};
