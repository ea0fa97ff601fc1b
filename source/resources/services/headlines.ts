import {formatDuration} from '../../model/duration.ts';
import type {Service} from '../../model/swarm.ts';
import type {Span} from '../../model/tone.ts';
import type {EngineState} from '../../store/state.ts';
import {joinOf} from '../join.ts';
import type {Headline, View} from '../resource.ts';

const taskCounts = joinOf('tasks that should run', (services: ReadonlyMap<string, Service>) => {
	let running = 0;
	let desired = 0;
	for (const service of services.values()) {
		if (service.mode.endsWith('job')) continue;
		running += Math.min(service.running ?? 0, service.desired ?? 0);
		desired += service.desired ?? 0;
	}
	return {running, desired};
});

/** Tasks that run of those that should; what one service has too many of makes up for nothing that another lacks. */
export const taskSpan = ({role, tables: {services}}: EngineState): Span | undefined => {
	if (services.at === undefined || role !== 'manager') return undefined;
	const {running, desired} = taskCounts(services.rows);
	return {text: `${running}/${desired} tasks`, tone: running < desired ? 'warning' : 'plain'};
};

/** What the header tells of the swarm's work, or why it cannot. */
export const headlines = ({state, now}: View): readonly Headline[] => {
	const {at, fault, rows} = state.tables.services;
	if (state.role !== 'manager') return [];
	if (fault !== undefined) {
		const age = at === undefined ? '' : ` ${formatDuration(now - at)} old`;
		return [{line: [{text: `swarm data${age}: ${fault.message}`, tone: 'bad'}], priority: 90}];
	}
	if (at === undefined) return [];
	const tasks = taskSpan(state);
	return [
		{line: [{text: `${rows.size} svc`}], priority: 55},
		...(tasks === undefined ? [] : [{line: [tasks], priority: 70}]),
	];
};
