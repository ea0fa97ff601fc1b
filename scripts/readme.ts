import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Binding, bindings, displayKey} from '../source/keys.ts';
import {benchTable, scaleTable} from './bench-table.ts';
import {screenPicture} from './picture.ts';

// Renews the README's generated parts and its picture; with --check it only says what is stale.

const root = join(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');
let stale = 0;

const renew = (name: string, text: string): void => {
	const path = join(root, name);
	let old = '';
	try {
		old = readFileSync(path, 'utf8');
	} catch {
		// It is not there yet, so it is made.
	}
	if (old === text) return;
	if (isCheck) {
		stale++;
		console.error(`${name} is stale: npm run readme renews it`);
	} else writeFileSync(path, text);
};

const keysOf = (binding: Binding): string =>
	binding.keys.map(key => `\`${displayKey(key).replace('|', '\\|')}\``).join(' ');

const table = (group: Binding['group']): string => {
	const rows = bindings.filter(binding => binding.group === group && !binding.modes.every(mode => mode === 'connect'));
	return ['| key | what it does |', '|---|---|', ...rows.map(row => `| ${keysOf(row)} | ${row.help} |`)].join('\n');
};

const keyTables = [
	'Looking:',
	table('look'),
	'Acting (each asks first; gone with `--read-only`):',
	table('act'),
	'Moving:',
	table('move'),
].join('\n\n');

const help = execFileSync(process.execPath, [join(root, 'dist/tallyman.js'), '--help'], {encoding: 'utf8'});
const flags = `\`\`\`\n${help.replaceAll(/^ {2}/gm, '').trim()}\n\`\`\``;

const replacePart = (text: string, name: string, part: string): string => {
	const pattern = new RegExp(`(<!-- begin: ${name} -->)[\\s\\S]*?(<!-- end: ${name} -->)`);
	if (!pattern.test(text)) throw new Error(`README.md has no part ${name}`);
	return text.replace(pattern, (_, begin: string, end: string) => `${begin}\n\n${part}\n\n${end}`);
};

const largeFleets = ['simulator-200.json', 'simulator-1000.json', 'simulator-1000-200x60.json', 'simulator-5000.json'];

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const parts = {
	keys: keyTables,
	flags,
	bench: benchTable('lab-40.json'),
	start: benchTable('lab-40-start.json'),
	scale: scaleTable(largeFleets),
};
renew(
	'README.md',
	Object.entries(parts).reduce((text, [name, part]) => replacePart(text, name, part), readme),
);
renew('docs/screen.svg', await screenPicture());
if (stale > 0) process.exit(1);
