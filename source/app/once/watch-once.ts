import type {Resource, View} from '../../resources/resource.ts';
import {rowsOf} from '../../resources/rows.ts';
import type {Monitor} from '../../store/monitor.ts';
import type {EngineState} from '../../store/state.ts';
import {arrangeRows} from '../list/list-state.ts';
import {listOf} from './once-choice.ts';
import {jsonRow} from './once-json.ts';
import type {OnceOptions} from './once-output.ts';
import type {Output} from './once-wait.ts';

/** Spans of time in a reason, such as `14s ago`: they pass by themselves, and nothing changed of it. */
const spans = /\b\d+(?:s|m|h|d|w|mo|y)\b/g;

/** What of a row is news when it differs. */
const gistOf = (told: object): string =>
	JSON.stringify(told, (key, value: unknown) =>
		key === 'reason' && typeof value === 'string' ? value.replaceAll(spans, '') : value,
	);

/** How each engine is connected, as lines tell it. */
const connectionsOf = (state: EngineState): ReadonlyMap<string, object> =>
	new Map(
		(state.parts?.map(({name, own}) => ({name, own})) ?? [{name: state.info?.name ?? state.host, own: state}]).map(
			({name, own: {connection}}) => [
				name,
				{
					change: connection.status,
					engine: name,
					...(connection.status === 'lost' ? {reason: connection.reason} : {}),
				},
			],
		),
	);

/** What is to be told of a state: each line once, as long as it holds. */
const createTeller = <Row>(resource: Resource<Row>, {hasUsage, choice = {}}: OnceOptions) => {
	const rows = new Map<string, string>();
	const connections = new Map<string, string>();
	return (state: EngineState, now: number): readonly string[] => {
		const view: View = {state: hasUsage ? state : {...state, usage: new Map()}, now};
		const at = new Date(now).toISOString();
		const kind = resource.table.id;
		const lines: string[] = [];
		for (const [name, told] of connectionsOf(state)) {
			const {change} = {change: '', ...told};
			// What is live from the start is no news.
			const isNews = change !== (connections.get(name) ?? 'live');
			if (isNews && change !== 'connecting') lines.push(JSON.stringify({at, ...told}));
			if (change !== 'connecting') connections.set(name, change);
		}
		const here = new Set<string>();
		for (const row of arrangeRows(resource, listOf(choice, resource), undefined, view)) {
			const id = resource.identity(row);
			here.add(id);
			const told = jsonRow(resource, row, view);
			const gist = gistOf(told);
			const before = rows.get(id);
			if (before === gist) continue;
			rows.set(id, gist);
			lines.push(JSON.stringify({at, change: before === undefined ? 'come' : 'changed', kind, row: told}));
		}
		for (const id of rows.keys()) {
			if (here.has(id)) continue;
			rows.delete(id);
			lines.push(JSON.stringify({at, change: 'gone', kind, id}));
		}
		return lines;
	};
};

/**
 * Tells each row of a list as a JSON object on a line, and again whenever it changes, comes or goes, and when an engine is
 * lost or back; until nobody reads it any more. Resolves with the exit code.
 */
export const watchOnce = <Row>(
	monitor: Monitor,
	resource: Resource<Row>,
	options: OnceOptions,
	{stdout}: Pick<Output, 'stdout'>,
): Promise<number> =>
	new Promise(resolve => {
		const tell = createTeller(resource, options);
		const tables = [resource.table.id, ...(resource.reads ?? [])];
		// A slow reader is waited for: what changed twice meanwhile is told as it is then.
		let isWriting = false;
		let isDue = false;
		const look = (): void => {
			if (isWriting) {
				isDue = true;
				return;
			}
			const state = monitor.store.getState();
			const containers = options.hasUsage
				? rowsOf(resource, state).flatMap(row => resource.usedContainers(row, state))
				: [];
			monitor.watch({containers: [...new Set(containers)], tables});
			const lines = tell(state, monitor.now());
			if (lines.length === 0) return;
			isWriting = true;
			stdout.write(`${lines.join('\n')}\n`, () => {
				isWriting = false;
				if (!isDue) return;
				isDue = false;
				look();
			});
		};
		const unsubscribe = monitor.store.subscribe(look);
		stdout.once('error', () => {
			unsubscribe();
			resolve(0);
		});
		look();
	});
