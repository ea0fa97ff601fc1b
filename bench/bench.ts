import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {engineTestsAvailable} from '../test/lab/availability.ts';
import {conditionsOf, loadNow} from './conditions.ts';
import type {Cost} from './cost.ts';
import type {BenchEngine} from './engine.ts';
import {type Measured, phases} from './figures.ts';
import {hostEngine} from './host-engine.ts';
import {labEngine} from './lab-engine.ts';
import {type Options, parseOptions, usage} from './options.ts';
import {knownNames} from './readiness.ts';
import {conditionsLine, recordOf, type ToolRuns, tableOf} from './report.ts';
import {simulatorEngine} from './simulator-engine.ts';
import {chooseTools, ownNode} from './tools.ts';
import {type Plan, runBareNode, runTrial} from './trial.ts';
import {versionOf} from './version.ts';
import {measureBase} from './window.ts';

// npm run bench: what tallyman costs beside its peers, in one run on one machine.

const log = (text: string): void => {
	process.stderr.write(`${text}\n`);
};

const startEngine = (kind: Options['engine'], containers: number): Promise<BenchEngine> => {
	const lab = engineTestsAvailable();
	switch (kind ?? (lab.available ? 'lab' : 'simulator')) {
		case 'lab':
			if (!lab.available) throw new Error(`there can be no lab: ${lab.reason}`);
			return labEngine(containers);
		case 'simulator':
			return simulatorEngine(containers);
		case 'host':
			return hostEngine();
	}
};

const keepScreen =
	(folder: string | undefined) =>
	(title: string, lines: readonly string[]): void => {
		if (folder === undefined) return;
		mkdirSync(folder, {recursive: true});
		writeFileSync(join(folder, `${title.replaceAll(/[^\w-]+/g, '-')}.txt`), `${lines.join('\n')}\n`);
	};

const measureAll = async (options: Options, plan: Plan): Promise<ReadonlyMap<string, ToolRuns>> => {
	const {found, missing} = chooseTools(options);
	for (const name of missing) log(`${name}: not installed, skipped`);
	const runs = new Map<string, Measured[]>();
	const add = (name: string, measured: Measured): void => {
		runs.set(name, [...(runs.get(name) ?? []), measured]);
	};
	for (let round = 1; round <= options.runs; round++) {
		if (options.phases.has('start')) add('bare node', await runBareNode(plan, ownNode));
		const noCost: Cost = {seconds: 0, cpu: 0, cpuPercent: 0, wakeUpsPerSecond: 0};
		const base = options.phases.has('steady') ? await measureBase(plan.engine.processes(), options.seconds) : noCost;
		if (base !== noCost) log(`run ${round}: the engine alone uses ${base.cpuPercent.toFixed(2)} %`);
		for (const tool of found) {
			log(`run ${round} of ${options.runs}: ${tool.tool.name}`);
			const measured = await runTrial(plan, tool, base);
			if (Object.keys(measured).length === 0) log(`${tool.tool.name}: nothing could be measured`);
			add(tool.tool.name, measured);
		}
	}
	const results = new Map<string, ToolRuns>([
		['bare node', {version: process.version, runs: runs.get('bare node') ?? []}],
	]);
	for (const {tool, program} of found) {
		const version = await versionOf(program, tool.version);
		results.set(tool.name, {...(version === undefined ? {} : {version}), runs: runs.get(tool.name) ?? []});
	}
	return results;
};

const bench = async (options: Options): Promise<void> => {
	const load = loadNow();
	log(`starting the engine; load average ${load.toFixed(2)}`);
	const engine = await startEngine(options.engine, options.containers);
	const open: Plan['open'] = new Set();
	let stopping: Promise<void> | undefined;
	const stop = (): Promise<void> => {
		stopping ??= (async () => {
			for (const session of open) await session.close();
			await engine.stop();
		})();
		return stopping;
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => void stop().finally(() => process.exit(130)));
	}
	try {
		const conditions = conditionsOf(options, engine, load);
		log(conditionsLine(conditions));
		const {size, seconds, keys} = options;
		const plan: Plan = {
			engine,
			names: knownNames(engine.containers),
			size,
			phases: options.phases,
			seconds,
			keys,
			onScreen: keepScreen(options.screens),
			open,
		};
		const tools = await measureAll(options, plan);
		const chosen = phases.filter(phase => options.phases.has(phase));
		console.log(`\n${conditionsLine(conditions)}\n`);
		for (const phase of chosen) console.log(`${tableOf(phase, tools)}\n`);
		if (options.json !== undefined) {
			writeFileSync(options.json, `${JSON.stringify(recordOf(conditions, chosen, tools), undefined, '\t')}\n`);
		}
	} finally {
		await stop();
	}
};

try {
	const options = parseOptions(process.argv.slice(2));
	if (options.isHelp) console.log(usage);
	else await bench(options);
} catch (error) {
	console.error(`bench: ${error instanceof Error ? error.message : error}`);
	process.exitCode = 1;
}
