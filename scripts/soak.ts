import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {engineTestsAvailable} from '../test/lab/availability.ts';
import {hasTerminal} from '../test/pty/terminal.ts';
import {soak} from '../test/soak/soak.ts';
import {bundle} from './build.ts';

// npm run soak: three real engines in one swarm churn and are killed, and in the end the screen must equal them.

const {values} = parseArgs({
	options: {
		/** How long it churns. */
		minutes: {type: 'string', default: '15'},
		/** Chooses what happens; it is printed, so that it can happen again. */
		seed: {type: 'string', default: String(Date.now() % 100_000)},
		/** How usage is read, as the program's own flag. */
		stats: {type: 'string'},
	},
});

const availability = engineTestsAvailable();
if (!availability.available || !hasTerminal) {
	console.error(`No soak here: ${availability.available ? 'tmux is not installed' : availability.reason}`);
	process.exit(2);
}

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'tallyman-build-'));
try {
	await bundle(join(root, 'cli.tsx'), folder);
	const {numbers, faults} = await soak({
		command: join(root, 'node_modules/.bin/node'),
		entry: join(folder, 'tallyman.js'),
		minutes: Number(values.minutes),
		seed: Number(values.seed),
		args: values.stats === undefined ? [] : [`--stats=${values.stats}`],
	});
	for (const [name, number] of Object.entries(numbers)) console.log(`${name}: ${number}`);
	for (const fault of faults) console.error(`FAULT ${fault}`);
	console.log(faults.length === 0 ? 'All is well.' : `${faults.length} faults.`);
	if (faults.length > 0) process.exitCode = 1;
} finally {
	rmSync(folder, {recursive: true, force: true});
}
