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

test('a container that stopped has no usage, even if a late sample comes', () => {
	const ledger = createUsageLedger(() => 0);
	ledger.follow(rows(row('a')));
	ledger.add('a', sample(1000, 0));
	ledger.follow(rows(row('a', 'exited')));
	expect(ledger.add('a', sample(2000, 1))).toBe(false);
	expect(ledger.usage().size).toBe(0);
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
