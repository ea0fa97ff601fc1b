import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {idle, labImage} from '../lab/image.ts';
import {eventually} from '../lab/process.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';
import {openProgram} from './program.ts';
import {hasTerminal, type Terminal} from './terminal.ts';

/** How long a swarm may take for its tasks on a busy machine, ms. */
const patience = 60_000;

const goodImage = 'incident/api:1';
const brokenImage = 'incident/api:2';

/** What stands on a screen without figures, ages and the line of answers, which are others at each moment. */
const steady = (screen: readonly string[]): readonly string[] =>
	screen.slice(1, -2).map(line =>
		line
			.replaceAll(/[\d.<]+[a-zA-Z%]*/g, '#')
			.replaceAll(/\s+/g, ' ')
			.trim(),
	);

describe.skipIf(!hasLab || !hasTerminal)('an incident, worked by keys alone', () => {
	let terminal: Terminal;

	const lab = () => sharedLab();

	/** Makes an image that runs a script. */
	const makeImage = async (name: string, script: string): Promise<void> => {
		const seed = await lab().docker('create', labImage);
		await lab().docker('commit', '-c', `CMD ${JSON.stringify(['sh', '-c', script])}`, seed, name);
		await lab().docker('rm', seed);
	};

	/** Rows of the place on screen that stand for slots, by their glyph. */
	const slots = (screen: readonly string[], glyph: string): number =>
		screen.filter(line => new RegExp(`^${glyph} [123]  `).test(line)).length;

	beforeAll(async () => {
		await makeImage(goodImage, `echo ready to serve; ${idle}`);
		await makeImage(brokenImage, 'echo cannot read /etc/app.conf >&2; exit 7');
		await lab().docker(
			...['service', 'create', '-d', '--no-resolve-image', '--name', 'incident', '--replicas', '3'],
			// Two of three slots may fail: all of them are seen failing before the engine pauses.
			...['--update-parallelism', '1', '--update-max-failure-ratio', '0.7', '--update-monitor', '1m'],
			...['--rollback-parallelism', '0', '--rollback-monitor', '1s', '--restart-delay', '1s'],
			goodImage,
		);
		await eventually(
			'its tasks to run',
			async () =>
				(await lab().docker('service', 'ls', '--filter', 'name=incident')).includes('3/3') ? true : undefined,
			patience,
		);
		terminal = await openProgram(['--host', lab().url], {columns: 120, rows: 40});
	}, 2 * patience);

	afterAll(async () => {
		await terminal?.close();
		if (!hasLab) return;
		await lab().docker('service', 'rm', 'incident');
		await eventually('its containers to be gone', async () =>
			(await lab().docker('ps', '-aq', '--filter', 'label=com.docker.swarm.service.name=incident')) === ''
				? true
				: undefined,
		);
		await lab().docker('rmi', '-f', goodImage, brokenImage);
	}, patience);

	/** Presses a key once what it is about was seen, and waits for what it leads to. */
	const press = async (key: string, expected: Parameters<Terminal['waitFor']>[0]): Promise<void> => {
		await terminal.send(key);
		await terminal.waitFor(expected, patience);
	};

	it('goes from a broken update over its logs back, and into a shell', {timeout: 4 * patience}, async () => {
		await terminal.waitFor(/incident\s+replicated\s+3\/3/, patience);
		await press('3', screen => screen[2]?.includes('SERVICES') === true);
		await press('/', 'Enter keep');
		await terminal.type('incident');
		await terminal.waitFor('/incident');
		// The list was as narrow before Enter: what is pressed with it would be text.
		await press('Enter', screen => !screen.some(line => line.includes('Enter keep')));
		await terminal.waitFor(/SERVICES 1[\s/▴].*\n.*incident\s+replicated\s+3\/3/, patience);

		// The update, and how it fails slot by slot.
		await press('U', /update service incident\?[\s\S]*incident\/api:1/);
		await press('C-u', screen => !screen.some(line => /Image.*incident\/api:1/.test(line)));
		await terminal.type(brokenImage);
		await terminal.waitFor(/Image.*incident\/api:2/);
		await press('Enter', 'has begun; :update incident shows it');
		await press(':', 'Tab complete');
		await terminal.type('update');
		await terminal.waitFor(':update');
		await press('Enter', /Image\s+incident\/api:1 → incident\/api:2/);
		for (const count of [1, 2, 3]) await terminal.waitFor(screen => slots(screen, '✗') >= count, patience);
		const seen = await terminal.waitFor(/Verdict\s+✗ paused: exit 7/, patience);
		const text = seen.join('\n');
		expect(text).toMatch(/Replaced\s+0 of 3, 1 at a time, stop-first/);
		expect(text).toMatch(/Failures\s+3 slots; at most 2 may fail \(ratio 0\.7\) in 1m, else the engine pauses/);
		expect(text).toMatch(/✗ [123] {2}1 → 2 .*exit 7/);

		// Why: what it wrote last, and the log.
		await terminal.waitFor('cannot read /etc/app.conf', patience);
		await press('l', /LOG.*incident[\s\S]*cannot read \/etc\/app\.conf/i);
		await press('Escape', /UPDATE incident/);

		// Back, until that is through.
		await press('B', /roll back service incident\?[\s\S]*Image: incident\/api:2 → incident\/api:1/);
		await press('y', /Back to\s+incident\/api:2 → incident\/api:1/);
		await terminal.waitFor(/Verdict\s+● rolled back[\s\S]*Replaced\s+3 of 3/, patience);

		// A shell in one of its tasks, and what is on screen afterwards.
		await press('Escape', /SERVICES 1[\s/▴].*\n.*incident\s+replicated\s+3\/3/);
		await press('Enter', /TASKS/);
		await press('a', /TASKS .* running/);
		const before = steady(
			await terminal.waitFor(
				screen => screen.filter(line => /incident\.\d\s+running.*%$/.test(line)).length === 3,
				patience,
			),
		);
		const modes = await terminal.modes();
		await press('e', screen => screen.some(line => line.startsWith('── ')));
		await terminal.waitFor(/[#$]$/m, patience);
		await terminal.type('echo speaks$((40+2))');
		await terminal.waitFor('echo speaks$((40+2))');
		await press('Enter', 'speaks42');
		await terminal.type('exit 3');
		await terminal.waitFor('exit 3');
		await press('Enter', /a shell in incident\.\d ended, exit 3/);
		await terminal.waitFor(screen => JSON.stringify(steady(screen)) === JSON.stringify(before), patience);
		expect(await terminal.modes()).toBe(modes);
		await terminal.send('C-c');
		expect(await terminal.ended(patience)).toEqual({
			exitCode: 0,
			isAlternateScreen: false,
			isCursorVisible: true,
			isMouseReported: false,
			areModesRestored: true,
		});
	});
});
