import {engineNameOf} from '../../resources/across.ts';
import {resourceNamed} from '../../resources/registry.ts';
import type {Resource, View} from '../../resources/resource.ts';
import {rowsOf} from '../../resources/rows.ts';
import {requestsIn, type Verb} from '../../resources/verb.ts';
import {readKey} from '../../store/engine-key.ts';
import type {ActionRequest, Undo} from '../../store/monitor.ts';
import type {Job} from '../../store/state.ts';
import {type AppState, withRefusal} from '../app-state.ts';
import {askingOf, unanswered, underWay, wordFor} from './confirm.ts';

/** How long after its answer an engine may take to tell how an object is by then, ms. */
const tellingTime = 4000;

/** A verb that was done, with the way back. */
type Done = {readonly job: Job; readonly undo: Undo};

const isGood = ({ended}: Job): boolean => ended?.result.tone === 'good';

/** What goes back together: all that a verb came to on one row. */
const wholeOf = ({act, kind, id}: Undo): string => JSON.stringify([act, kind, id]);

/** What was done last and not taken back yet, all of it that one question asked for; and what was done since for good. */
const lastAct = (jobs: readonly Job[]): {readonly act: readonly Done[]; readonly since: readonly Job[]} => {
	const taking = new Set(jobs.filter(job => isGood(job) || job.ended === undefined).map(({takesBack}) => takesBack));
	const taken = new Set(jobs.flatMap(({id, undo}) => (taking.has(id) && undo !== undefined ? [wholeOf(undo)] : [])));
	const isTaken = ({id, undo}: Job): boolean => taking.has(id) || (undo !== undefined && taken.has(wholeOf(undo)));
	const left = jobs.filter(job => isGood(job) && job.takesBack === undefined && !isTaken(job));
	const done = left.flatMap((job): readonly Done[] => (job.undo === undefined ? [] : [{job, undo: job.undo}]));
	const last = done.at(-1)?.undo.act;
	const wholes = new Map(done.filter(({undo}) => undo.act === last).map(part => [wholeOf(part.undo), part]));
	const act = [...wholes.values()];
	const at = act[0] === undefined ? -1 : left.indexOf(act[0].job);
	return {act, since: left.slice(at + 1).filter(({undo}) => undo === undefined)};
};

/** What takes a verb back on a row as it is now. */
const verbFor = <Row>(resource: Resource<Row>, {undo}: Done): Verb<Row> | undefined => {
	const by = undo.by ?? undo.verb;
	return resource.verbs.find(({id}) => id === by);
};

/** Why a row is not as the verb left it. */
const changeOf = <Row>(row: Row, verb: Verb<Row>, {job, undo}: Done, view: View): string | undefined => {
	// What is put back looks for itself whether it is still as it was left.
	if ('restore' in undo) return undefined;
	// Safe: the rows of a kind are objects; only their own members are compared.
	const now = new Map(Object.entries(row as object));
	const other = Object.entries(undo.expects).find(([member, value]) => now.get(member) !== value);
	const isLate = view.now - (job.ended?.at ?? 0) < tellingTime;
	const since = isLate ? 'the engine has not told yet, or it was changed since' : 'it was changed since';
	if (other !== undefined) return `${since}: ${other[0]} is ${String(now.get(other[0]))}, not ${other[1]}`;
	return undo.does === undefined || verb.label(row) === undo.does
		? undefined
		: `${since}: one can only ${verb.label(row)} it now`;
};

/** Why it cannot be taken back of a row as it is now. */
const refusalOf = <Row>(resource: Resource<Row>, row: Row | undefined, done: Done, view: View): string | undefined => {
	const verb = verbFor(resource, done);
	if (row === undefined || verb === undefined) return 'it is gone';
	return changeOf(row, verb, done, view) ?? underWay(view, resource.identity(row), verb) ?? verb.refusal(row, view);
};

