import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {readReport} from '../../scripts/test-report.ts';
import configuration from '../../vitest.config.ts';

const root = join(import.meta.dirname, '../..');

/** Tests that share what was made before all of them, as those on a lab do. */
const suite = `
import {beforeAll, beforeEach, describe, expect, it} from 'vitest';
describe('a lab', () => {
	let started = 0;
	let tries = 0;
	beforeAll(() => { started++; });
	beforeEach(() => { tries++; });
	it('answers at once', () => { expect(started).toBe(1); });
	it('answers when asked again', () => { expect({started, tries}).toEqual({started: 1, tries: 3}); });
	it('never answers', () => { throw new Error('silence'); });
	it.skip('is not asked', () => {});
});
`;

it('is told of each test that needed one, with what it said at first', () => {
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-second-try-'));
	try {
		symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
		writeFileSync(join(folder, 'lab.test.js'), suite);
		writeFileSync(join(folder, 'broken.test.js'), "import './nowhere.js';");
		const report = join(folder, 'report.json');
		const words = ['run', '--root', folder, `--retry=${configuration.test?.retry}`];
		spawnSync(
			process.execPath,
			[join(root, 'node_modules/vitest/vitest.mjs'), ...words, '--reporter=json', `--outputFile=${report}`],
			{env: {PATH: process.env.PATH}},
		);
		const {secondTries, ...counts} = readReport(report);
		expect(counts).toEqual({passed: 2, failed: 2, skipped: ['a lab is not asked']});
		expect(secondTries.map(({name}) => name)).toEqual(['a lab answers when asked again']);
		expect(secondTries[0]?.said).toContain('expected { started: 1, tries: 2 }');
	} finally {
		rmSync(folder, {recursive: true});
	}
});
