import type {Engine} from '../../engine/engine.ts';
import {EngineError} from '../../engine/engine-error.ts';
import type {ActionOutcome} from '../../engine/outcome.ts';
import type {ActionRequest} from '../../store/monitor.ts';
import {causeOf} from '../cause.ts';
import {textValue, type Values} from '../verb.ts';
import {runPlan} from './run-form.ts';

/** Makes and starts the container that the form asks for. `id` is of what is marked meanwhile. */
export const runRequest = (id: string, values: Values): ActionRequest => {
	const plan = runPlan(values);
	const image = textValue(values, 'image') ?? '';
	const name = ('value' in plan ? plan.value.name : undefined) ?? image;
	return {
		id,
		name,
		past: 'run',
		pending: 'running a container',
		done: `run ${name}`,
		already: `${name} runs already`,
		failed: `could not run ${name}`,
		async run(engine: Engine, signal: AbortSignal): Promise<ActionOutcome> {
			// Its fields were checked before it was asked for.
			if ('fault' in plan) throw new EngineError('configuration', plan.fault);
			const {id: made, fault} = await engine.containers.run(plan.value, signal);
			const called = plan.value.name ?? made.slice(0, 12);
			if (fault === undefined) return {told: `run ${called} of ${image}`};
			const where = plan.value.isRemoved ? '' : `; it is there as ${called}`;
			throw new EngineError('rejected', `${causeOf(fault)}${where}`);
		},
	};
};
