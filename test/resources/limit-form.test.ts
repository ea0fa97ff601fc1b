import {describe, expect, it, test} from 'vitest';
import {parseSize, sizeText} from '../../source/model/limits.ts';
import {limitChange, limitFields, limitsDiscord} from '../../source/resources/containers/limit-form.ts';
import type {Values} from '../../source/resources/verb.ts';

const mebibyte = 1024 ** 2;
const none = {restart: 'no', retries: 0} as const;
const nothing: Values = {cpus: '', memory: '', swap: '', pids: '', restart: 'no', retries: 0};

describe('a size of memory', () => {
	test.each<[string, number | undefined]>([
		['512m', 512 * mebibyte],
		['1.5g', 1536 * mebibyte],
		['64MiB', 64 * mebibyte],
		['64 mb', 64 * mebibyte],
		['1000000', 1_000_000],
		['7b', 7],
		['-1', undefined],
		['m', undefined],
		['12q', undefined],
		['9'.repeat(16), undefined],
	])('%s', (text, bytes) => {
		expect(parseSize(text)).toBe(bytes);
	});

	test.each([512 * mebibyte, 1536 * mebibyte, 1_000_000, 1024, 2 ** 40])('%i is written as it is read', bytes => {
		expect(parseSize(sizeText(bytes))).toBe(bytes);
	});
});

describe('a field of the form', () => {
	const fields = limitFields({cpus: 0.5, memory: 64 * mebibyte, ...none});
	test.each<[string, string, string | undefined]>([
		['cpus', '1.5', undefined],
		['cpus', '', 'a limit of CPUs can be changed, and not taken away: no engine can'],
		['cpus', '0.001', 'CPUs take no less than 0.01'],
		['cpus', 'two', 'two is no count of CPUs, such as 0.5'],
		['memory', '6m', undefined],
		['memory', '5m', 'memory takes no less than 6m'],
		['memory', 'none', 'a limit of memory can be changed, and not taken away: no engine can'],
		['swap', 'unlimited', undefined],
		['swap', 'lots', 'lots is no size, such as 512m or 1.5g'],
		['pids', '', undefined],
		['pids', '1e3', '1e3 is no count of processes'],
	])('%s=%s', (id, text, fault) => {
		const field = fields.find(candidate => candidate.id === id);
		expect(field?.kind === 'text' && field.check?.(text)).toBe(fault);
	});

	it('has no fault as it opens, whatever the limits are', () => {
		for (const field of [...fields, ...limitFields(none), ...limitFields({cpus: 0.3, hasQuota: true, ...none})])
			if (field.kind === 'text') expect(field.check?.(field.default ?? '')).toBeUndefined();
	});

	it('says that a quota is not changed by a count', () => {
		const [cpus] = limitFields({cpus: 0.3, hasQuota: true, ...none});
		expect(cpus?.kind === 'text' && cpus.check?.('0.4')).toContain('quota');
	});
});

describe('answers together', () => {
	test.each<[Values, string | undefined]>([
		[{memory: '64m', swap: '128m'}, undefined],
		[{memory: '64m', swap: '63m'}, 'swap'],
		[{swap: '63m'}, 'memory'],
		[{restart: 'on-failure', retries: 3}, undefined],
		[{restart: 'always', retries: 3}, 'retries'],
	])('%j', (values, id) => {
		expect(limitsDiscord({...nothing, ...values})?.id).toBe(id);
	});
});

describe('what is sent', () => {
	const now = {cpus: 0.5, memory: 64 * mebibyte, memoryAndSwap: 128 * mebibyte, pids: 50, ...none};
	const asNow: Values = {cpus: '0.5', memory: '64m', swap: '128m', pids: '50', restart: 'no', retries: 0};
	test.each<[Values, object]>([
		[{}, {}],
		[{cpus: '1'}, {cpus: 1}],
		[{memory: '32m'}, {memory: 32 * mebibyte, memoryAndSwap: 128 * mebibyte}],
		[
			{memory: '32m', swap: ''},
			{memory: 32 * mebibyte, memoryAndSwap: 64 * mebibyte},
		],
		[{swap: 'unlimited'}, {memory: 64 * mebibyte, memoryAndSwap: 'unlimited'}],
		[{pids: ''}, {pids: 'unlimited'}],
		[
			{restart: 'on-failure', retries: 4},
			{restart: 'on-failure', retries: 4},
		],
	])('%j', (values, change) => {
		expect(limitChange(now, {...asNow, ...values})).toEqual(change);
	});
});
