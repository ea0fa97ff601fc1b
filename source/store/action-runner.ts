import type {Engine} from '../engine/engine.ts';
import {removedUnder} from '../engine/removal.ts';
import {faultOf} from './fault.ts';
import type {ActionRequest, Progress, WayBack} from './monitor.ts';
import {createPool, type Pool} from './pool.ts';
import type {Publisher} from './publisher.ts';
import {withoutRemoved, withRemoved} from './removals.ts';
import type {EngineState, Job, Notice, PendingAction, VerbResult} from './state.ts';

const atOnce = 4;
const mostNotices = 50;

const withNotice = (state: EngineState, notice: Notice): EngineState => ({
	...state,
	notices: [...state.notices, notice].slice(-mostNotices),
});

/** What came of one verb on one object. */
type Answer = VerbResult & {readonly request: ActionRequest; readonly wayBack?: WayBack};

/** Ended verbs that are kept to be read. */
const mostEnded = 50;

/** Jobs without the oldest of those that ended. */
const keptJobs = (jobs: readonly Job[]): readonly Job[] => {
	const ended = jobs.filter(job => job.ended !== undefined).map(({id}) => id);
	const dropped = new Set(ended.slice(0, Math.max(0, ended.length - mostEnded)));
	return dropped.size === 0 ? jobs : jobs.filter(({id}) => !dropped.has(id));
};

/** What the runner needs of the monitor. */
export type ActionRunnerOptions = {
	readonly publisher: Publisher;
	now(): number;
	/** The engine of the present connection, if any. */
	engine(): Engine | undefined;
	/** The engine answered: what it touched is read again. */
	answered(id: string): void;
};

/** What is told of a verb that waits for others. */
const waiting = 'waiting for its turn';

