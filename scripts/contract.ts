import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {engineTestsAvailable} from '../test/lab/availability.ts';
import {fetchEngine, type OtherEngine, otherEngines} from '../test/lab/other-engine.ts';

// npm run contract [-- --engine 28.5]: what every engine must do, on engines that are newer than this machine's own, one after
// the other. Words behind `--` are the test runner's. One that cannot be had here is skipped, and said so.

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		/** One of them; all where none is named. */
		engine: {type: 'string', multiple: true, default: [...otherEngines]},
	},
});

/** How long one may take to be fetched, ms. */
const patience = 60_000;

const root = join(import.meta.dirname, '..');
const availability = engineTestsAvailable();

const keeps = async (name: OtherEngine): Promise<boolean> => {
	const fetched = availability.available ? await fetchEngine(name, patience) : availability;
	if ('reason' in fetched) {
		console.log(`Skipped: the contract on Docker ${name} (${fetched.reason}).`);
		return true;
	}
	console.log(`The contract on Docker ${name}:`);
	const args = ['run', '--project', 'engine', 'test/contract', ...positionals];
	const {status} = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
		cwd: root,
		stdio: 'inherit',
		env: {...process.env, TALLYMAN_ENGINE_PROGRAMS: fetched.programs},
	});
	return status === 0;
};

for (const name of values.engine) {
	const known = otherEngines.find(other => other === name);
	if (known === undefined) {
		console.error(`--engine: ${name} is none of ${otherEngines.join(', ')}`);
		process.exit(2);
	}
	if (!(await keeps(known))) process.exitCode = 1;
}
