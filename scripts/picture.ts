import {createRequire} from 'node:module';
import {initialState} from '../source/app/app-state.ts';
import {composeFrame} from '../source/app/frame.ts';
import {decodeContainer} from '../source/engine/decode-container.ts';
import {decodeInfo, decodeNode, decodeService, decodeTask} from '../source/engine/decode-swarm.ts';
import {decodeUsage} from '../source/engine/decode-usage.ts';
import {containerRow} from '../source/simulator/container-json.ts';
import {demoFleet} from '../source/simulator/fleets.ts';
import {nodeRow, serviceRow, taskRow} from '../source/simulator/swarm-json.ts';
import {statsOf} from '../source/simulator/usage.ts';
import type {EngineState, Lane} from '../source/store/state.ts';
import {createUsageLedger} from '../source/store/usage-ledger.ts';
import {cellWidths} from '../test/terminal/cell-widths.ts';
import {terminalSvg} from '../test/terminal/svg.ts';

// CommonJS whose names Node cannot see.
const {Terminal}: typeof import('@xterm/headless') = createRequire(import.meta.url)('@xterm/headless');

/** When the picture is taken: always the same moment, so that only a change of the program changes it. */
const moment = Date.UTC(2026, 10, 24, 9, 30);
const host = 'prod-mgr1';

const laneOf = <Row extends {readonly id: string}>(rows: ReadonlyArray<Row | undefined>): Lane<Row> => ({
	rows: new Map(rows.filter(row => row !== undefined).map(row => [row.id, row])),
	at: moment,
});

/** The demo's fleet as the store believes it after five minutes of watching. */
const watchedFleet = (): EngineState => {
	const fleet = demoFleet(moment);
	const swarm = fleet.swarm ?? {selfId: '', nodes: [], services: [], tasks: []};
	const containers = laneOf(
		fleet.containers.map(container => decodeContainer(containerRow(container, moment), host, moment)),
	);
	const services = laneOf(
		swarm.services.map(service => decodeService(serviceRow(service, swarm.tasks, swarm.nodes.length, true), host)),
	);
	const nodes = laneOf(swarm.nodes.map(node => decodeNode(nodeRow(node), host, swarm.selfId)));
	const known = {services: services.rows, nodes: nodes.rows};
	const tasks = laneOf(
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
	let now = moment - 300_000;
	const ledger = createUsageLedger(() => now);
	ledger.follow(containers.rows);
	for (; now <= moment; now += 2000) {
		for (const container of fleet.containers) {
			const sample = decodeUsage(statsOf(container, fleet, now));
			if (sample !== undefined) ledger.add(container.id, sample);
		}
		ledger.addTotals();
	}
	const totals = ledger.totals();
	return {
		host,
		address: 'unix:///var/run/docker.sock',
		isSimulated: true,
		connection: {status: 'live', since: moment},
		heardAt: moment,
		info: decodeInfo({Name: host, NCPU: fleet.cpus, MemTotal: fleet.memory}, '1.47'),
		role: 'manager',
		containers,
		services,
		tasks,
		nodes,
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

/** The overview on the demo's fleet as an SVG, the same to the letter until the program changes. */
export const screenPicture = async (columns = 120, rows = 34): Promise<string> => {
	const surroundings = {size: {columns, rows}, isReadOnly: false, log: undefined};
	const {lines} = composeFrame(initialState, {state: watchedFleet(), now: moment}, surroundings);
	const terminal = new Terminal({cols: columns, rows, allowProposedApi: true});
	terminal.unicode.register(cellWidths);
	terminal.unicode.activeVersion = cellWidths.version;
	await new Promise<void>(resolve => terminal.write(`\u{1b}[?25l${lines.join('\r\n')}`, resolve));
	return terminalSvg(terminal);
};
