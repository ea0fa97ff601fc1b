import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {builtinModules} from 'node:module';
import {basename, join} from 'node:path';
import {parseArgs} from 'node:util';
import type {BuildResult, Plugin} from 'esbuild';
import {build} from 'esbuild';
import manifest from '../package.json' with {type: 'json'};

const root = join(import.meta.dirname, '..');

/**
 * What the bundle leaves out. dockerode loads these eagerly for its own transport, ssh, BuildKit sessions and image
 * builds, none of which goes through it here: they would be most of the bundle and 150 ms of every start.
 */
const absentees = [
	'docker-modem',
	'@grpc/grpc-js',
	'@grpc/proto-loader',
	'protobufjs',
	'tar-fs',
	'@balena/dockerignore',
];

const escaped = (name: string): string => name.replace(/[/.*+?^${}()|[\]\\]/g, '\\$&');

/** A module whose every member can be looked up, and says what it is when it is used. */
const absent = (name: string): string => `module.exports = new Proxy({}, {
	get: () => function () { throw new Error(${JSON.stringify(`${name} is not part of this bundle`)}); },
});`;

const leaveOut: Plugin = {
	name: 'leave-out',
	setup({onResolve, onLoad}) {
		onResolve({filter: new RegExp(`^(?:${absentees.map(escaped).join('|')})$`)}, ({path}) => ({
			path,
			namespace: 'absent',
		}));
		onLoad({filter: /.*/, namespace: 'absent'}, ({path}) => ({contents: absent(path), loader: 'js'}));
		// Ink imports it for DEV=true alone.
		onResolve({filter: /^react-devtools-core$/}, ({path}) => ({path, namespace: 'empty'}));
		onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'export default {};', loader: 'js'}));
	},
};

/** What a package does when it is loaded and few runs need, done when it is first needed: one text becomes another. */
type Postponement = {
	readonly file: RegExp;
	readonly changes: ReadonlyArray<{readonly from: string; readonly to: string}>;
};

const postponements: readonly Postponement[] = [
	{
		file: /\/meow\/build\/dependencies\.js$/,
		changes: [
			{
				// Tables of licences and hosts, for package.json files that a program without one never reads: 39 ms.
				from: `var normalizeExports = requireNormalize();
const normalizePackageData = getDefaultExportFromCjs(normalizeExports);`,
				to: 'const normalizePackageData = data => requireNormalize()(data);',
			},
			// Nothing uses what this makes, and it loads all of node:child_process.
			{from: '\npromisify(execFile);', to: ''},
		],
	},
	{
		// It fetches its WebAssembly from a data: address, for which Node loads all of fetch: 66 ms.
		file: /\/yoga-layout\/dist\/binaries\/yoga-wasm-base64-esm\.js$/,
		changes: [{from: 'w||"function"!=typeof fetch?', to: 'true?'}],
	},
	{
		// Reading this pattern unfolds every emoji sequence that there is, 27 ms, also where it is a literal.
		file: /\/string-width\/index\.js$/,
		changes: [
			{
				from: 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
				to: `let rgiEmoji;
const rgiEmojiRegex = {test: text => (rgiEmoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text)};`,
			},
		],
	},
];

/** A module of ours in place of one that Ink uses: `from` as it is imported by files that `by` fits. */
type DropIn = {readonly from: RegExp; readonly by: RegExp; readonly file: string; readonly member: string};

const inInk = /\/ink\/build\/[^/]+$/;

/** They give what the originals give, sooner: see test/drop-ins. */
const dropIns: readonly DropIn[] = [
	{from: /^\.\/output\.js$/, by: inInk, file: 'output.ts', member: 'createOutput'},
	{
		from: /^\.\/squash-text-nodes\.js$/,
		by: inInk,
		file: 'squash-text-nodes.ts',
		member: 'squashTextNodes',
	},
	{from: /^widest-line$/, by: inInk, file: 'widest-line.ts', member: 'widestLine'},
	{from: /^string-width$/, by: /./, file: 'string-width.ts', member: 'stringWidth'},
];

