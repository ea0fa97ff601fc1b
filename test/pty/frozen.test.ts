import {readlinkSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {eventually, isAlive, run} from '../lab/process.ts';
import {openProgram} from './program.ts';
import {hasTerminal} from './terminal.ts';

describe.skipIf(!hasTerminal)('a terminal that nobody reads', () => {
	it('neither hangs the program nor keeps a signal from ending it', async () => {
		await using stack = new AsyncDisposableStack();
		const terminal = await openProgram(['--demo'], {columns: 200, rows: 60});
		stack.defer(() => terminal.close());
		await terminal.waitFor('DEMO simulated data');
		const pid = await terminal.pid();
		const tty = readlinkSync(`/proc/${pid}/fd/0`);
		terminal.freeze();
		stack.defer(() => terminal.thaw());
		// Each new size draws the whole screen: more than the kernel holds for a terminal.
		for (let columns = 150; columns < 170; columns++) {
			await run('stty', ['-F', tty, 'cols', String(columns)]);
		}
		await terminal.signal('SIGTERM');
		await eventually('the program to end', () => (isAlive(pid) ? undefined : true));
		terminal.thaw();
		expect(await terminal.ended()).toMatchObject({exitCode: 143, areModesRestored: true});
	});
});
