import type {Engine} from '../engine/engine.ts';
import {faultOf} from './fault.ts';
import type {ActionRequest} from './monitor.ts';
import {createPool} from './pool.ts';
import type {Publisher} from './publisher.ts';
import type {EngineState, Notice, PendingAction} from './state.ts';

const atOnce = 4;
const mostNotices = 50;

const withNotice = (state: EngineState, notice: Notice): EngineState => ({
	...state,
	notices: [...state.notices, notice].slice(-mostNotices),
});

/** What the runner needs of the monitor. */
export type ActionRunnerOptions = {
	readonly publisher: Publisher;
	now(): number;
	/** The engine of the present connection, if any. */
	engine(): Engine | undefined;
	/** The engine answered: what it touched is read again. */
	answered(id: string): void;
};

/** Runs verbs in the background, four at once of those that were asked for together; marks, answers and faults go into the state. */
export const createActionRunner = (options: ActionRunnerOptions, signal: AbortSignal) => {
	const {publisher, now} = options;
	const say = (tone: Notice['tone'], text: string) =>
		publisher.update(state => withNotice(state, {at: now(), tone, text}));

	const unmark = (id: string, mark: PendingAction) =>
		publisher.update(state => {
			// A later verb on the same object, such as kill during a stop, has put its own mark.
			if (state.pending.get(id) !== mark) return state;
			const pending = new Map(state.pending);
			pending.delete(id);
			return {...state, pending};
		});

	const run = async (request: ActionRequest, mark: PendingAction) => {
		const engine = options.engine();
		if (signal.aborted) return;
		try {
			if (engine === undefined) say('bad', `${request.failed}: not connected`);
			else {
				const outcome = await request.run(engine, signal);
				if (outcome === 'done') say('good', request.done);
				else say('plain', request.already);
			}
		} catch (error) {
			if (!signal.aborted) say('bad', `${request.failed}: ${faultOf(error, now()).message}`);
		} finally {
			unmark(request.id, mark);
			options.answered(request.id);
			publisher.flush();
		}
	};

	return (requests: readonly ActionRequest[]): void => {
		const pool = createPool(atOnce);
		const marked = requests.map(request => ({request, mark: {label: request.pending, since: now()}}));
		publisher.update(state => {
			const pending = new Map(state.pending);
			for (const {request, mark} of marked) pending.set(request.id, mark);
			return {...state, pending};
		});
		publisher.flush();
		for (const {request, mark} of marked) void pool.run(() => run(request, mark));
	};
};
