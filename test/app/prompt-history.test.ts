import {afterEach, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

it('what was typed before is had again by ↑, and what was being typed by ↓', async () => {
	program = await openProgramOn();
	const {screen} = program;
	const shows = (line: string) => screen.waitFor(lines => lines.some(shown => shown.trimEnd() === line));
	const prompt = async (key: string): Promise<void> => {
		await screen.press(key);
		await shows(key);
	};
	await screen.waitFor('6/6 tasks');
	for (const words of ['images', 'containers', 'images', 'containers']) {
		await prompt(':');
		await screen.press(...words, keys.enter);
		await screen.waitFor(`${words.toUpperCase()} `);
	}
	await prompt(':');
	await screen.press(keys.up);
	await shows(':containers');
	await screen.press(keys.control('p'));
	await shows(':images');
	// Each line once.
	await screen.press(keys.up);
	await screen.press(keys.control('n'));
	await shows(':containers');
	await screen.press(keys.down);
	await shows(':');
	// Of those that begin as what was typed.
	await screen.press(...'im', keys.up);
	await shows(':images');
	await screen.press(keys.up);
	await screen.press(keys.down);
	await shows(':im');
	await screen.press(keys.escape);
	await screen.waitFor(lines => !lines.some(line => line.startsWith(':')));
	// Filters are others than commands, and the list is narrowed at once.
	await prompt('/');
	await screen.press(...'stubborn', keys.enter);
	await screen.waitFor(lines => !lines.some(line => line.includes('database')));
	await screen.press(keys.escape);
	await screen.waitFor('database');
	await prompt('/');
	await screen.press(keys.up);
	await shows('/stubborn');
	await screen.waitFor(lines => !lines.some(line => line.includes('database')));
});
