import {afterEach, describe, it} from 'vitest';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

describe('sizes', () => {
	it.each([
		[20, 5, /needs 40x8/],
		[80, 24, /CONTAINERS (1-\d\/)?7/],
		[200, 60, 'CONTAINERS 7'],
	] as const)('works at %ix%i, or says what it needs', async (columns, rows, expected) => {
		const world = await openProgramOn({columns, rows});
		program = world;
		await world.screen.waitFor(
			typeof expected === 'string' ? expected : (lines: readonly string[]) => expected.test(lines.join('')),
		);
		world.screen.resize(90, 28);
		await world.screen.waitFor(/CONTAINERS (1-\d\/)?7/);
	});

	it('draws all of it anew at another size, whatever the terminal kept of what stood there', async () => {
		const world = await openProgramOn({columns: 80, rows: 24});
		program = world;
		const {screen} = world;
		await screen.waitFor(/CONTAINERS (1-\d\/)?7/);
		await screen.press('?');
		// The first line tells what is so just now.
		const seen = (): string =>
			screen
				.text()
				.slice(1)
				.map(line => line.trimEnd())
				.join('\n');
		const isWhole = (): boolean => screen.text().at(-1)?.includes('Esc back') === true;
		await screen.waitFor(isWhole);
		const small = seen();
		screen.resize(140, 40);
		await screen.waitFor(isWhole);
		const large = seen();
		screen.resize(80, 24);
		await screen.waitFor(() => seen() === small);
		screen.resize(140, 40);
		await screen.waitFor(() => seen() === large);
	});
});
