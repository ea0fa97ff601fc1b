import {EngineError} from '../../engine/engine-error.ts';
import type {ActionOutcome} from '../../engine/outcome.ts';
import type {Container} from '../../model/container.ts';
import {type Limits, sizeText} from '../../model/limits.ts';
import type {Retraceable} from '../../store/monitor.ts';
import {changeBetween} from './limit-form.ts';

const told = ({cpus, memory, memoryAndSwap, pids, restart, retries}: Limits): Readonly<Record<string, string>> => ({
	CPUs: String(cpus ?? '–'),
	Memory: memory === undefined ? '–' : sizeText(memory),
	'Memory and swap': typeof memoryAndSwap === 'number' ? sizeText(memoryAndSwap) : (memoryAndSwap ?? '–'),
	Processes: String(pids ?? '–'),
	Restart: retries > 0 ? `${restart}, ${retries} times` : restart,
});

const differences = (before: Limits, after: Limits): readonly string[] => {
	const [old, next] = [told(before), told(after)];
	return Object.keys(old).flatMap(name => (old[name] === next[name] ? [] : [`${name}: ${old[name]} → ${next[name]}`]));
};

/** What came of other limits: those of before are set again, unless one was none, which no engine can bring back. */
export const limitsWayBack = (
	{id, name}: Pick<Container, 'id' | 'name'>,
	before: Limits,
	after: Limits,
): ActionOutcome | Retraceable => {
	const isNew = (limit: 'cpus' | 'memory'): boolean => before[limit] === undefined && after[limit] !== undefined;
	if (isNew('cpus') || isNew('memory')) return 'done';
	return {
		outcome: 'done',
		wayBack: {
			title: `change limits of ${name}`,
			back: 'has the limits of before',
			reach: differences(after, before),
			async restore(engine, signal) {
				const now = await engine.containers.limits(id, signal);
				if (differences(after, now).length > 0)
					throw new EngineError('conflict', 'they were changed since: nothing was sent');
				return await engine.containers.limit(id, changeBetween(after, before), signal);
			},
		},
	};
};
