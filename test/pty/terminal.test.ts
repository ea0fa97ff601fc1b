import {afterEach, describe, expect, it} from 'vitest';
import {eventually, isAlive} from '../lab/process.ts';
import type {Terminal} from './terminal.ts';
import {hasTerminal, openTerminal} from './terminal.ts';

let terminal: Terminal | undefined;

afterEach(async () => {
	await terminal?.close();
	terminal = undefined;
});

const open = async (script: string, columns = 40, rows = 10): Promise<Terminal> => {
	terminal = await openTerminal({command: 'sh', args: ['-c', script], columns, rows});
	return terminal;
};

describe.skipIf(!hasTerminal)('the terminal of tests', () => {
	it('shows a true grid, with wide characters and colours', async () => {
		const opened = await open("printf '漢字 \\033[31mred\\033[0m é'; sleep 60");
		await opened.waitFor('漢字 red é');
		expect((await opened.colouredScreen())[0]).toContain('\u001B[31mred');
		expect(await opened.screen()).toHaveLength(10);
	});

	it('sends keys and texts, and tells the exit code and a restored terminal', async () => {
		const opened = await open('read line; echo "got <$line>"; exit 3');
		await opened.type('a;b;');
		await opened.send('x', 'Enter');
		await opened.waitFor('got <a;b;x>');
		expect(await opened.ended()).toEqual({
			exitCode: 3,
			isAlternateScreen: false,
			isCursorVisible: true,
			isMouseReported: false,
			areModesRestored: true,
		});
	});

	it('sees what a careless program leaves behind', async () => {
		const opened = await open("printf '\\033[?1049h\\033[?25l'; stty raw -echo; kill -TERM $$");
		expect(await opened.ended()).toMatchObject({
			exitCode: 143,
			isAlternateScreen: true,
			isCursorVisible: false,
			areModesRestored: false,
		});
	});

	it('resizes', async () => {
		const opened = await open("trap 'stty size' WINCH; stty size; while :; do sleep 0.05; done");
		await opened.waitFor('10 40');
		await opened.resize(60, 20);
		await opened.waitFor('20 60');
	});

	it('hangs up', async () => {
		const opened = await open('echo here; sleep 60');
		await opened.waitFor('here');
		const pid = await opened.pid();
		await opened.hangUp();
		await eventually('the program to end', () => (isAlive(pid) ? undefined : true));
	});
});
