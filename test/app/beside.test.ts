import {afterEach, describe, expect, it, test} from 'vitest';
import {type Beside, besideWidth, nextBeside} from '../../source/app/list/beside.ts';
import {containers} from '../../source/resources/containers/containers.ts';
import {container} from '../resources/container-view.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

const web = container({id: 'web', name: 'web'});
const logs = (id: string) => [{kind: 'container', id, name: id}] as const;
const shown = (id: string): Beside['shown'] & object => ({id, logs: logs(id)});

test.each<[string, Beside | undefined, number, Beside]>([
	['waits for the first row to be rested on', undefined, 1000, {selected: 'web', since: 1000}],
	[
		'is there a second later',
		{selected: 'web', since: 1000},
		2000,
		{selected: 'web', since: 1000, shown: shown('web')},
	],
	[
		'keeps the row before while the selection moves',
		{selected: 'api', since: 1000, shown: shown('db')},
		5000,
		{selected: 'web', since: 5000, shown: shown('db')},
	],
	[
		'does not go within that second',
		{selected: 'web', since: 5000, shown: shown('db')},
		5000,
		{selected: 'web', since: 5000, shown: shown('db')},
	],
	[
		'goes where the selection came to rest',
		{selected: 'web', since: 5000, shown: shown('db')},
		6000,
		{selected: 'web', since: 5000, shown: shown('web')},
	],
])('what stands beside a list %s', (_name, before, now, after) => {
	expect(nextBeside(containers, before, {...web, name: 'web'}, now)).toEqual(after);
});

test('nothing stands beside a list without rows', () => {
	expect(nextBeside(containers, {selected: 'web', since: 1, shown: shown('web')}, undefined, 5)).toEqual({
		selected: undefined,
		since: 5,
	});
});

test.each([
	[80, 0],
	[139, 0],
	[140, 58],
	[200, 84],
	[400, 90],
])('a list in %i columns leaves %i to it', (columns, width) => {
	expect(besideWidth(columns)).toBe(width);
});

describe('the page beside a list', () => {
	let program: Program | undefined;

	afterEach(async () => {
		await program?.close();
		program = undefined;
	});

	const open = async (columns: number): Promise<Program> => {
		program = await openProgramOn({columns, rows: 40});
		const {screen, simulator} = program;
		simulator.machine.container('database').written.push({at: Date.now(), source: 'stdout', text: 'checkpoint done'});
		await screen.waitFor('6/6 tasks');
		await screen.press('2');
		await screen.waitFor(/CONTAINERS 7/);
		return program;
	};

	it('tells of the row that one comes to rest on, with the end of its log, and goes with :beside', async () => {
		const {screen} = await open(140);
		expect(screen.text().join('\n')).not.toContain('CONTAINER ');
		await screen.press('j');
		await screen.waitFor(
			/CONTAINER database {2}● running[\s\S]*Image +postgres:17[\s\S]*Log, as it comes[\s\S]*checkpoint done/,
		);
		// The list keeps what matters.
		expect(screen.text().find(line => line.startsWith('●›database') || line.startsWith('● database'))).toMatch(
			/Up .*iB +[\d.]+%/,
		);
		await screen.press(':', ...'beside', keys.enter);
		await screen.waitFor(/IMAGE +WHY/);
		expect(screen.text().join('\n')).not.toContain('CONTAINER database');
	});

	it('does not stand where there is no room for both', async () => {
		const {screen} = await open(139);
		await screen.press('j', keys.control('l'));
		await screen.waitFor(/● database/);
		await screen.press('i');
		await screen.waitFor('CONTAINER database');
		await screen.press(keys.escape);
		await screen.waitFor(/CONTAINERS 7/);
		expect(screen.text().join('\n')).not.toContain('Log, as it comes');
	});
});
