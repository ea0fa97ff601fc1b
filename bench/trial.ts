import {setTimeout as sleep} from 'node:timers/promises';
import type {Cost} from './cost.ts';
import type {BenchEngine} from './engine.ts';
import {endOf, measureExit} from './exit-phase.ts';
import type {Measured, Phase} from './figures.ts';
import {measureBacklog, measureIdleMoves, measureMoves, type Resting} from './keys-phase.ts';
import {measureFlood, measureLog} from './log-phase.ts';
import type {KnownNames} from './readiness.ts';
import {openSession, type Session} from './session.ts';
import type {Size} from './size.ts';
import {measureStart} from './start-phase.ts';
import type {Tool} from './tool.ts';
import {measureWindow} from './window.ts';

/** A tool that was found. */
export type FoundTool = {readonly tool: Tool; readonly program: string};

/** What all trials have in common. */
export type Plan = {
	readonly engine: BenchEngine;
	readonly names: KnownNames;
	readonly size: Size;
	readonly phases: ReadonlySet<Phase>;
	readonly seconds: number;
	readonly keys: number;
	/** Keeps the current screen of a tool, for a person to look at. */
	readonly onScreen: (title: string, lines: readonly string[]) => void;
	/** Sessions to end when the bench is interrupted. */
	readonly open: Set<Session>;
};

/** s from the start until a tool has settled. */
const settling = 8000;

const start = async ({engine, size, open}: Plan, {tool, program}: FoundTool): Promise<Session> => {
	const {command, args, env} = tool.launch(program, engine.url);
	const session = await openSession({command, args, env: {DOCKER_HOST: engine.url, ...env}, size});
	open.add(session);
	return session;
};

const end = async ({open}: Plan, session: Session): Promise<void> => {
	await session.close();
	open.delete(session);
};

const measureList = async (plan: Plan, {tool}: FoundTool, session: Session, base: Cost): Promise<Measured> => {
	const {engine, names, phases, seconds, keys, onScreen} = plan;
	const measured: Measured = await measureStart(session, names, tool.step);
	onScreen(`${tool.name}: after its start`, session.screen.lines());
	if (measured.start === undefined) return {};
	if (tool.toList !== undefined) await session.type(tool.toList);
	const since = performance.now() - session.startedAt;
	if (phases.has('steady') || phases.has('keys')) await sleep(Math.max(1000, settling - since));
	let resting: Resting | undefined;
	if (phases.has('steady')) {
		const {own, daemon, bytesPerSecond, after} = await measureWindow(session, engine.processes(), seconds);
		onScreen(`${tool.name}: steady`, session.screen.lines());
		resting = {cpu: own.cpu / own.seconds, bytes: bytesPerSecond};
		Object.assign(measured, {
			ownCpu: own.cpuPercent,
			daemonCpu: daemon.cpuPercent - base.cpuPercent,
			bytesPerSecond,
			wakeUps: own.wakeUpsPerSecond,
			memory: after.resident / 1000,
			peakMemory: after.peak / 1000,
		} satisfies Measured);
	}
	if (phases.has('keys') && tool.move !== undefined) {
		Object.assign(measured, await measureMoves(session, tool.move, keys, resting));
		onScreen(`${tool.name}: after keys`, session.screen.lines());
		Object.assign(measured, await measureBacklog(session, tool.move));
		if (tool.toIdle !== undefined) {
			await session.type(tool.toIdle);
			await sleep(1000);
			Object.assign(measured, await measureIdleMoves(session, tool.move, keys));
			onScreen(`${tool.name}: idle list`, session.screen.lines());
			await session.type(tool.toList ?? []);
		}
	}
	if (phases.has('exit')) Object.assign(measured, await measureExit(session, tool.quit));
	return measured;
};

const measureLogs = async (plan: Plan, {tool}: FoundTool, open: () => Promise<Session>): Promise<Measured> => {
	const {engine, seconds, keys, onScreen} = plan;
	const measured: Measured = {};
	// Each log in a session of its own: lines that one leaves behind are none of the other's cost.
	for (const part of [measureLog, measureFlood]) {
		const session = await open();
		try {
			await measureStart(session, plan.names, tool.step);
			if (tool.toList !== undefined) await session.type(tool.toList);
			await sleep(1000);
			Object.assign(
				measured,
				part === measureLog
					? await measureLog(session, tool, engine, seconds)
					: await measureFlood(session, tool, engine, {seconds, keys}),
			);
			onScreen(`${tool.name}: ${part === measureLog ? 'a log' : 'a flood'}`, session.screen.lines());
		} finally {
			await end(plan, session);
		}
	}
	return measured;
};

/** Measures one tool once. */
export const runTrial = async (plan: Plan, found: FoundTool, base: Cost): Promise<Measured> => {
	const measured: Measured = {};
	if (plan.phases.size > 1 || !plan.phases.has('logs')) {
		const session = await start(plan, found);
		try {
			Object.assign(measured, await measureList(plan, found, session, base));
		} finally {
			await end(plan, session);
		}
	}
	if (plan.phases.has('logs') && found.tool.openLog !== undefined) {
		Object.assign(measured, await measureLogs(plan, found, () => start(plan, found)));
	}
	if (!plan.phases.has('start')) {
		delete measured.start;
		delete measured.firstCpu;
	}
	return measured;
};

/** How long Node itself takes to start and end in the same terminal: what no tool written for it can go below. */
export const runBareNode = async (plan: Plan, node: string): Promise<Measured> => {
	const session = await openSession({command: node, args: ['-e', '0'], env: {}, size: plan.size});
	plan.open.add(session);
	try {
		const endedAt = await endOf(session.pid);
		return endedAt === undefined ? {} : {start: endedAt - session.startedAt};
	} finally {
		await end(plan, session);
	}
};
