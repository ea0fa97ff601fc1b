import type {EnginePart, EngineState} from '../store/state.ts';
import {emptyTable, isSameTable} from '../store/table.ts';
import type {View} from './resource.ts';

/** Works something out for one row. */
type Work<Row, Result> = (row: Row, view: View) => Result;

/** An answer, and the moment (ms) until which it holds: for ever, or for no other view. */
type Known<Result> = {readonly result: Result; readonly until: number};

/** By the work, its answers by row. */
type Answers = Map<unknown, Map<unknown, Known<unknown>>>;

/** A view that notices whoever looks at what moves by itself, and what was answered of it so far. */
type Watched = {
	readonly view: View;
	readonly now: number;
	/** Answers that hold until something else than time and figures changes; shared by all such views. */
	readonly steady: Answers;
	/** Answers of this one view. */
	readonly momentary: Answers;
};

/** Parts of a state that are others at each moment, as the time is. */
const moving = ['usage', 'totals', 'heardAt'] as const;

const forNoOther = Number.NEGATIVE_INFINITY;

// Until when the answer holds that is being worked out, by what was looked at so far.
let until = Number.POSITIVE_INFINITY;

const watch = ({state, now, ...set}: View): View => {
	const noticed = moving.map(part => {
		const get = () => {
			until = forNoOther;
			return state[part];
		};
		return [part, {get, enumerable: true}] as const;
	});
	return {
		...set,
		state: Object.defineProperties({...state}, Object.fromEntries(noticed)),
		get now() {
			until = forNoOther;
			return now;
		},
	};
};

const areSameTables = (before: EngineState['tables'], now: EngineState['tables']): boolean =>
	before === now ||
	Object.keys({...before, ...now}).every(id => isSameTable(before[id] ?? emptyTable, now[id] ?? emptyTable));

/** Whether two states differ in nothing but what moves by itself. */
const isSteady = (before: EngineState, now: EngineState): boolean =>
	// Safe: a state has no keys but its own.
	(Object.keys({...before, ...now}) as Array<keyof EngineState>).every(
		part =>
			before[part] === now[part] ||
			moving.some(name => name === part) ||
			(part === 'tables' && areSameTables(before.tables, now.tables)) ||
			(part === 'parts' && areSteadyParts(before.parts ?? [], now.parts ?? [])),
	);

const areSteadyParts = (before: readonly EnginePart[], now: readonly EnginePart[]): boolean =>
	before.length === now.length &&
	before.every((part, index) => {
		const other = now[index];
		return other !== undefined && part.id === other.id && part.name === other.name && isSteady(part.seen, other.seen);
	});

// By the engine's own id, what its newest view was made of.
const latest = new Map<string, Pick<Watched, 'now' | 'steady'> & {readonly state: EngineState}>();

/** Engines that are looked at no more, as they were dropped or are shown no more, hold nothing. */
const forgetDropped = ({id, parts = []}: EngineState): void => {
	const kept = new Set([id, ...parts.map(part => part.id)]);
	for (const known of latest.keys()) if (!kept.has(known)) latest.delete(known);
};

const views = new WeakMap<View, Watched>();

const watchedOf = (view: View): Watched => {
	const known = views.get(view);
	if (known !== undefined) return known;
	const {state, now} = view;
	// What was long ago once is so for ever, unless somebody looks back.
	const before = latest.get(state.id);
	const isGoingOn = before !== undefined && now >= before.now && isSteady(before.state, state);
	const steady: Answers = isGoingOn ? before.steady : new Map();
	latest.set(state.id, {state, now, steady});
	if (state.parts !== undefined) forgetDropped(state);
	const watched = {view: watch(view), now, steady, momentary: new Map()};
	views.set(view, watched);
	// What is worked out with it asks for more with it.
	views.set(watched.view, watched);
	return watched;
};

// By the parts of a moment, what each of them looks like.
const partViews = new WeakMap<object, Map<string, {readonly now: number; readonly view: View}>>();

/**
 * The view of one of several engines, by its clock; the same view where one engine is looked at by itself. Whatever is
 * looked at in it is noticed as in the view that it is a part of.
 */
export const partView = (view: View, engine: string | undefined): View => {
	const {parts} = view.state;
	if (parts === undefined || engine === undefined) return view;
	const {now} = watchedOf(view);
	const known = partViews.get(parts) ?? new Map();
	partViews.set(parts, known);
	const before = known.get(engine);
	if (before?.now === now) return before.view;
	const seen = parts.find(({id}) => id === engine)?.seen;
	if (seen === undefined) return view;
	const {thresholds} = view;
	const set = thresholds === undefined ? {} : {thresholds};
	const part = watchedOf({...set, state: seen, now: now + seen.clockOffset}).view;
	known.set(engine, {now, view: part});
	return part;
};

/** Whether a moment (ms) is less than a span (ms) ago. What is remembered of that holds until it changes. */
export const isWithin = (view: View, moment: number, span: number): boolean => {
	const {now} = watchedOf(view);
	const end = moment + span;
	if (now >= end) return false;
	until = Math.min(until, end);
	return true;
};

const workOut = <Row, Result>(work: Work<Row, Result>, row: Row, {view}: Watched): Known<Result> => {
	const before = until;
	until = Number.POSITIVE_INFINITY;
	try {
		return {result: work(row, view), until};
	} finally {
		until = Math.min(before, until);
	}
};

const keep = (answers: Answers, work: unknown, row: unknown, known: Known<unknown>): void => {
	const kept = answers.get(work);
	if (kept === undefined) answers.set(work, new Map([[row, known]]));
	else kept.set(row, known);
};

const all = new WeakSet<object>();

/**
 * The same answer for the same row as long as nothing changes that it was made of: one that looks at the time or at
 * figures of usage holds for one view, any other until the engine tells something new. A frame asks for conditions and
 * reasons a dozen times, for glyphs, tones, ranks, counts and lines, and most of them are what they were a second ago.
 * The work must look at nothing but the row and the view.
 */
export const remembered = <Row, Result>(work: Work<Row, Result>): Work<Row, Result> => {
	if (all.has(work)) return work;
	const answer: Work<Row, Result> = (row, view) => {
		const watched = watchedOf(view);
		const kept = watched.steady.get(work)?.get(row);
		const holds = kept !== undefined && watched.now < kept.until;
		let known = holds ? kept : watched.momentary.get(work)?.get(row);
		if (known === undefined) {
			known = workOut(work, row, watched);
			keep(known.until === forNoOther ? watched.momentary : watched.steady, work, row, known);
		}
		// It is part of what is being worked out, if anything is.
		if (known.until < until) until = known.until;
		// Safe: what is kept for a work was answered by it.
		return known.result as Result;
	};
	all.add(answer);
	return answer;
};

/** The same for work on whole lists: only what was asked for last is remembered, as lists come and go. */
export const rememberedLast = <Row, Result>(work: Work<readonly Row[], Result>): Work<readonly Row[], Result> => {
	let last: {readonly rows: readonly Row[]; readonly watched: Watched; readonly known: Known<Result>} | undefined;
	return (rows, view) => {
		const watched = watchedOf(view);
		const isSteady = last?.watched.steady === watched.steady && watched.now < last.known.until;
		if (last?.rows !== rows || (last.watched !== watched && !isSteady))
			last = {rows, watched, known: workOut(work, rows, watched)};
		if (last.known.until < until) until = last.known.until;
		return last.known.result;
	};
};
