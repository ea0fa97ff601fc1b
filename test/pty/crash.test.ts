import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {openProgram} from './program.ts';
import {hasTerminal} from './terminal.ts';

describe.skipIf(!hasTerminal)('a crash', () => {
	it('gives the terminal back as it was, and says what happened', async () => {
		await using stack = new AsyncDisposableStack();
		const folder = mkdtempSync(join(tmpdir(), 'tallyman-crash-'));
		stack.defer(() => rmSync(folder, {recursive: true}));
		const crash = join(folder, 'crash.mjs');
		writeFileSync(crash, 'process.on("SIGUSR2", () => { throw new Error("a bug"); });');
		const terminal = await openProgram(['--demo'], {columns: 100, rows: 30, env: {NODE_OPTIONS: `--import=${crash}`}});
		stack.defer(() => terminal.close());
		await terminal.waitFor('DEMO simulated data');
		await terminal.signal('SIGUSR2');
		const aftermath = await terminal.ended();
		expect(aftermath.exitCode).not.toBe(0);
		expect(aftermath).toMatchObject({isAlternateScreen: false, isCursorVisible: true, areModesRestored: true});
		await terminal.waitFor('a bug');
	});
});
