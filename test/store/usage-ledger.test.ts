import {expect, test} from 'vitest';
import type {Container} from '../../source/model/container.ts';
import {createUsageLedger} from '../../source/store/usage-ledger.ts';

const row = (id: string, state = 'running'): Container => ({
	host: 'h',
	id,
	name: id,
	image: 'i',
	command: '',
	state,
	status: '',
	ports: [],
	networks: [],
	mounts: [],
	labels: {},
});
const rows = (...list: Container[]) => new Map(list.map(container => [container.id, container]));
const sample = (at: number, cpuTotal: number) => ({at, cpuTotal, systemTotal: at * 1000, onlineCpus: 2, memory: 10});

test('CPU is known from the second sample on, and unknown again after a restart', () => {
	const ledger = createUsageLedger(() => 0);
	ledger.follow(rows(row('a')));
	ledger.add('a', sample(1000, 0));
	expect(ledger.usage().get('a')?.latest.cpu).toBeUndefined();
	ledger.add('a', sample(2000, 500_000));
	expect(ledger.usage().get('a')?.latest.cpu).toBe(100);
	ledger.add('a', sample(3000, 10));
	expect(ledger.usage().get('a')?.latest).toMatchObject({memory: 10});
	expect(ledger.usage().get('a')?.latest.cpu).toBeUndefined();
});

test('a short first span grows to a whole one', () => {
	const ledger = createUsageLedger(() => 0);
	ledger.follow(rows(row('a')));
	const cpuAt = (at: number, cpuTotal: number) => {
		ledger.add('a', sample(at, cpuTotal));
		return ledger.usage().get('a')?.latest.cpu;
	};
	expect(cpuAt(1000, 0)).toBeUndefined();
	expect(cpuAt(1450, 0)).toBe(0);
	// Of the time since the first sample, and not since the second.
	expect(cpuAt(1900, 450_000)).toBe(100);
	expect(cpuAt(2900, 450_000)).toBe(0);
});

test('a container that stopped has no usage, even if a late sample comes', () => {
	const ledger = createUsageLedger(() => 0);
	ledger.follow(rows(row('a')));
	ledger.add('a', sample(1000, 0));
	ledger.follow(rows(row('a', 'exited')));
	expect(ledger.add('a', sample(2000, 1))).toBe(false);
	expect(ledger.usage().size).toBe(0);
});

test('the sum counts a network once, of whomever joined it, and keeps its history while nothing runs', () => {
	let now = 1000;
	const ledger = createUsageLedger(() => now);
	const both = rows(row('a'), {...row('b'), joinedNetworkOf: 'a'});
	ledger.follow(both);
	for (; now <= 3000; now += 1000) {
		for (const id of ['a', 'b']) ledger.add(id, {...sample(now, now), received: now});
		ledger.addTotals();
	}
	expect(ledger.usage().get('b')?.latest.receiveRate).toBe(1000);
	expect(ledger.totals()?.latest).toMatchObject({memory: 20, received: 3000, receiveRate: 1000});
	ledger.follow(rows(row('a', 'exited'), row('b', 'exited')));
	ledger.addTotals();
	expect(ledger.totals()?.latest.memory).toBeUndefined();
	expect(ledger.totals()?.series('memory', 2, 2000, 3000)).toEqual([20, 20]);
});

test('the sum waits until every container has told its CPU', () => {
	const ledger = createUsageLedger(() => 0);
	ledger.follow(rows(row('a'), row('b')));
	for (const id of ['a', 'b']) ledger.add(id, sample(1000, 0));
	ledger.add('a', sample(2000, 500_000));
	ledger.addTotals();
	expect(ledger.totals()).toBeUndefined();
	ledger.add('b', sample(2000, 500_000));
	ledger.addTotals();
	expect(ledger.totals()?.latest).toMatchObject({cpu: 200, memory: 20});
});
