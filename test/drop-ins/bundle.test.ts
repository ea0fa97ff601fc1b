import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {bundle} from '../../scripts/build.ts';

const folder = mkdtempSync(join(tmpdir(), 'tallyman-drop-ins-'));

afterAll(() => rmSync(folder, {recursive: true, force: true}));

test('random apps bundled with the drop-ins write, frame by frame, what they write with Ink as it is', async () => {
	const count = 150;
	await bundle(join(import.meta.dirname, 'run-frames.ts'), folder);
	const printed = execFileSync(process.execPath, [join(folder, 'tallyman.js'), String(count)], {
		env: {...process.env, FORCE_COLOR: '3', CI: ''},
		maxBuffer: 100_000_000,
		encoding: 'utf8',
	});
	const ours: readonly unknown[] = JSON.parse(printed);
	// Colours are counted when they are loaded.
	process.env.FORCE_COLOR = '3';
	const {randomFrames} = await import('./random-app.tsx');
	const inks = Array.from({length: count}, (_, seed) => randomFrames(seed, 4));
	expect(new Set(inks.flat()).size).toBeGreaterThan(count);
	expect(ours.length).toBe(count);
	for (const [seed, frames] of inks.entries()) expect(ours[seed], `seed ${seed}`).toEqual(frames);
});
