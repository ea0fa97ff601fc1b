import {formatDuration} from '../model/duration.ts';
import type {Line, Span} from '../model/tone.ts';
import type {View} from '../resources/resource.ts';
import type {EngineState} from '../store/state.ts';
import type {Segment} from '../ui/header.ts';
import {allFaults} from './faults.ts';

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

/** Tasks that run of those that should; what one service has too many of makes up for nothing that another lacks. */
export const taskSpan = (state: EngineState): Span | undefined => {
	if (state.services.at === undefined || state.role !== 'manager') return undefined;
	let running = 0;
	let desired = 0;
	for (const service of state.services.rows.values()) {
		if (service.mode.endsWith('job')) continue;
		running += Math.min(service.running ?? 0, service.desired ?? 0);
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

/** A part of this host; what is less than half a percent is not nothing. */
const percentOf = (part: number | undefined, whole: number | undefined): string => {
	if (part === undefined || whole === undefined || whole === 0) return '–';
	const percent = (part / whole) * 100;
	return percent > 0 && percent < 0.5 ? '<1%' : `${Math.round(percent)}%`;
};

const hostSpans = ({totals, info}: EngineState): Line => {
	const latest = totals?.latest;
	const cpu = percentOf(latest?.cpu, info?.cpus === undefined ? undefined : info.cpus * 100);
	return [
		{text: 'CPU ', tone: 'quiet'},
		{text: cpu},
		{text: '  MEM ', tone: 'quiet'},
		{text: percentOf(latest?.memory, info?.memory)},
		{text: ' of host', tone: 'quiet'},
	];
};

/** Clocks that are further apart than this are told, ms. */
const farApart = 30_000;

/** What is not as usual with the engine and does not stop anything. */
const oddities = ({clockOffset, eventsFault}: EngineState): string | undefined => {
	const clock =
		Math.abs(clockOffset) < farApart
			? undefined
			: `its clock is ${formatDuration(Math.abs(clockOffset))} ${clockOffset > 0 ? 'ahead' : 'behind'}`;
	const events = eventsFault === undefined ? undefined : `no events (${eventsFault.message}): asked every 3 s`;
	const told = [clock, events].filter(part => part !== undefined);
	return told.length === 0 ? undefined : told.join(', ');
};

/** Parts of the one header line. CPU and memory are the parts of this host that all its containers use. */
export const headerSegments = (view: View): readonly Segment[] => {
	const {state, now} = view;
	const segments: Segment[] = [{line: [{text: 'tallyman', tone: 'strong'}], priority: 50}];
	if (state.isSimulated) segments.push({line: [{text: 'DEMO simulated data', tone: 'warning'}], priority: 100});
	segments.push({
		line: [{text: state.info?.name ?? state.host, tone: 'accent'}, {text: ' '}, ...connectionSpans(state, now)],
		priority: 99,
	});
	const odd = oddities(state);
	if (odd !== undefined) segments.push({line: [{text: odd, tone: 'warning'}], priority: 65});
	const faults = allFaults(view);
	if (faults > 0) segments.push({line: [{text: `${faults} at fault`, tone: 'bad'}], priority: 85});
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
	segments.push({line: hostSpans(state), priority: 75});
	return segments;
};
