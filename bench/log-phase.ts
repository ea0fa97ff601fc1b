import {setTimeout as sleep} from 'node:timers/promises';
import type {BenchEngine} from './engine.ts';
import type {Measured} from './figures.ts';
import {keyPercentiles, measureKeys} from './key-latency.ts';
import type {Session} from './session.ts';
import type {Tool} from './tool.ts';
import {measureWindow} from './window.ts';

const settling = 3000;

/** Opens a container's log and waits for its lines; false when they never came. */
const open = async (session: Session, tool: Tool, name: string): Promise<boolean> => {
	await tool.openLog?.(session, name);
	const isShown = (): boolean => session.screen.lines().some(line => line.includes(`${name} line `));
	const shownAt = await session.until(isShown, 10_000);
	if (shownAt !== undefined) await sleep(settling);
	return shownAt !== undefined;
};

/** What an open log costs that grows by 5 lines a second. */
export const measureLog = async (
	session: Session,
	tool: Tool,
	engine: BenchEngine,
	seconds: number,
): Promise<Measured> => {
	if (engine.log === undefined || !(await open(session, tool, engine.log))) return {};
	const {own, bytesPerSecond} = await measureWindow(session, [], seconds);
	return {logCpu: own.cpuPercent, logBytes: bytesPerSecond};
};

/** What it costs at 10,000 lines a second, and whether keys are still answered. */
export const measureFlood = async (
	session: Session,
	tool: Tool,
	engine: BenchEngine,
	{seconds, keys}: {readonly seconds: number; readonly keys: number},
): Promise<Measured> => {
	const {flood} = engine;
	if (flood === undefined) return {};
	await flood.start();
	try {
		if (!(await open(session, tool, flood.name))) return {};
		const {own, bytesPerSecond, after} = await measureWindow(session, [], seconds);
		const cost = {floodCpu: own.cpuPercent, floodBytes: bytesPerSecond, floodMemory: after.peak / 1000};
		const {toggle} = tool;
		if (toggle === undefined) return cost;
		const latencies = await measureKeys(
			session,
			keys,
			() => toggle.key,
			() => String(toggle.isShown(session.screen.lines())),
		);
		const percentiles = keyPercentiles(latencies);
		return {
			...cost,
			floodKeyMissed: latencies.missed,
			...(percentiles === undefined ? {} : {floodKeyP50: percentiles.p50, floodKeyP99: percentiles.p99}),
		};
	} finally {
		await flood.stop();
	}
};