const dropInFolder = join(root, 'source/drop-ins/');

const dropIn: Plugin = {
	name: 'drop-in',
	setup({onResolve, onLoad, onEnd}) {
		for (const {from, by, file} of dropIns) {
			onResolve({filter: from}, ({importer}) =>
				// A drop-in asks the original what it does not know.
				by.test(importer) && !importer.startsWith(dropInFolder) ? {path: file, namespace: 'drop-in'} : undefined,
			);
		}
		onLoad({filter: /.*/, namespace: 'drop-in'}, ({path}) => ({
			contents: `export {${dropIns.find(({file}) => file === path)?.member} as default} from './${path}';`,
			resolveDir: dropInFolder,
		}));
		onEnd(({metafile}) => {
			const inputs = metafile?.inputs ?? {};
			const idle = dropIns.filter(({file}) => inputs[`drop-in:${file}`] === undefined);
			if (inputs['node_modules/ink/build/ink.js'] === undefined || idle.length === 0) return undefined;
			return {errors: idle.map(({file}) => ({text: `Nothing imports what ${file} stands for: did Ink change?`}))};
		});
	},
};

const builtin = new RegExp(
	`^(?:node:)?(?:${builtinModules.map(name => escaped(name.replace(/^node:/, ''))).join('|')})$`,
);

/** Parts of Node that few runs need, or later: each is loaded when one of its members is first looked up. */
const lateBuiltins: ReadonlySet<string> = new Set(
	['assert', 'child_process', 'crypto', 'fs/promises', 'https', 'tls', 'util', 'zlib'].map(name => `node:${name}`),
);
/** Packages that a first screen does without, put off like that: YAML is for a page of it, patterns for a filter. */
const latePackages: readonly string[] = ['re2js', 'yaml'];

/** A module of these members, each of which is looked up in `source` when it is used. */
const late = (members: readonly string[], source: string): string =>
	`for (const member of ${JSON.stringify(members)}) Object.defineProperty(exports, member, {
		enumerable: true,
		get: () => ${source}[member],
	});`;

const postpone: Plugin = {
	name: 'postpone',
	setup({onLoad, onResolve}) {
		for (const {file, changes} of postponements) {
			onLoad({filter: file}, ({path}) => {
				let contents = readFileSync(path, 'utf8');
				for (const {from, to} of changes) {
					if (!contents.includes(from))
						throw new Error(`${path} changed: look at what scripts/build.ts postpones in it`);
					contents = contents.replace(from, () => to);
				}
				return {contents, loader: 'js'};
			});
		}
		// An import statement makes Node read every member of a module of its own, and so all of fetch for node:http.
		onResolve({filter: builtin}, ({path, kind}) =>
			kind === 'dynamic-import'
				? {path, external: true}
				: {path: path.replace(/^(?:node:)?/, 'node:'), namespace: 'builtin'},
		);
		onLoad({filter: /.*/, namespace: 'builtin'}, ({path}) => {
			const name = JSON.stringify(path);
			const members = lateBuiltins.has(path) ? Object.keys(process.getBuiltinModule(path) ?? {}) : [];
			const source = `process.getBuiltinModule(${name})`;
			const contents = members.length === 0 ? `module.exports = ${source};` : late(members, source);
			return {contents, loader: 'js'};
		});
		onResolve({filter: new RegExp(`^(?:${latePackages.join('|')})$`)}, ({path, namespace}) =>
			namespace === 'late' ? undefined : {path, namespace: 'late'},
		);
		onLoad({filter: /.*/, namespace: 'late'}, async ({path}) => ({
			contents: late(Object.keys(await import(path)), `require(${JSON.stringify(path)})`),
			resolveDir: root,
			loader: 'js',
		}));
	},
};

/**
 * What esbuild asks of every member of a module that it wraps. Node makes some members of its modules when they are
 * described, and loads what they need: workers, and the streams of the process, for node:util.
 */
const asDescribed = '!(desc=__getOwnPropDesc(from,key))||desc.enumerable';
const asEnumerable = 'Object.prototype.propertyIsEnumerable.call(from,key)';

