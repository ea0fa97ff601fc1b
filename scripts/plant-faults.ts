import {spawnSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {parseArgs} from 'node:util';
import {plants} from '../test/planted/plants.ts';

// Plants each known fault into a copy of the tree and lists those that no test notices:
// node scripts/plant-faults.ts [--only WORD] [--part 1/2]: those of this name, every other one of them

const {values} = parseArgs({options: {only: {type: 'string', default: ''}, part: {type: 'string', default: '1/1'}}});
const root = join(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'tallyman-plants-'));
const left = new Set(['.git', 'node_modules', 'dist']);
cpSync(root, copy, {recursive: true, filter: path => !left.has(relative(root, path))});
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

/** Whether the tests turn red; a run that finds no test is no proof. So many files may take so long and no longer. */
const isNoticed = (tests: readonly string[], retry = '0'): boolean => {
	const {status, stdout} = spawnSync(
		process.execPath,
		[
			join(root, 'node_modules/vitest/vitest.mjs'),
			'run',
			'--project',
			'program',
			'--bail',
			'1',
			'--retry',
			retry,
			'--reporter=dot',
			...tests,
		],
		{
			cwd: copy,
			encoding: 'utf8',
			timeout: 120_000 + tests.length * 30_000,
			// What a fault keeps from coming is waited for in vain.
			env: {TALLYMAN_PATIENCE: '5000', ...process.env},
		},
	);
	if (stdout.includes('No test files found')) throw new Error(`no such tests: ${tests.join(' ')}`);
	return status !== 0;
};

const unseen: string[] = [];
const stale: string[] = [];
const [part = 1, parts = 1] = values.part.split('/').map(Number);
const chosen = plants
	.filter(plant => `${plant.fault} ${plant.file}`.includes(values.only))
	.filter((_, index) => index % parts === part - 1);
try {
	const tests = [...new Set(chosen.flatMap(plant => plant.tests))];
	if (isNoticed(tests, '1')) throw new Error('the tests are red before anything is planted');
	for (const {fault, file, from, to, tests: own} of chosen) {
		const path = join(copy, file);
		const text = readFileSync(path, 'utf8');
		if (text.split(from).length !== 2) {
			stale.push(`${fault}: ${file} no longer has its text once`);
			continue;
		}
		writeFileSync(
			path,
			text.replace(from, () => to),
		);
		const noticed = isNoticed(own);
		writeFileSync(path, text);
		console.log(`${noticed ? 'seen  ' : 'UNSEEN'} ${fault}`);
		if (!noticed) unseen.push(fault);
	}
} finally {
	rmSync(copy, {recursive: true, force: true});
}
for (const text of stale) console.log(`STALE  ${text}`);
console.log(`${chosen.length} faults planted: ${unseen.length} unseen, ${stale.length} stale`);
process.exitCode = unseen.length + stale.length === 0 ? 0 : 1;