const requestsOf = <Row>(resource: Resource<Row>, row: Row, done: Done, view: View): readonly ActionRequest[] => {
	const {job, undo} = done;
	const name = resource.name(row);
	const made: ActionRequest | readonly ActionRequest[] =
		'restore' in undo
			? {
					id: resource.identity(row),
					name,
					past: 'taken back',
					pending: 'taking back',
					done: `took back ${undo.title}: ${name} ${undo.back}`,
					already: `${name} ${undo.back} already`,
					failed: `could not take back ${undo.title}`,
					run: undo.restore,
				}
			: (verbFor(resource, done)?.request(row, undo.values, view) ?? []);
	return requestsIn(made).map(request => ({...request, takesBack: job.id}));
};

/** What taking it back touches, a line each. */
const reachOf = <Row>(resource: Resource<Row>, row: Row, done: Done, view: View): readonly string[] =>
	'restore' in done.undo ? done.undo.reach : (verbFor(resource, done)?.reach(row, view) ?? []);

/** Rows by what was acted on: by their identity, or where another engine tells of them by now, by their id there. */
const rowFinder = <Row>(resource: Resource<Row>, view: View): ((id: string) => Row | undefined) => {
	const rows = rowsOf(resource, view.state);
	const idIn = (key: string): string => readKey(key)?.id ?? key;
	const byIdentity = new Map(rows.map(row => [resource.identity(row), row]));
	const byId = new Map(rows.map(row => [idIn(resource.identity(row)), row]));
	return id => byIdentity.get(id) ?? byId.get(idIn(id));
};

/** What can be done about a verb that nothing takes back: of what it removed there may be the definition. */
const againWords = ({removed = []}: Job, all: readonly Job[]): string => {
	const [name] = removed;
	if (name === undefined) return 'that cannot be taken back';
	return all.flatMap(job => job.removed ?? []).length === 1
		? `:again ${name} makes it again, as far as that can be`
		: ':removed lists what can be made again';
};

/** Asks whether the last verb shall be taken back, of all that it was done to; or says why that cannot be. */
export const takeBack = (state: AppState, view: View, isReadOnly: boolean): AppState => {
	if (isReadOnly) return withRefusal(state, 'acting keys are off: read-only', view.now);
	const {act, since} = lastAct(view.state.jobs ?? []);
	const lost = since.map(job => `${job.ended?.result.text ?? ''}: ${againWords(job, since)}`);
	const [first] = act;
	if (first === undefined)
		return withRefusal(state, lost.at(-1) ?? 'nothing was done yet that could be taken back', view.now);
	return resourceNamed(first.undo.kind)(resource => {
		const rowOf = rowFinder(resource, view);
		const asked = act.map(done => {
			const row = rowOf(done.undo.id);
			return {done, row, why: refusalOf(resource, row, done, view)};
		});
		const willing = asked.flatMap(({done, row, why}) => (row === undefined || why !== undefined ? [] : [{done, row}]));
		const leftOut = asked.flatMap(({done, why}) => (why === undefined ? [] : [`${done.job.name}: ${why}`]));
		if (willing.length === 0)
			return withRefusal(state, `cannot take back ${first.undo.title}: ${leftOut.join('; ')}`, view.now);
		return {
			...state,
			overlay: {
				kind: 'confirm',
				title: `Take back: ${first.undo.title}${act.length > 1 ? ` (${act.length})` : ''}?`,
				lines: [
					...willing.flatMap(({done, row}) => [
						[
							{text: resource.name(row), tone: 'strong'} as const,
							{text: `  ${engineNameOf(row, view) ?? ''}  ${done.undo.back}`},
						],
						...reachOf(resource, row, done, view).map(text => [{text: `  ${text}`}]),
					]),
					...leftOut.map(text => [{text: `left out: ${text}`, tone: 'warning'} as const]),
					...lost.map(text => [{text, tone: 'quiet'} as const]),
				],
				...unanswered({danger: 'interrupts'}, []),
				word: wordFor(
					{danger: 'interrupts'},
					willing.length,
					askingOf(
						willing.map(({row}) => row),
						view,
						state.settings.asking,
					),
				),
				requests: () => willing.flatMap(({done, row}) => requestsOf(resource, row, done, view)),
			},
		};
	});
};
