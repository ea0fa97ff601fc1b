import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const rooms = readdirSync(join(root, 'source')).filter(name => statSync(join(root, 'source', name)).isDirectory());

it.each(rooms)('the drawing of the house has the room %s', room => {
	expect(text).toMatch(new RegExp(`^ {2}${room}/ {2,}\\S`, 'm'));
});

it('each file that it speaks of is there', () => {
	const whole = [...text.matchAll(/\b(?:source|test)\/[\w./-]+\.tsx?/g)].map(([path]) => path);
	const inRooms = [...text.matchAll(new RegExp(`(?<![/\\w])(?:${rooms.join('|')})/[\\w-]+\\.tsx?`, 'g'))].map(
		([path]) => `source/${path}`,
	);
	expect(whole.length + inRooms.length).toBeGreaterThan(20);
	expect([...whole, ...inRooms].filter(path => !existsSync(join(root, path)))).toEqual(['source/engine/NOUN.ts']);
});
