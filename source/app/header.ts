import {formatPercent} from '../model/bytes.ts';
import {formatDuration} from '../model/duration.ts';
import type {Line, Span} from '../model/tone.ts';
import type {View} from '../resources/resource.ts';
import type {EngineState} from '../store/state.ts';
import type {Segment} from '../ui/header.ts';

const connectionSpans = (state: EngineState, now: number): Line => {
	const {connection} = state;
	switch (connection.status) {
		case 'connecting':
			return [{text: '◌ connecting', tone: 'busy'}];
		case 'live':
			return [{text: '● live', tone: 'good'}];
		case 'lost': {
			const wait = Math.max(0, Math.ceil((connection.retryAt - now) / 1000));
			const age = state.heardAt === undefined ? '' : `, data ${formatDuration(now - state.heardAt)} old`;
			return [
				{text: `✗ lost: ${connection.reason}`, tone: 'bad'},
				{text: `${age}; next try in ${wait}s (${connection.attempt}), ^r now`, tone: 'warning'},
			];
		}
	}
};

const swarmText = (state: EngineState): string | undefined => {
	if (state.role === 'worker') return 'swarm worker';
	if (state.role !== 'manager') return undefined;
	const nodes = [...state.nodes.rows.values()];
	if (state.nodes.at === undefined) return 'swarm';
	const managers = nodes.filter(node => node.role === 'manager').length;
	return `swarm ${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'} ${managers} mgr`;
};

const taskSpan = (state: EngineState): Span | undefined => {
	if (state.services.at === undefined || state.role !== 'manager') return undefined;
	let running = 0;
	let desired = 0;
	for (const service of state.services.rows.values()) {
		if (service.mode.endsWith('job')) continue;
		running += service.running ?? 0;
		desired += service.desired ?? 0;
	}
	return {text: `${running}/${desired} tasks`, tone: running < desired ? 'warning' : 'plain'};
};

const containerSpan = (state: EngineState): Span | undefined => {
	if (state.containers.at === undefined) return undefined;
	const rows = [...state.containers.rows.values()];
	const running = rows.filter(row => row.state === 'running').length;
	return {text: `${running}/${rows.length} ctr`};
};

const percentOf = (part: number | undefined, whole: number | undefined): string =>
	part === undefined || whole === undefined || whole === 0 ? '–' : `${Math.round((part / whole) * 100)}%`;

/** Parts of the one header line. CPU and memory are what all containers use of this host. */
export const headerSegments = (view: View): readonly Segment[] => {
	const {state, now} = view;
	const segments: Segment[] = [{line: [{text: 'tallyman', tone: 'strong'}], priority: 50}];
	if (state.isSimulated) segments.push({line: [{text: 'DEMO simulated data', tone: 'warning'}], priority: 100});
	segments.push({
		line: [{text: state.info?.name ?? state.host, tone: 'accent'}, {text: ' '}, ...connectionSpans(state, now)],
		priority: 99,
	});
	const swarm = swarmText(state);
	if (swarm !== undefined) segments.push({line: [{text: swarm}], priority: 60});
	if (state.role === 'manager' && state.services.fault !== undefined) {
		const age = state.services.at === undefined ? '' : ` ${formatDuration(now - state.services.at)} old`;
		segments.push({line: [{text: `swarm data${age}: ${state.services.fault.message}`, tone: 'bad'}], priority: 90});
	} else if (state.services.at !== undefined && state.role === 'manager') {
		segments.push({line: [{text: `${state.services.rows.size} svc`}], priority: 55});
		const tasks = taskSpan(state);
		if (tasks !== undefined) segments.push({line: [tasks], priority: 70});
	}
	const containers = containerSpan(state);
	if (containers !== undefined) segments.push({line: [containers], priority: 80});
	const totals = state.totals?.latest;
	const cpus = state.info?.cpus;
	segments.push({
		line: [
			{text: 'CPU ', tone: 'quiet'},
			{
				text:
					totals?.cpu === undefined
						? '–'
						: cpus === undefined
							? formatPercent(totals.cpu)
							: percentOf(totals.cpu, cpus * 100),
			},
			{text: '  MEM ', tone: 'quiet'},
			{text: percentOf(totals?.memory, state.info?.memory)},
		],
		priority: 75,
	});
	return segments;
};
