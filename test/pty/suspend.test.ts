import {describe, it} from 'vitest';
import {eventually} from '../lab/process.ts';
import {openProgram, program} from './program.ts';
import {hasTerminal, openTerminal} from './terminal.ts';

describe.skipIf(!hasTerminal)('^z', () => {
	it('gives the terminal to the shell, whose fg brings the program back', async () => {
		await using stack = new AsyncDisposableStack();
		const terminal = await openTerminal({command: 'bash', args: ['--norc', '-i'], columns: 100, rows: 30});
		stack.defer(() => terminal.close());
		await terminal.type(`${program.command} ${program.entry} --demo`);
		await terminal.send('Enter');
		await terminal.waitFor('DEMO simulated data');
		await terminal.send('C-z');
		await terminal.waitFor(/Stopped/);
		await terminal.type('echo back in the $((40 + 2)) shell');
		await terminal.send('Enter');
		await terminal.waitFor('back in the 42 shell');
		await terminal.type('fg');
		await terminal.send('Enter');
		await terminal.waitFor(screen => screen[0]?.includes('DEMO simulated data') === true);
		await terminal.send('2');
		await terminal.waitFor('CONTAINERS');
	});

	it('changes nothing where there is no shell to come back from', async () => {
		await using stack = new AsyncDisposableStack();
		const terminal = await openProgram(['--demo'], {columns: 100, rows: 30});
		stack.defer(() => terminal.close());
		await terminal.waitFor('DEMO simulated data');
		await terminal.send('C-z');
		// What is read together with ^z does nothing.
		await eventually('a key to be answered', async () => {
			await terminal.send('3');
			return (await terminal.screen()).some(line => line.includes('SERVICES')) || undefined;
		});
	});
});
