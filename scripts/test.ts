import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readReport} from './test-report.ts';

// npm test: every check in turn, and the tests on a real engine, which wait more than they work, beside all the others;
// then, where it can be fetched, what every engine must do on a newer one. All of them even if one fails. The last line is
// for machines.

const root = join(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const folder = mkdtempSync(join(tmpdir(), 'tallyman-test-'));

type Step = {readonly title: string; readonly command: string; readonly args: readonly string[]};

const steps: readonly Step[] = [
	{title: 'types', command: bin('tsc'), args: ['--noEmit']},
	{title: 'lint', command: bin('biome'), args: ['check', '--error-on-warnings', '.']},
	{title: 'unused code', command: bin('knip'), args: ['--no-progress']},
	{title: 'build', command: process.execPath, args: ['scripts/build.ts']},
	{title: "README's generated parts", command: process.execPath, args: ['scripts/readme.ts', '--check']},
];

const reportOf = (project: string): string => join(folder, `${project}.json`);

const reportersOf = (name: string): readonly string[] => [
	'--reporter=default',
	'--reporter=json',
	`--outputFile.json=${reportOf(name)}`,
];

const testsOf = (project: string): Step => ({
	title: `tests of the ${project}`,
	command: bin('vitest'),
	args: ['run', '--project', project, ...reportersOf(project)],
});

/** It has no report where that engine cannot be had: then it is said why, and that is no failure. */
const newer: Step = {
	title: 'contract on a newer engine',
	command: process.execPath,
	args: ['scripts/contract.ts', '--engine', '28.5', '--', ...reportersOf('newer')],
};

const projects = ['program', 'engine'] as const;

// The pinned Node first, also when this file was not started by npm.
const env = {...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`};

/** How long what a step wrote last may take to be read, ms. */
const lastWords = 1000;

type Running = {
	/** Lets its output through, with all that was kept of it. */
	readonly show: () => void;
	readonly isFine: Promise<boolean>;
};

/** Starts a step, whose output is kept until it is asked for. */
const start = ({command, args}: Step): Running => {
	const child = spawn(command, args, {cwd: root, env, stdio: ['inherit', 'pipe', 'pipe']});
	const kept: Buffer[] = [];
	let keep = (chunk: Buffer): unknown => kept.push(chunk);
	for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => keep(chunk));
	return {
		show() {
			keep = chunk => process.stdout.write(chunk);
			for (const chunk of kept.splice(0)) process.stdout.write(chunk);
		},
		isFine: new Promise(resolve => {
			child.on('error', error => {
				keep(Buffer.from(`${error.message}\n`));
				resolve(false);
			});
			// Whatever it left running may hold its outputs open.
			child.on('exit', () =>
				setTimeout(() => {
					for (const output of [child.stdout, child.stderr]) output.destroy();
				}, lastWords),
			);
			child.on('close', code => resolve(code === 0));
		}),
	};
};

/** What the README check needs is made by a script that a tree in an early state does not have. */
const isPossible = ({args}: Step): boolean =>
	args[0]?.startsWith('scripts/') !== true || existsSync(join(root, args[0]));

const inSeconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Nothing is added to a run that is slow already, ms. */
const latestForNewer = 420_000;

const began = performance.now();
const failures: string[] = [];

/** Shows a step and waits for its end. */
const finish = async ({title}: Step, {show, isFine}: Running, since: number): Promise<void> => {
	console.log(`\n── ${title} ──`);
	show();
	const isGood = await isFine;
	console.log(`── ${title}: ${isGood ? 'ok' : 'FAILED'} in ${inSeconds(since)}`);
	if (!isGood) failures.push(title);
};

for (const step of steps) {
	if (isPossible(step)) await finish(step, start(step), performance.now());
	else console.log(`\n── ${step.title} ──\nnothing to check yet`);
}
const since = performance.now();
const tests = projects.map(testsOf).map(step => ({step, running: start(step)}));
// Those on an engine are the last of them: one engine after the other, as a machine has few cores.
const next = tests
	.at(-1)
	?.running.isFine.then(() => (performance.now() - began < latestForNewer ? start(newer) : undefined));
for (const {step, running} of tests) await finish(step, running, since);
const running = await next;
if (running !== undefined) await finish(newer, running, since);
else console.log(`\nSkipped: the ${newer.title} (the tests before it took longer than ${latestForNewer / 1000} s).`);

const reports = [
	...projects.map(project => ({...readReport(reportOf(project)), title: testsOf(project).title})),
	{...readReport(reportOf('newer')), title: newer.title},
];
rmSync(folder, {recursive: true, force: true});
const passed = reports.reduce((sum, report) => sum + report.passed, 0);
// A run that ended before its report has no results.
const failed = reports.reduce(
	(sum, report) => sum + (failures.includes(report.title) ? Math.max(report.failed, 1) : report.failed),
	0,
);
const skipped = reports.flatMap(report => report.skipped);
const secondTries = reports.flatMap(report => report.secondTries);

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
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
