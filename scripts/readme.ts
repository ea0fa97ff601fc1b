import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {generalHelp, keyTable} from '../source/app/keys/key-table.ts';
import {logWords} from '../source/app/log/log-words.ts';
import {type Binding, displayKey} from '../source/keys.ts';
import {usualSettings} from '../source/settings/settings.ts';
import {barsTable} from './bars-table.ts';
import {benchTable, scaleTable} from './bench-table.ts';
import './load-tsx.ts';
import {screensPage, screenThumbnails} from './screens-page.ts';

// Renews the generated parts of both READMEs, the pictures and their page; with --check it only says what is stale.

// Ink colours the edges of boxes by what it finds of a terminal: pictures are the same wherever they are made.
process.env.FORCE_COLOR = '2';

// Its components are written in JSX.
const {screenPicture, screenPictures} = await import('./picture.ts');

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
	const rows = keyTable(usualSettings).filter(
		binding => binding.group === group && !binding.modes.every(mode => mode === 'connect'),
	);
	return ['| key | what it does |', '|---|---|', ...rows.map(row => `| ${keysOf(row)} | ${row.help} |`)].join('\n');
};

const generalTable = (): readonly string[] => {
	const rows = generalHelp();
	const lines = rows.map(({words, help}) => `| \`:${words}\` | ${help} |`);
	return rows.length === 0
		? []
		: ['Acting by a word (likewise):', ['| words | what it does |', '|---|---|', ...lines].join('\n')];
};

const keyTables = [
	'Looking:',
	table('look'),
	'Acting (each asks first; gone with `--read-only`):',
	table('act'),
	...generalTable(),
	'Moving:',
	table('move'),
	'In a log, after `:`:',
	['| word | what it does |', '|---|---|', ...logWords.map(({word, help}) => `| \`${word}\` | ${help} |`)].join('\n'),
].join('\n\n');

const help = execFileSync(process.execPath, [join(root, 'dist/tallyman.js'), '--help'], {encoding: 'utf8'});
const flags = `\`\`\`\n${help.replaceAll(/^ {2}/gm, '').trim()}\n\`\`\``;

const renewParts = (file: string, parts: Readonly<Record<string, string>>): void => {
	let text = readFileSync(join(root, file), 'utf8');
	for (const [name, part] of Object.entries(parts)) {
		const pattern = new RegExp(`(<!-- begin: ${name} -->)[\\s\\S]*?(<!-- end: ${name} -->)`);
		if (!pattern.test(text)) throw new Error(`${file} has no part ${name}`);
		text = text.replace(pattern, (_, begin: string, end: string) => `${begin}\n\n${part}\n\n${end}`);
	}
	renew(file, text);
};

const largeFleets = ['simulator-200.json', 'simulator-1000.json', 'simulator-1000-200x60.json', 'simulator-5000.json'];

renewParts('README.md', {
	keys: keyTables,
	flags,
	bars: barsTable(),
	screens: screenThumbnails(screenPictures.slice(1)),
});
renewParts('bench/README.md', {
	lab: benchTable('lab-40.json'),
	start: benchTable('lab-40-start.json'),
	recent: benchTable('lab-40-api-1.51.json'),
	ink: benchTable('ink-40.json'),
	scale: scaleTable(largeFleets),
});
for (const picture of screenPictures) renew(`docs/${picture.name}.svg`, await screenPicture(picture));
renew('docs/screens.md', screensPage(screenPictures));
if (stale > 0) process.exit(1);
