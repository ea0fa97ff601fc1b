import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {openProgram, program} from './program.ts';
import {hasTerminal, openTerminal, type Terminal} from './terminal.ts';

const isTold = async (terminal: Terminal): Promise<boolean> => (await terminal.modes()).includes('mouse_any_flag=1');

/** The bytes of a click where a text stands. */
const clickOn = (screen: readonly string[], text: string): string => {
	const row = screen.findIndex(line => line.includes(text));
	const place = `0;${(screen[row]?.indexOf(text) ?? 0) + 1};${row + 1}`;
	return `\u{1b}[<${place}M\u{1b}[<${place}m`;
};

describe.skipIf(!hasTerminal)('the mouse in a terminal', () => {
	it('points by the bytes that a terminal sends, and is the terminal’s in a shell and at the end', async () => {
		await using stack = new AsyncDisposableStack();
		const folder = mkdtempSync(join(tmpdir(), 'tallyman-mouse-'));
		stack.defer(() => rmSync(folder, {recursive: true}));
		const config = join(folder, 'config.yaml');
		writeFileSync(config, 'mouse: on\n');
		const terminal = await openTerminal({command: 'bash', args: ['--norc', '-i'], columns: 100, rows: 30});
		stack.defer(() => terminal.close());
		await terminal.type(`${program.command} ${program.entry} --demo --config ${config}`);
		await terminal.send('Enter');
		const home = await terminal.waitFor(/DEMO simulated data[\s\S]*2 Contain/);
		expect(await isTold(terminal)).toBe(true);
		await terminal.type(clickOn(home, '2 Contain'));
		const list = await terminal.waitFor(/CONTAINERS [\d-]+/);
		const name = /^[^ ] (\S+)/.exec(list[5] ?? '')?.[1] ?? '';
		await terminal.type(clickOn(list, name));
		await terminal.send('i');
		await terminal.waitFor(`CONTAINER ${name}`);
		await terminal.send('C-z');
		await terminal.waitFor(/Stopped/);
		expect(await isTold(terminal)).toBe(false);
		await terminal.type('fg');
		await terminal.send('Enter');
		await terminal.waitFor(`CONTAINER ${name}`);
		expect(await isTold(terminal)).toBe(true);
		await terminal.send('C-c');
		await terminal.waitFor(screen => screen.some(line => line.includes('Stopped')));
		expect(await isTold(terminal)).toBe(false);
	});

	it('is the terminal’s after a crash', async () => {
		await using stack = new AsyncDisposableStack();
		const folder = mkdtempSync(join(tmpdir(), 'tallyman-mouse-'));
		stack.defer(() => rmSync(folder, {recursive: true}));
		writeFileSync(join(folder, 'config.yaml'), 'mouse: on\n');
		const crash = join(folder, 'crash.mjs');
		writeFileSync(crash, 'process.on("SIGUSR2", () => { throw new Error("a bug"); });');
		const terminal = await openProgram(['--demo', '--config', join(folder, 'config.yaml')], {
			columns: 100,
			rows: 30,
			env: {NODE_OPTIONS: `--import=${crash}`},
		});
		stack.defer(() => terminal.close());
		await terminal.waitFor('DEMO simulated data');
		expect(await isTold(terminal)).toBe(true);
		await terminal.signal('SIGUSR2');
		expect(await terminal.ended()).toMatchObject({isMouseReported: false, isAlternateScreen: false});
	});
});
