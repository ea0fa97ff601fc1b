import type {TaskLimits} from '../../engine/service-changes.ts';
import {parseSize} from '../../model/limits.ts';
import type {UpdatePolicy} from '../../model/swarm.ts';
import {type Field, numberValue, textValue, type Values} from '../verb.ts';

const told = (values: Values, id: string): string | undefined => {
	const text = (textValue(values, id) ?? '').trim();
	return ['', 'none', '0'].includes(text.toLowerCase()) ? undefined : text;
};

/** Limits and reservations as they were answered; nothing, `none` and 0 are no limit. */
export const limitsIn = (values: Values): TaskLimits => {
	const [cpus, held] = [told(values, 'cpus'), told(values, 'reserve-cpus')];
	const bytes = (id: string): number | undefined => parseSize(told(values, id) ?? '');
	const [memory, reservedMemory] = [bytes('memory'), bytes('reserve-memory')];
	return {
		...(cpus === undefined ? {} : {cpus: Number(cpus)}),
		...(memory === undefined ? {} : {memory}),
		...(held === undefined ? {} : {reservedCpus: Number(held)}),
		...(reservedMemory === undefined ? {} : {reservedMemory}),
	};
};

const choices = (id: string, title: string, now: string, ids: readonly string[]): Field => ({
	kind: 'choice',
	id,
	title,
	default: now,
	options: ids.map(option => ({id: option, label: option})),
});

/** A ratio of failures as a person reads it, in percent. */
const percentOf = (ratio: number): number => Math.round(ratio * 100);

/** The form of an update policy, with what it is. */
export const policyFields = (now: UpdatePolicy): readonly Field[] => [
	{kind: 'number', id: 'parallelism', title: 'At once (0: all)', current: now.parallelism},
	{kind: 'number', id: 'delay', title: 'Seconds between', current: Math.round(now.delay / 1000), max: 86_400},
	choices('failure', 'On failure', now.failureAction, ['pause', 'continue', 'rollback']),
	{kind: 'number', id: 'ratio', title: 'Failures allowed, %', current: percentOf(now.ratio), max: 100},
	choices('order', 'Order', now.order, ['stop-first', 'start-first']),
];

/** An update policy as it was answered. */
export const policyIn = (values: Values): UpdatePolicy => ({
	parallelism: numberValue(values, 'parallelism') ?? 1,
	delay: (numberValue(values, 'delay') ?? 0) * 1000,
	failureAction: textValue(values, 'failure') ?? 'pause',
	ratio: (numberValue(values, 'ratio') ?? 0) / 100,
	order: textValue(values, 'order') ?? 'stop-first',
});
