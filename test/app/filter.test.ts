import {afterEach, expect, test} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

test('a filter that is not understood hides nothing and is told, while it is typed and after', async () => {
	program = await openProgramOn();
	const {screen} = program;
	await screen.waitFor(/sick/);
	await screen.press('2', '/', ...'colour=red');
	await screen.waitFor(/\/colour=red +no field colour: label/);
	await screen.press(keys.enter);
	await screen.waitFor(/filter: no field colour: label state/);
	expect(screen.text().join('\n')).toMatch(/CONTAINERS 7/);
	await screen.press(keys.escape);
	await screen.waitFor(lines => !lines.some(line => line.includes('no field')));
	await screen.press('/', ...'unhealthy', keys.enter);
	await screen.waitFor(/CONTAINERS 1\/7/);
	expect(screen.text().join('\n')).toMatch(/sick/);
});
