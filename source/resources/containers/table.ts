import {withKnownSince} from '../../model/container.ts';
import type {EngineEvent} from '../../model/event.ts';
import {withExactRow} from '../../store/exact-row.ts';
import {tableSource} from '../../store/table-source.ts';

/** They come from looking, not from change. */
const idle = /^(exec_|top$|attach$|detach$|resize$|copy$|export$|archive-path$|extract-to-dir$|commit$|prune$)/;

/** The container whose row an event touches. */
export const touchedContainer = (event: EngineEvent): string | undefined => {
	if (event.type === 'container') return idle.test(event.action) ? undefined : event.id;
	return event.type === 'network' ? event.attributes.container : undefined;
};

/** How containers are kept true: events say which changed, and a list now and then that none was missed. */
export const containersTable = tableSource({
	id: 'containers',
	needs: 'engine',
	list: (engine, _state, signal) => engine.containers.list({}, signal),
	some: (engine, ids, signal) => engine.containers.list({ids}, signal),
	touched: event => {
		const id = touchedContainer(event);
		return id === undefined ? undefined : {id};
	},
	pace: ({isHeard, intervals}) => (isHeard ? intervals.reconcile : intervals.unheard),
	refine: withKnownSince,
	inspect: async (engine, id, signal) => {
		const details = await engine.containers.inspect(id, signal);
		return {raw: details.raw, details, apply: state => withExactRow(state, details)};
	},
	processes: (engine, id, signal) => engine.containers.processes(id, signal),
});