/** Describes no member of a module before it is used. */
const describeNothing: Plugin = {
	name: 'describe-nothing',
	setup({onEnd}) {
		onEnd(({outputFiles = []}) => {
			const found = outputFiles.filter(({text}) => text.includes(asDescribed));
			for (const file of found) file.contents = Buffer.from(file.text.replace(asDescribed, () => asEnumerable));
			return found.length > 0 ? undefined : {errors: [{text: 'esbuild describes members in another way now'}]};
		});
	},
};

/** Sets what must be set before React loads, then hands over. Runs on any Node, so that an old one gets a sentence. */
const launcher = `#!/usr/bin/env node
import module from 'node:module';
import v8 from 'node:v8';
if (Number.parseInt(process.versions.node, 10) < 22) {
	console.error(\`tallyman needs Node 22.12 or newer; this is \${process.version}.\`);
	process.exit(2);
}
// Half the memory at the cost of a few more small collections: what is drawn is soon forgotten.
v8.setFlagsFromString('--semi-space-growth-factor=1');
process.env.NODE_ENV = 'production';
module.enableCompileCache?.();
await import('./cli.js');
`;

// A program that runs from here must not find a file half written when nothing in it changes.
const isSame = (path: string, contents: Uint8Array): boolean => existsSync(path) && readFileSync(path).equals(contents);

/** Bundles `entry` (which becomes cli.js) into `outdir`, and removes what an earlier build left there. */
export const bundle = async (entry = join(root, 'cli.tsx'), outdir = join(root, 'dist')): Promise<BuildResult> => {
	const result = await build({
		absWorkingDir: root,
		entryPoints: [{in: entry, out: 'cli'}],
		outdir,
		write: false,
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node22',
		jsx: 'automatic',
		// Names stay readable in stack traces; they are a small part of the size.
		minifyWhitespace: true,
		minifySyntax: true,
		// A crash shows the lines around it: they must not be a megabyte long.
		lineLimit: 120,
		legalComments: 'eof',
		chunkNames: '[name]-[hash]',
		inject: [join(import.meta.dirname, 'lazy-segmenter.ts')],
		define: {
			'Intl.Segmenter': 'LazySegmenter',
			'process.env.NODE_ENV': '"production"',
			'process.env.TALLYMAN_VERSION': JSON.stringify(manifest.version),
		},
		banner: {
			js: "import {createRequire as _createRequire} from 'node:module';const require=_createRequire(import.meta.url);",
		},
		plugins: [leaveOut, dropIn, postpone, describeNothing],
		metafile: true,
		logLevel: 'warning',
	});
	mkdirSync(outdir, {recursive: true});
	const written = new Set(['tallyman.js']);
	for (const file of result.outputFiles) {
		written.add(basename(file.path));
		if (!isSame(file.path, file.contents)) writeFileSync(file.path, file.contents);
	}
	const start = join(outdir, 'tallyman.js');
	if (!isSame(start, Buffer.from(launcher))) writeFileSync(start, launcher, {mode: 0o755});
	for (const name of readdirSync(outdir)) if (!written.has(name)) rmSync(join(outdir, name), {recursive: true});
	return result;
};

const report = ({metafile}: BuildResult): void => {
	for (const [path, {bytes, inputs}] of Object.entries(metafile?.outputs ?? {})) {
		console.log(`${(bytes / 1000).toFixed(0).padStart(7)} kB  ${path}`);
		const parts = Object.entries(inputs).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput);
		for (const [input, part] of parts.slice(0, 12)) {
			console.log(`${(part.bytesInOutput / 1000).toFixed(1).padStart(15)} kB  ${input}`);
		}
	}
};

if (import.meta.main) {
	const {values, positionals} = parseArgs({options: {verbose: {type: 'boolean'}}, allowPositionals: true});
	try {
		const result = await bundle(...positionals);
		if (values.verbose) report(result);
	} catch {
		// esbuild has printed what is wrong and where.
		process.exitCode = 1;
	}
}
