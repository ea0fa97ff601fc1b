import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {main} from '../../source/main.ts';
import {labImage} from '../lab/image.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';
import {keys, openScreen, type Screen} from '../terminal/screen.ts';

/** How long a busy machine may take, ms. */
const patience = 90_000;

const names = ['page-busy', 'page-checked'];

describe.skipIf(!hasLab)('pages on a real engine, at 80x24', () => {
	let screen: Screen;

	const docker = (...words: readonly string[]): Promise<string> => sharedLab().docker(...words);

	const open = async (name: string): Promise<void> => {
		await screen.press(':', ...`inspect ${name}`, keys.enter);
		await screen.waitFor(`CONTAINER ${name}`, patience);
	};

	beforeAll(async () => {
		const busy = ['--cpus', '0.1', '--memory', '64m', '--memory-reservation', '32m'];
		await docker('run', '-d', '--name', 'page-busy', ...busy, labImage, 'sh', '-c', 'while :; do :; done');
		const check = ['--health-cmd', 'echo all is well', '--health-interval', '1s'];
		await docker('run', '-d', '--name', 'page-checked', ...check, labImage);
		const ended = Promise.withResolvers<number>();
		screen = await openScreen({
			columns: 80,
			rows: 24,
			start: streams => {
				const running = main({host: sharedLab().url, isDemo: false, isReadOnly: true}, streams);
				running.then(ended.resolve, ended.reject);
				return {stop: () => ended.promise.then(() => undefined)};
			},
		});
		await screen.waitFor('page-busy', patience);
	}, patience);

	afterAll(async () => {
		await screen.press(keys.control('c'));
		await screen.close();
		await docker('rm', '-f', ...names);
	}, patience);

	it(
		'has usage beside limits and what is held for it, and how often its limit held it back, above the fold',
		async () => {
			await open('page-busy');
			await screen.waitFor(
				/Memory +\S+ of 64MiB, 32MiB reserved\n[\s\S]*CPU +\S+ of 0\.1 CPUs, held back \d+% of the time[\s\S]*limit 10/,
				patience,
			);
			expect(screen.text().join('\n')).toMatch(/limit 64MiB/);
		},
		patience + 10_000,
	);

	it(
		'has processes with their CPU and memory',
		async () => {
			await screen.press('t');
			await screen.waitFor(/PID +USER +CPU% +MEM +UP +COMMAND *\n *\d+ +\S+ +[\d.]+ +\S+B +\S+ +sh -c while/, patience);
			await screen.press(keys.escape);
			// What comes right behind Esc would be one key with it.
			await screen.waitFor(lines => !lines.some(line => line.startsWith('CONTAINER page-busy')));
		},
		patience + 10_000,
	);

	it(
		'has health checks with what they said, how long they took, and how they went',
		async () => {
			await open('page-checked');
			await screen.waitFor(/Restarts +0/, patience);
			const told = /the last \d went well *\n● \S+ ago {2}[\d.]+m?s {2}all is well/;
			const scrolled = async (): Promise<string> => {
				const text = screen.text().join('\n');
				// One line down each time, until it is in sight; at the end from the top again.
				if (!told.test(text)) await screen.press(/lines \d+-(\d+) of \1\b/.test(text) ? 'g' : 'j');
				return text;
			};
			await expect.poll(scrolled, {timeout: patience, interval: 30}).toMatch(told);
		},
		patience + 10_000,
	);
});
