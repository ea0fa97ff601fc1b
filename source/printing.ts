import type {OnceOptions} from './app/once/once-output.ts';
import type {Output} from './app/once/once-wait.ts';
import type {MainOptions} from './main.ts';
import {resourceIds} from './resources/registry.ts';
import {surveyNamed} from './resources/surveys/surveys.ts';
import type {Monitor} from './store/monitor.ts';

/** What is printed in place of a screen; resolves with the exit code. */
type Printing = {readonly print: (monitor: Monitor, output: Output) => Promise<number>};

type Asked = Pick<
	MainOptions,
	'once' | 'output' | 'isUsageLess' | 'choice' | 'isWatching' | 'survey' | 'checks' | 'logs'
>;

/** What was asked to be printed, or what is wrong with that; undefined where a screen is wanted. */
export const printingOf = async (
	{
		once,
		output = {kind: 'table'},
		isUsageLess = false,
		choice,
		isWatching = false,
		survey: word,
		checks = [],
		logs,
	}: Asked,
	isTerminal: boolean,
): Promise<Printing | {readonly misuse: string} | undefined> => {
	const hasUsage = !isUsageLess;
	if (checks.length > 0) {
		const [{parseCheck}, {printChecks}] = await Promise.all([
			import('./app/once/check.ts'),
			import('./app/once/print-once.ts'),
		]);
		const parsed = checks.map(parseCheck);
		const known = parsed.flatMap(check => ('fault' in check ? [] : [check]));
		const fault = parsed.flatMap(check => ('fault' in check ? [check.fault] : []))[0];
		if (fault !== undefined) return {misuse: `--check: ${fault}`};
		return {print: (monitor, streams) => printChecks(monitor, known, {hasUsage}, streams)};
	}
	if (logs !== undefined) {
		const {printLogs} = await import('./app/once/print-logs.ts');
		return {print: (monitor, streams) => printLogs(monitor, logs, streams)};
	}
	const survey = word === undefined ? undefined : surveyNamed(word);
	if (survey !== undefined) {
		if (output.kind !== 'table' && output.kind !== 'json')
			return {misuse: `${survey.word} is printed as it is or with --json, and in no other shape`};
		if (choice !== undefined || isWatching)
			return {misuse: `${survey.word} is no list: it is not filtered, sorted, cut to columns or watched`};
		const {printSurvey} = await import('./app/once/print-survey.ts');
		return {print: (monitor, streams) => printSurvey(monitor, survey, {isJson: output.kind === 'json'}, streams)};
	}
	// Output that is not a terminal gets the first table instead of a screen that nobody could see.
	const resource = isTerminal ? once : (once ?? resourceIds()[0]);
	if (resource === undefined) return undefined;
	const options: OnceOptions = {resource, output, hasUsage, isWatching, ...(choice === undefined ? {} : {choice})};
	const {misuseOf, printOnce} = await import('./app/once/print-once.ts');
	const misuse = misuseOf(options);
	return misuse === undefined ? {print: (monitor, streams) => printOnce(monitor, options, streams)} : {misuse};
};
