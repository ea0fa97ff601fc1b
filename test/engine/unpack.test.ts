import {
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {type Headers, pack} from 'tar-stream';
import {afterEach, beforeEach, describe, expect, it, test} from 'vitest';
import {packFiles} from '../../source/engine/pack-files.ts';
import {unpack, unpackTarget} from '../../source/engine/unpack.ts';

// Archives come from whoever runs in a container: nothing in them may write outside of the folder that was named.

let folder = '';
let root = '';
let outside = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tallyman-unpack-'));
	root = join(folder, 'root');
	outside = join(folder, 'outside');
	mkdirSync(root);
	mkdirSync(outside);
	writeFileSync(join(outside, 'secret'), 'kept');
});

afterEach(() => rmSync(folder, {recursive: true, force: true}));

type Piece = Headers & {readonly text?: string};

const archiveOf = (...pieces: readonly Piece[]): Readable => {
	const archive = pack();
	for (const {text, ...header} of pieces) archive.entry(header, text ?? '');
	archive.finalize();
	return Readable.from(archive);
};

const unpacked = (pieces: readonly Piece[], isOverwriting = false, top?: string) =>
	unpack(archiveOf(...pieces), {root, ...(top === undefined ? {} : {top})}, isOverwriting, () => undefined);

/** All that is below the folder that holds both, with what files say. */
const outsideNow = () => readdirSync(outside).map(name => `${name} ${readFileSync(join(outside, name), 'utf8')}`);

describe('an archive that would lead out of its folder', () => {
	test.each<[string, readonly Piece[]]>([
		['by its name', [{name: '../outside/secret', text: 'lost'}]],
		['by a name further in', [{name: 'a/../../outside/secret', text: 'lost'}]],
		[
			'by a link that it brings',
			[
				{name: 'a', type: 'symlink', linkname: '../outside'},
				{name: 'a/secret', text: 'lost'},
			],
		],
		[
			'by a link in place of a folder that it brings',
			[
				{name: 'a/', type: 'directory'},
				{name: 'a/b', type: 'symlink', linkname: '../../outside'},
				{name: 'a/b/', type: 'directory', mode: 0o700},
			],
		],
		['by a second name of what lies outside', [{name: 'a', type: 'link', linkname: '../outside/secret'}]],
		[
			'by a second name through a link',
			[
				{name: 'a', type: 'symlink', linkname: '../outside'},
				{name: 'b', type: 'link', linkname: 'a/secret'},
			],
		],
	])('%s', async (_, pieces) => {
		for (const isOverwriting of [false, true]) {
			await expect(unpacked(pieces, isOverwriting)).rejects.toThrow(/lead out|not written through/);
			expect(outsideNow()).toEqual(['secret kept']);
			rmSync(root, {recursive: true});
			mkdirSync(root);
		}
	});

	it('by a link that was there', async () => {
		symlinkSync(outside, join(root, 'a'));
		await expect(unpacked([{name: 'a/secret', text: 'lost'}], true)).rejects.toThrow('not written through');
		expect(outsideNow()).toEqual(['secret kept']);
	});

	it('by a file that is a link: the link is replaced, and what it leads to is not', async () => {
		symlinkSync(join(outside, 'secret'), join(root, 'a'));
		await expect(unpacked([{name: 'a', text: 'new'}])).rejects.toThrow('is there already');
		await unpacked([{name: 'a', text: 'new'}], true);
		expect(lstatSync(join(root, 'a')).isFile()).toBe(true);
		expect(outsideNow()).toEqual(['secret kept']);
	});

	it('by a second name of a link that it brings, written to afterwards', async () => {
		await unpacked(
			[
				{name: 'a', type: 'symlink', linkname: '../outside/secret'},
				{name: 'b', type: 'link', linkname: 'a'},
				{name: 'b', text: 'lost'},
			],
			true,
		);
		expect(outsideNow()).toEqual(['secret kept']);
		expect(readFileSync(join(root, 'b'), 'utf8')).toBe('lost');
	});

	it('by a name from the root, which is taken as one within it', async () => {
		await unpacked([{name: '/etc/hosts', text: 'inside'}]);
		expect(readFileSync(join(root, 'etc/hosts'), 'utf8')).toBe('inside');
	});
});

