import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
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

/** Sets what must be set before React loads, then hands over. Runs on any Node, so that an old one gets a sentence. */
const launcher = `#!/usr/bin/env node
import module from 'node:module';
if (Number.parseInt(process.versions.node, 10) < 22) {
	console.error(\`tallyman needs Node 22.12 or newer; this is \${process.version}.\`);
	process.exit(2);
}
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
		charset: 'utf8',
		chunkNames: '[name]-[hash]',
		define: {
			'process.env.NODE_ENV': '"production"',
			'process.env.TALLYMAN_VERSION': JSON.stringify(manifest.version),
		},
		banner: {
			js: "import {createRequire as _createRequire} from 'node:module';const require=_createRequire(import.meta.url);",
		},
		plugins: [leaveOut],
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
