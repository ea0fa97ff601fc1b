import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {ofAllKinds} from '../../source/resources/registry.ts';

const root = join(import.meta.dirname, '../..');

const sources = [
	'cli.tsx',
	'source/main.ts',
	'source/keys.ts',
	...['app', 'ui'].flatMap(room =>
		readdirSync(join(root, 'source', room), {recursive: true, encoding: 'utf8'}).map(name => `source/${room}/${name}`),
	),
].filter(name => /\.tsx?$/.test(name));

/** What stands in quotes, without comments. */
const texts = (source: string): readonly string[] =>
	[...source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '').matchAll(/(['"`])(.*?)\1/g)].map(
		([, , text = '']) => text,
	);

/** Docker's own words for what is no kind of ours: where a log comes from, fields of its templates, and a figure. */
const allowed: Readonly<Record<string, readonly string[]>> = {
	// The program's own settings are printed by that word.
	'cli.tsx': ['config'],
	'source/app/log/merged-by-time.ts': ['container'],
	'source/app/once/once-template.ts': ['Container', 'network'],
	'source/app/places/overview.tsx': ['Network'],
};

it.each(sources)('%s names no kind', name => {
	const names = ofAllKinds(({table, singular, title}) => [table.id, singular, title]).flat();
	// By itself, or as the folder of its record; a sentence may speak of what there is.
	const named = new RegExp(`^(?:${names.join('|')})$|/resources/(?:${names.join('|')})/`, 'i');
	const found = texts(readFileSync(join(root, name), 'utf8')).filter(text => named.test(text));
	expect(found.filter(text => allowed[name]?.includes(text) !== true)).toEqual([]);
});
