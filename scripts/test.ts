import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readReport} from './test-report.ts';

// npm test: every check in turn, all of them even if one fails. The last line is for machines.

const root = join(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const folder = mkdtempSync(join(tmpdir(), 'tallyman-test-'));
const report = join(folder, 'vitest.json');

type Step = {readonly title: string; readonly command: string; readonly args: readonly string[]};

const steps: readonly Step[] = [
	{title: 'types', command: bin('tsc'), args: ['--noEmit']},
	{title: 'lint', command: bin('biome'), args: ['check', '--error-on-warnings', '.']},
	{title: 'unused code', command: bin('knip'), args: ['--no-progress']},
	{title: 'build', command: process.execPath, args: ['scripts/build.ts']},
	{title: "README's generated parts", command: process.execPath, args: ['scripts/readme.ts', '--check']},
	{
		title: 'tests',
		command: bin('vitest'),
		args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
	},
];

// The pinned Node first, also when this file was not started by npm.
const env = {...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`};

const succeeds = ({command, args}: Step): Promise<boolean> =>
	new Promise(resolve => {
		const child = spawn(command, args, {cwd: root, env, stdio: 'inherit'});
		child.on('error', error => {
			console.error(error.message);
			resolve(false);
		});
		child.on('close', code => resolve(code === 0));
	});

/** What the README check needs is made by a script that a tree in an early state does not have. */
const isPossible = ({args}: Step): boolean =>
	args[0]?.startsWith('scripts/') !== true || existsSync(join(root, args[0]));

const inSeconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const began = performance.now();
const failures: string[] = [];
for (const step of steps) {
	console.log(`\n── ${step.title} ──`);
	if (!isPossible(step)) {
		console.log('nothing to check yet');
		continue;
	}
	const start = performance.now();
	const isFine = await succeeds(step);
	console.log(`── ${step.title}: ${isFine ? 'ok' : 'FAILED'} in ${inSeconds(start)}`);
	if (!isFine) failures.push(step.title);
}

const {passed, failed, skipped, secondTries} = readReport(report);
rmSync(folder, {recursive: true, force: true});
// A run that ended before its report has no results.
const lost = failures.includes('tests') && failed === 0 ? 1 : 0;

if (skipped.length > 0 && process.env.TALLYMAN_ENGINE_TESTS === 'required') {
	failures.push('tests were skipped where all are required');
}

if (skipped.length > 0) {
	console.log('\nSkipped:');
	for (const name of skipped) console.log(`  ${name}`);
}
for (const {name, said} of secondTries) console.log(`\nThe first try of ${name}:\n${said}`);
console.log(
	failures.length === 0
		? `\nAll is well, in ${inSeconds(began)}.`
		: `\nFailed: ${failures.join(', ')} (in ${inSeconds(began)}).`,
);
if (failures.length > 0) process.exitCode = 1;
for (const {name} of secondTries) console.log(`passed only at the second try: ${name}`);
console.log(`${passed} passed, ${failed + lost} failed, ${skipped.length} skipped`);
