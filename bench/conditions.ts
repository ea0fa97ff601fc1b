import {execFileSync} from 'node:child_process';
import {cpus, loadavg, release} from 'node:os';
import {join} from 'node:path';
import type {BenchEngine} from './engine.ts';
import type {Options} from './options.ts';

const git = (...args: readonly string[]): string => {
	try {
		return execFileSync('git', ['-C', join(import.meta.dirname, '..'), ...args], {encoding: 'utf8'}).trim();
	} catch {
		return '';
	}
};

/** The commit that was measured, with a + when files differ from it. */
const commit = (): string => `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '+'}`;

/** Everything that figures depend on, and that is not in them. */
export type Conditions = ReturnType<typeof conditionsOf>;

/** Notes the conditions before anything is measured. */
export const conditionsOf = (options: Options, engine: BenchEngine, load: number) => ({
	date: new Date().toISOString(),
	cpu: cpus()[0]?.model ?? 'unknown',
	cores: cpus().length,
	kernel: release(),
	node: process.version,
	docker: engine.version,
	engine: engine.kind,
	containers: engine.containers.length,
	size: `${options.size.columns}x${options.size.rows}`,
	runs: options.runs,
	seconds: options.seconds,
	keys: options.keys,
	commit: commit(),
	load,
});

/** The load average of the last minute. */
export const loadNow = (): number => loadavg()[0] ?? 0;