/** Runs verbs in the background, four at once of those that were asked for together; marks, answers and faults go into the state. */
export const createActionRunner = (options: ActionRunnerOptions, signal: AbortSignal) => {
	const {publisher, now} = options;
	const say = (notice: Omit<Notice, 'at'>) => publisher.update(state => withNotice(state, {at: now(), ...notice}));

	const unmark = (id: string, mark: PendingAction) =>
		publisher.update(state => {
			// A later verb on the same object, such as kill during a stop, has put its own mark.
			if (state.pending.get(id) !== mark) return state;
			const pending = new Map(state.pending);
			pending.delete(id);
			return {...state, pending};
		});

	const running = new Map<string, AbortController>();
	let count = 0;

	const withJob = (id: string, change: (job: Job) => Job): void =>
		publisher.update(state => ({
			...state,
			jobs: keptJobs((state.jobs ?? []).map(job => (job.id === id ? change(job) : job))),
		}));

	const resultOf = ({request, tone, text}: Answer): VerbResult => ({
		tone,
		text: tone === 'bad' ? `${request.failed}: ${text}` : text,
	});

	/** Why a verb came to nothing, and what is there now. */
	const failureOf = (request: ActionRequest, error: unknown, own: AbortSignal): string => {
		const left = request.left?.();
		const why = own.aborted ? (signal.aborted ? 'given up' : 'stopped') : faultOf(error, now()).message;
		return left === undefined ? why : `${why}; ${left}`;
	};

	/** Runs one verb; what came of it, in words. */
	const run = async (request: ActionRequest, first: PendingAction, id: string): Promise<Answer> => {
		const engine = options.engine();
		const stopping = running.get(id) ?? new AbortController();
		const own = AbortSignal.any([signal, stopping.signal]);
		let mark = first;
		const tell = (progress: string | Progress): void => {
			const {label, parts} = typeof progress === 'string' ? {label: progress, parts: []} : progress;
			withJob(id, job => ({...job, label, parts}));
			const next = {...mark, label};
			publisher.update(state => {
				if (state.pending.get(request.id) !== mark) return state;
				const pending = new Map(state.pending).set(request.id, next);
				mark = next;
				return {...state, pending};
			});
		};
		try {
			if (engine === undefined) return {request, tone: 'bad', text: 'not connected'};
			own.throwIfAborted();
			if (first.label === waiting) tell(request.pending);
			const answer = await request.run(engine, own, tell);
			const {outcome, wayBack} =
				typeof answer === 'object' && 'wayBack' in answer ? answer : {outcome: answer, wayBack: request.wayBack};
			if (outcome === 'already') return {request, tone: 'plain', text: request.already};
			// Only what was removed has its id among what is kept of that: it is made again.
			publisher.update(state => withoutRemoved(state, request.id));
			const text = outcome === 'done' ? request.done : outcome.told;
			return {request, tone: 'good', text, ...(wayBack === undefined ? {} : {wayBack})};
		} catch (error) {
			return {request, tone: 'bad', text: failureOf(request, error, own)};
		} finally {
			running.delete(id);
			const removed = removedUnder(own);
			publisher.update(state => withRemoved(state, removed, {at: now(), by: request.done}));
			if (removed.length > 0)
				withJob(id, job => ({
					...job,
					removed: removed.filter(({refusal}) => refusal === undefined).map(({name}) => name),
				}));
			unmark(request.id, mark);
			options.answered(request.id);
			publisher.flush();
		}
	};

	/** All answers of one question as a sum, `1 of 2 started; web2: port 18191 is taken`, with a line for each to be read later. */
	const saySum = (answers: readonly Answer[]): void => {
		const failed = answers.filter(answer => answer.tone === 'bad');
		const already = answers.filter(answer => answer.tone === 'plain');
		const {past} = answers[0]?.request ?? {past: 'done'};
		const done = answers.filter(answer => answer.tone === 'good');
		say({
			tone: failed.length > 0 ? 'bad' : 'good',
			text: [
				`${done.length} of ${answers.length} ${past}`,
				...(already.length > 0 ? [`${already.length} were so already`] : []),
				...failed.map(answer => `${answer.request.name}: ${answer.text}`),
			].join('; '),
			results: [...failed, ...already, ...done].map(resultOf),
		});
	};

	/** What comes of a verb once those that it waits for are through. */
	const inTurn = async (
		{request, mark, id}: {readonly request: ActionRequest; readonly mark: PendingAction; readonly id: string},
		before: readonly Promise<Answer>[],
		pool: Pool,
	): Promise<Answer> => {
		const failed = (await Promise.all(before)).find(({tone}) => tone === 'bad');
		if (failed === undefined) return await pool.run(() => run(request, mark, id));
		running.delete(id);
		unmark(request.id, mark);
		return {request, tone: 'bad', text: `not tried, as that failed with ${failed.request.name}`};
	};

	const act = (requests: readonly ActionRequest[]): void => {
		const pool = createPool(atOnce);
		const marked = requests.map(request => ({
			request,
			mark: {label: (request.turn?.after ?? []).length > 0 ? waiting : request.pending, since: now()},
			id: String(++count),
		}));
		for (const {id} of marked) running.set(id, new AbortController());
		publisher.update(state => {
			const pending = new Map(state.pending);
			for (const {request, mark} of marked) pending.set(request.id, mark);
			const begun = marked.map(
				({request: {name, takesBack}, mark, id}): Job => ({
					id,
					name,
					...mark,
					parts: [],
					...(takesBack === undefined ? {} : {takesBack}),
				}),
			);
			return {...state, pending, jobs: [...(state.jobs ?? []), ...begun]};
		});
		publisher.flush();
		const answers: Answer[] = [];
		const steps = new Map<string, readonly Promise<Answer>[]>();
		for (const one of marked) {
			const {id, request} = one;
			const {step, after = []} = request.turn ?? {};
			const answering = inTurn(
				one,
				after.flatMap(other => steps.get(other) ?? []),
				pool,
			);
			if (step !== undefined) steps.set(step, [...(steps.get(step) ?? []), answering]);
			void answering.then(answer => {
				const {asked} = request;
				const {wayBack} = answer;
				const undo = asked === undefined || wayBack === undefined ? {} : {undo: {...asked, ...wayBack}};
				withJob(id, job => ({...job, ...undo, parts: [], ended: {at: now(), result: resultOf(answer)}}));
				answers.push(answer);
				if (signal.aborted || answers.length < requests.length) return;
				const [only] = answers;
				if (only !== undefined && answers.length === 1) say(resultOf(only));
				else saySum(answers);
				publisher.flush();
			});
		}
	};
	return {
		act,
		/** Stops verbs by the ids of their jobs. */
		stop(ids: readonly string[]): void {
			for (const id of ids) running.get(id)?.abort();
		},
	};
};