describe('what is there already', () => {
	it('is written over only where it may be', async () => {
		writeFileSync(join(root, 'a'), 'mine');
		await expect(unpacked([{name: 'a', text: 'new'}])).rejects.toThrow('is there already');
		expect(readFileSync(join(root, 'a'), 'utf8')).toBe('mine');
		await unpacked([{name: 'a', text: 'new'}], true);
		expect(readFileSync(join(root, 'a'), 'utf8')).toBe('new');
	});

	it('is no folder that a file replaces, and keeps its permissions', async () => {
		mkdirSync(join(root, 'a'), {mode: 0o711});
		await expect(unpacked([{name: 'a', text: 'new'}], true)).rejects.toThrow('is a folder');
		await unpacked([{name: 'a/', type: 'directory', mode: 0o777}]);
		expect(statSync(join(root, 'a')).mode & 0o777).toBe(0o711);
	});

	it('is told where it stops half-way', async () => {
		writeFileSync(join(root, 'c'), 'mine');
		const pieces = [{name: 'a', text: '1'}, {name: 'b', text: '2'}, {name: 'c', text: '3'}, {name: 'd'}];
		await expect(unpacked(pieces)).rejects.toThrow(
			`c is there already: it is not written over; 2 files are there in ${root}`,
		);
		expect(readdirSync(root)).toEqual(['a', 'b', 'c']);
	});
});

describe('a copy', () => {
	it('has files, folders that are closed, links and times; no lent rights and no devices', async () => {
		const mtime = new Date('2026-01-02T03:04:05Z');
		const result = await unpacked([
			{name: 'd/', type: 'directory', mode: 0o555},
			{name: 'd/f', text: 'text', mode: 0o4755, mtime},
			{name: 'd/l', type: 'symlink', linkname: 'f'},
			{name: 'd/h', type: 'link', linkname: 'd/f'},
			{name: 'd/p', type: 'fifo'},
			{name: 'd/c', type: 'character-device', devmajor: 1, devminor: 3},
		]);
		expect(result).toEqual({files: 3, bytes: 4, left: 2});
		expect(statSync(join(root, 'd')).mode & 0o7777).toBe(0o555);
		const told = statSync(join(root, 'd/f'));
		expect([told.mode & 0o7777, told.mtimeMs, told.nlink]).toEqual([0o755, mtime.getTime(), 2]);
		expect(readlinkSync(join(root, 'd/l'))).toBe('f');
		expect(existsSync(join(root, 'd/p'))).toBe(false);
	});

	it('is called as it was asked for', async () => {
		await unpacked(
			[
				{name: 'etc/', type: 'directory'},
				{name: 'etc/hosts', text: 'x'},
			],
			false,
			'copy',
		);
		expect(readFileSync(join(root, 'copy/hosts'), 'utf8')).toBe('x');
		expect(unpackTarget(root, false)).toEqual({root});
		expect(unpackTarget(join(root, 'new'), false)).toEqual({root, top: 'new'});
		expect(unpackTarget(join(root, 'new'), true)).toEqual({root: join(root, 'new')});
	});

	it('that is cut off says so', async () => {
		const whole = Buffer.concat(await archiveOf({name: 'a', text: 'x'.repeat(5000)}).toArray());
		const cut = Readable.from([whole.subarray(0, 2000)]);
		await expect(unpack(cut, {root}, false, () => undefined)).rejects.toThrow(/nothing was written|Unexpected end/);
	});

	it('is the same after it was packed, under another name', async () => {
		mkdirSync(join(outside, 'in/deep'), {recursive: true});
		const text = 'x'.repeat(300_000);
		writeFileSync(join(outside, 'in/deep/file'), text);
		symlinkSync('deep/file', join(outside, 'in/link'));
		const told: number[] = [];
		const {archive, result} = await packFiles(join(outside, 'in'), 'out', bytes => told.push(bytes));
		const done = await unpack(archive, {root}, false, () => undefined);
		expect(done).toEqual({files: 2, bytes: text.length, left: 0});
		expect(result()).toEqual({bytes: text.length, left: 0});
		expect(told.at(-1)).toBe(text.length);
		expect(readFileSync(join(root, 'out/deep/file'), 'utf8')).toBe(text);
		expect(readlinkSync(join(root, 'out/link'))).toBe('deep/file');
	});

	it('of nothing is none', async () => {
		await expect(packFiles(join(outside, 'none'), 'none', () => undefined)).rejects.toThrow('there is no');
	});
});
