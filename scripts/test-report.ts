import {existsSync, readFileSync} from 'node:fs';

/** What became of a test: its full name and, where it failed, what it said, once for each try. */
type Result = {readonly fullName: string; readonly status: string; readonly failureMessages: readonly string[]};

/** Part of the JSON that vitest writes of a run. */
type WrittenReport = {
	readonly testResults: ReadonlyArray<{readonly status: string; readonly assertionResults: readonly Result[]}>;
};

/** What became of the tests of a run. */
export type TestReport = {
	readonly passed: number;
	/** Tests that failed, and files that could not even be loaded. */
	readonly failed: number;
	/** Full names. */
	readonly skipped: readonly string[];
	/** Tests that failed and then passed: full names, with what they said at first. */
	readonly secondTries: ReadonlyArray<{readonly name: string; readonly said: string}>;
};

/** Reads what became of the tests from the file that vitest wrote; a run that ended before it has no results. */
export const readReport = (path: string): TestReport => {
	// It was written by the pinned vitest.
	const files = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as WrittenReport).testResults : [];
	const results = files.flatMap(file => file.assertionResults);
	const withStatus = (status: string): readonly Result[] => results.filter(result => result.status === status);
	// A file that cannot even be loaded has no results of its own.
	const broken = files.filter(
		file => file.status === 'failed' && file.assertionResults.every(result => result.status !== 'failed'),
	);
	const passed = withStatus('passed');
	return {
		passed: passed.length,
		failed: withStatus('failed').length + broken.length,
		skipped: results
			.filter(result => result.status !== 'passed' && result.status !== 'failed')
			.map(result => result.fullName),
		secondTries: passed.flatMap(({fullName, failureMessages}) => {
			const [said] = failureMessages;
			return said === undefined ? [] : [{name: fullName, said}];
		}),
	};
};
