import {allTables} from '../../resources/registry.ts';
import {partView} from '../../resources/remembered.ts';
import type {View} from '../../resources/resource.ts';
import type {Branch, Report, Survey} from '../../resources/surveys/survey.ts';
import {engineKey} from '../../store/engine-key.ts';
import type {Monitor} from '../../store/monitor.ts';
import {engineFacts} from './once-json.ts';
import {alignedLines, plainSigns} from './once-table.ts';
import {type Output, waitFor, write} from './once-wait.ts';

/** ms that the connection, and the tables that are named, may take. What is asked itself takes as long as it needs. */
const patience = 8000;

/** What one of the engines told. */
type Told = {
	readonly engine: string | undefined;
	readonly name: string;
	readonly report?: Report;
	readonly fault?: string;
};

const askAll = (monitor: Monitor, survey: Survey): Promise<readonly Told[]> => {
	const state = monitor.store.getState();
	const {signal} = new AbortController();
	const engines = state.parts?.map(({id, name}) => ({engine: id, name})) ?? [
		{engine: undefined, name: state.info?.name ?? state.host},
	];
	return Promise.all(
		engines.map(async (one): Promise<Told> => {
			try {
				const id = one.engine === undefined ? '' : engineKey(one.engine, '');
				return {...one, report: await monitor.ask(id, survey.ask, signal)};
			} catch (error) {
				return {...one, fault: error instanceof Error ? error.message : String(error)};
			}
		}),
	);
};

const linesOf = (branches: readonly Branch[], depth: number): ReadonlyArray<readonly string[]> =>
	branches.flatMap(({cells, branches: below = []}) => {
		const [first = '', ...others] = cells.map(({text}) => plainSigns(text));
		return [[`${'  '.repeat(depth)}${first}`, ...others], ...linesOf(below, depth + 1)];
	});

const textOf = (survey: Survey, told: readonly Told[], view: View): string => {
	const isAlone = told.length === 1;
	const header =
		survey.columns.length === 0 ? [] : [[survey.firstColumn ?? '', ...survey.columns.map(({title}) => title)]];
	const lines = told.flatMap(({engine, name, report}): ReadonlyArray<readonly string[]> => {
		if (report === undefined) return [];
		const branches = report.branches(partView(view, engine));
		return isAlone ? linesOf(branches, 0) : [[`${name}  ${report.summary ?? ''}`.trim()], ...linesOf(branches, 1)];
	});
	if (lines.length === 0) return '';
	return survey.columns.length === 0
		? lines.map(cells => cells.join('')).join('\n')
		: alignedLines([...header, ...lines], [false, ...survey.columns.map(({align}) => align === 'right')]);
};

const jsonOf = (survey: Survey, told: readonly Told[], view: View): string =>
	JSON.stringify(
		{
			format: 'tallyman/1',
			at: new Date(view.now).toISOString(),
			kind: survey.word,
			engines: told.map(({engine, name, report, fault}) => ({
				...engineFacts(partView(view, engine).state),
				name,
				...(report === undefined ? {fault} : {[survey.word]: report.facts}),
			})),
		},
		undefined,
		2,
	);

/** Asks the engines what the survey asks, and prints it; resolves with the exit code. */
export const printSurvey = async (
	monitor: Monitor,
	survey: Survey,
	{isJson}: {readonly isJson: boolean},
	{stdout, stderr}: Output,
): Promise<number> => {
	const tables = allTables().filter(({id}) => survey.reads.includes(id));
	monitor.watch({containers: [], tables: survey.reads});
	await waitFor(monitor, patience, state =>
		(state.parts?.map(({own}) => own) ?? [state]).every(
			own =>
				own.connection.status === 'lost' ||
				(own.connection.status === 'live' && tables.every(table => table.isSettled(own))),
		),
	);
	const told = await askAll(monitor, survey);
	const state = monitor.store.getState();
	const view: View = {state, now: monitor.now()};
	if (state.isSimulated) await write(stderr, 'tallyman: this is simulated data\n');
	const isAlone = told.length === 1;
	for (const {name, fault} of told)
		if (fault !== undefined) await write(stderr, `tallyman: ${isAlone ? '' : `${name}: `}${fault}\n`);
	const text = isJson ? jsonOf(survey, told, view) : textOf(survey, told, view);
	const failure = text === '' ? undefined : await write(stdout, `${text}\n`);
	if (failure !== undefined) await write(stderr, `tallyman: cannot write: ${failure}\n`);
	return failure !== undefined || told.some(({fault}) => fault !== undefined) ? 1 : 0;
};
