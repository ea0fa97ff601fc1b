import {decodeContainer} from '../../source/engine/decode-container.ts';
import {decodeInfo, decodeNode, decodeService, decodeTask} from '../../source/engine/decode-swarm.ts';
import {decodeUsage} from '../../source/engine/decode-usage.ts';
import {containerRow} from '../../source/simulator/container-json.ts';
import {demoFleet} from '../../source/simulator/fleets.ts';
import {createMachine} from '../../source/simulator/machine.ts';
import {nodeRow, serviceRow, taskRow} from '../../source/simulator/swarm-json.ts';
import {statsOf} from '../../source/simulator/usage.ts';
import type {Fleet} from '../../source/simulator/world.ts';
import type {EngineState, Table} from '../../source/store/state.ts';
import {createUsageLedger} from '../../source/store/usage-ledger.ts';

/** When it is looked at, ms: always the same moment, so that only a change of the program changes what is seen. */
export const watchedAt = Date.UTC(2026, 10, 24, 9, 30);
const host = 'prod-mgr1';

const tableOf = <Row extends {readonly id: string}>(rows: ReadonlyArray<Row | undefined>): Table<Row> => ({
	rows: new Map(rows.filter(row => row !== undefined).map(row => [row.id, row])),
	at: watchedAt,
});

/** How often the simulated world is moved on, ms. */
const tickInterval = 250;

/** The demo's fleet so many ms after it was opened, at the moment of watching. */
export const demoFleetAfter = (age: number): Fleet => {
	let now = watchedAt - age;
	const machine = createMachine(demoFleet(now), () => now);
	for (; now < watchedAt; now += tickInterval) machine.tick();
	const {fleet, containers, services, tasks} = machine;
	return {
		...fleet,
		containers: [...containers.values()],
		...(fleet.swarm === undefined
			? {}
			: {swarm: {...fleet.swarm, services: [...services.values()], tasks: [...tasks.values()]}}),
	};
};

/** A fleet, or the demo's as it opens, as the store believes it after five minutes of watching. */
export const watchedFleet = (fleet: Fleet = demoFleet(watchedAt)): EngineState => {
	const swarm = fleet.swarm ?? {selfId: '', nodes: [], services: [], tasks: []};
	const containers = tableOf(
		fleet.containers.map(container => decodeContainer(containerRow(container, watchedAt), host, watchedAt)),
	);
	const services = tableOf(
		swarm.services.map(service => decodeService(serviceRow(service, swarm.tasks, swarm.nodes.length, true), host)),
	);
	const nodes = tableOf(swarm.nodes.map(node => decodeNode(nodeRow(node), host, swarm.selfId)));
	const known = {services: services.rows, nodes: nodes.rows};
	const tasks = tableOf(
		swarm.tasks.map(task =>
			decodeTask(
				taskRow(
					task,
					swarm.services.find(service => service.id === task.serviceId),
				),
				host,
				known,
			),
		),
	);
	let now = watchedAt - 300_000;
	const ledger = createUsageLedger(() => now);
	ledger.follow(containers.rows);
	for (; now <= watchedAt; now += 2000) {
		for (const container of fleet.containers) {
			const sample = decodeUsage(statsOf(container, fleet, now));
			if (sample !== undefined) ledger.add(container.id, sample);
		}
		ledger.addTotals();
	}
	const totals = ledger.totals();
	return {
		id: 'unix:///test.sock',
		host,
		address: 'unix:///var/run/docker.sock',
		isSimulated: true,
		connection: {status: 'live', since: watchedAt},
		heardAt: watchedAt,
		info: decodeInfo({Name: host, NCPU: fleet.cpus, MemTotal: fleet.memory}, '1.47'),
		role: 'manager',
		tables: {containers, services, tasks, nodes},
		usage: ledger.usage(),
		...(totals === undefined ? {} : {totals}),
		tier: 'polling',
		pending: new Map(),
		deaths: new Map(),
		details: new Map(),
		clockOffset: 0,
		notices: [],
	};
};
