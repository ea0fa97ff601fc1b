import {fork} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {build} from 'esbuild';

// Runs many seeds of the fuzz test, two programs at once: node scripts/fuzz.ts --seeds 2000 [--from 1] [--jobs 2]

const {values} = parseArgs({
	options: {
		seeds: {type: 'string', default: '200'},
		from: {type: 'string', default: '1'},
		jobs: {type: 'string', default: '2'},
	},
});
const root = join(import.meta.dirname, '..');
// Beside the sources, so that packages are found from it.
const folder = mkdtempSync(join(root, 'node_modules/.fuzz-'));
/** A seed that takes longer hangs: its process is ended and the next one goes on, ms. */
const patience = 120_000;

await build({
	stdin: {
		contents: `import {runSeed} from './test/fuzz/run-seed.ts';
process.on('message', async seed => process.send(await runSeed(seed)));`,
		resolveDir: root,
		loader: 'ts',
	},
	outfile: join(folder, 'worker.mjs'),
	bundle: true,
	platform: 'node',
	format: 'esm',
	packages: 'external',
	jsx: 'automatic',
	define: {'import.meta.dirname': JSON.stringify(join(root, 'test/fuzz'))},
	logLevel: 'error',
});
writeFileSync(join(folder, 'package.json'), '{"type":"module"}');

const first = Number(values.from);
const last = first + Number(values.seeds) - 1;
let next = first;
let done = 0;
const failed = new Map<number, readonly string[]>();

/** One program after another until no seed is left; a new process where one hung or died. */
const work = async (): Promise<void> => {
	while (next <= last) {
		const child = fork(join(folder, 'worker.mjs'), {stdio: ['ignore', 'ignore', 'inherit', 'ipc']});
		let isUsable = true;
		// A new process now and then: what a program leaves behind is not the next one's.
		for (let runs = 0; isUsable && runs < 40 && next <= last; runs++) {
			const seed = next++;
			const faults = await new Promise<readonly string[]>(resolve => {
				const finish = (words: readonly string[], isFine: boolean): void => {
					clearTimeout(timer);
					child.removeAllListeners();
					isUsable = isFine;
					resolve(words);
				};
				const timer = setTimeout(() => finish([`seed ${seed}: hangs`], false), patience);
				child.once('message', words => finish(words as readonly string[], true));
				child.once('exit', (code, signal) => finish([`seed ${seed}: the process ended (${code ?? signal})`], false));
				child.send(seed);
			});
			done++;
			if (faults.length > 0) {
				failed.set(seed, faults);
				for (const fault of faults) console.log(fault);
			}
			if (done % 50 === 0) console.log(`${done} seeds, ${failed.size} with faults`);
		}
		child.kill('SIGKILL');
	}
};

await Promise.all(Array.from({length: Number(values.jobs)}, work));
rmSync(folder, {recursive: true, force: true});
console.log(
	`${done} seeds from ${first}: ${failed.size} with faults${failed.size === 0 ? '' : ` (${[...failed.keys()].join(', ')})`}`,
);
process.exitCode = failed.size === 0 ? 0 : 1;
