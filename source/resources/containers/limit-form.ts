import type {LimitChange} from '../../engine/container-changes.ts';
import {type Limits, parseSize, restartPolicies, sizeText} from '../../model/limits.ts';
import {type Discord, type Field, numberValue, textValue, type Values} from '../verb.ts';

/** Less is refused by the engine. Source: moby, daemon/daemon_unix.go linuxMinMemory. */
const leastMemory = 6 * 1024 ** 2;

const isNone = (text: string): boolean => ['', 'none', '0'].includes(text.trim().toLowerCase());

/** Fault of a count of CPUs; nothing is no limit. */
export const cpusFault = (text: string): string | undefined => {
	if (isNone(text)) return undefined;
	if (!/^\d{1,5}(?:\.\d{1,6})?$/.test(text.trim())) return `${text} is no count of CPUs, such as 0.5`;
	return Number(text) < 0.01 ? 'CPUs take no less than 0.01' : undefined;
};

/** Fault of a size of memory; nothing is no limit. */
export const memoryFault = (text: string): string | undefined => {
	if (isNone(text)) return undefined;
	const bytes = parseSize(text);
	if (bytes === undefined) return `${text} is no size, such as 512m or 1.5g`;
	return bytes < leastMemory ? 'memory takes no less than 6m' : undefined;
};

const isUnlimited = (text: string): boolean => ['unlimited', '-1'].includes(text.trim().toLowerCase());

/** Fault of a size of memory and swap; nothing is as the engine has it. */
export const swapFault = (text: string): string | undefined => (isUnlimited(text) ? undefined : memoryFault(text));

/** Fault of a count of processes; nothing is no limit. */
export const pidsFault = (text: string): string | undefined =>
	isNone(text) || /^\d{1,9}$/.test(text.trim()) ? undefined : `${text} is no count of processes`;

const swapText = (both: Limits['memoryAndSwap']): string =>
	both === undefined ? '' : both === 'unlimited' ? both : sizeText(both);

/** The form of limits, with what they are; a limit that an engine cannot take away again asks for a value. */
export const limitFields = (now: Limits & {readonly hasQuota?: boolean}): readonly Field[] => {
	const kept = (what: string, isSet: boolean, fault: (text: string) => string | undefined) => (text: string) =>
		isSet && isNone(text) ? `a limit of ${what} can be changed, and not taken away: no engine can` : fault(text);
	return [
		{
			kind: 'text',
			id: 'cpus',
			title: 'CPUs',
			default: now.cpus === undefined ? '' : String(now.cpus),
			check: text =>
				now.hasQuota === true && text !== String(now.cpus)
					? 'its CPUs were limited by a quota, which only a new container changes'
					: kept('CPUs', now.cpus !== undefined, cpusFault)(text),
		},
		{
			kind: 'text',
			id: 'memory',
			title: 'Memory',
			default: now.memory === undefined ? '' : sizeText(now.memory),
			check: kept('memory', now.memory !== undefined, memoryFault),
		},
		{kind: 'text', id: 'swap', title: 'Memory and swap', default: swapText(now.memoryAndSwap), check: swapFault},
		{
			kind: 'text',
			id: 'pids',
			title: 'Processes',
			default: now.pids === undefined ? '' : String(now.pids),
			check: pidsFault,
		},
		{
			kind: 'choice',
			id: 'restart',
			title: 'Restart',
			default: now.restart,
			options: restartPolicies.map(policy => ({id: policy, label: policy})),
		},
		{kind: 'number', id: 'retries', title: 'Retries', current: now.retries, max: 1000},
	];
};

/** Limits as they were answered. */
export const limitsOf = (values: Values): Limits => {
	const told = (id: string): string | undefined => {
		const text = textValue(values, id) ?? '';
		return isNone(text) ? undefined : text.trim();
	};
	const [cpus, memory, swap, pids] = [told('cpus'), told('memory'), told('swap'), told('pids')];
	const bytes = memory === undefined ? undefined : parseSize(memory);
	const both = swap === undefined ? undefined : isUnlimited(swap) ? 'unlimited' : parseSize(swap);
	return {
		...(cpus === undefined ? {} : {cpus: Number(cpus)}),
		...(bytes === undefined ? {} : {memory: bytes}),
		...(both === undefined ? {} : {memoryAndSwap: both}),
		...(pids === undefined ? {} : {pids: Number(pids)}),
		restart: restartPolicies.find(policy => policy === textValue(values, 'restart')) ?? 'no',
		retries: numberValue(values, 'retries') ?? 0,
	};
};

/** What engines refuse of limits together. */
export const limitsDiscord = (values: Values): Discord | undefined => {
	const {memory, memoryAndSwap, restart, retries} = limitsOf(values);
	if (memoryAndSwap !== undefined && memory === undefined)
		return {id: 'memory', text: 'memory and swap are limited together with memory only: give that a limit too'};
	if (typeof memoryAndSwap === 'number' && memory !== undefined && memoryAndSwap < memory)
		return {id: 'swap', text: 'memory and swap together are no less than memory alone'};
	if (retries > 0 && restart !== 'on-failure')
		return {id: 'retries', text: 'retries are counted with the policy on-failure only: 0 for any other'};
	return undefined;
};

/** What of these answers is another one than now. */
export const limitChange = (now: Limits, values: Values): LimitChange => changeBetween(now, limitsOf(values));

/** What makes other limits of these; an engine takes no limit of CPUs or memory away. */
export const changeBetween = (now: Limits, wanted: Limits): LimitChange => {
	const {cpus, memory, pids, restart, retries} = wanted;
	const isMemoryNew = memory !== now.memory || wanted.memoryAndSwap !== now.memoryAndSwap;
	return {
		...(cpus === undefined || cpus === now.cpus ? {} : {cpus}),
		// Memory alone may be more than both are now: they are told together. Nothing is twice the memory, as for a new one.
		...(isMemoryNew && memory !== undefined ? {memory, memoryAndSwap: wanted.memoryAndSwap ?? memory * 2} : {}),
		...(pids === now.pids ? {} : {pids: pids ?? 'unlimited'}),
		...(restart === now.restart && retries === now.retries ? {} : {restart, retries}),
	};
};
