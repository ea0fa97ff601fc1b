import {extract, pack} from 'tar-stream';
import {insidePath, lastPart, parentPath} from '../model/file-entry.ts';
import {Refusal} from './refusal.ts';
import type {Route, Visit} from './route.ts';
import {momentText} from './words.ts';
import type {SimulatedContainer} from './world.ts';

/** By container, its files by path; folders are what files lie in. */
const written = new WeakMap<SimulatedContainer, Map<string, string>>();

const filesOf = (target: SimulatedContainer): Map<string, string> => {
	const known = written.get(target);
	if (known !== undefined) return known;
	const files = new Map([
		['/etc/hostname', `${target.id.slice(0, 12)}\n`],
		['/etc/hosts', `127.0.0.1\tlocalhost\n172.17.0.2\t${target.id.slice(0, 12)}\n`],
		['/srv/app/settings.json', '{"port": 80}\n'],
		['/tmp/cache', 'warm\n'],
		...target.volumes.map((bind): [string, string] => {
			const [name = '', place = ''] = bind.split(':');
			return [`${place}/notes`, `what ${name} holds\n`];
		}),
	]);
	written.set(target, files);
	return files;
};

const folders = (files: ReadonlyMap<string, string>): ReadonlySet<string> => {
	const all = new Set(['/']);
	for (const file of files.keys())
		for (let path = parentPath(file); path !== '/'; path = parentPath(path)) all.add(path);
	return all;
};

const asked = (visit: Visit) => {
	const target = visit.machine.container(visit.part(1));
	const typed = visit.query.get('path') ?? '';
	const path = insidePath(typed);
	const files = filesOf(target);
	const isFolder = folders(files).has(path);
	if (!isFolder && !files.has(path))
		throw new Refusal(404, `Could not find the file ${typed} in container ${target.name}`);
	return {target, path, files, isFolder, isInner: typed.endsWith('/.')};
};

// Go's bit of a directory, in which the engine tells it.
const directoryBit = 0x8000_0000;

const get = (visit: Visit): void => {
	const {path, files, isFolder, isInner, target} = asked(visit);
	const stat = {
		name: lastPart(path),
		size: files.get(path)?.length ?? 4096,
		mode: isFolder ? directoryBit + 0o755 : 0o644,
		mtime: momentText(target.createdAt),
		linkTarget: '',
	};
	visit.response.writeHead(200, {
		'content-type': 'application/x-tar',
		'x-docker-container-path-stat': Buffer.from(JSON.stringify(stat)).toString('base64'),
	});
	if (visit.response.req.method === 'HEAD') {
		visit.response.end();
		return;
	}
	const base = isInner ? '.' : lastPart(path);
	const named = (inner: string): string => `${base}${inner.slice(path === '/' ? 0 : path.length)}`;
	const mtime = new Date(target.createdAt);
	const archive = pack();
	for (const folder of [...folders(files)]
		.filter(inner => inner === path || inner.startsWith(path === '/' ? '/' : `${path}/`))
		.sort())
		archive.entry({name: folder === path ? `${base}/` : `${named(folder)}/`, type: 'directory', mode: 0o755, mtime});
	for (const [inner, text] of files)
		if (inner === path || inner.startsWith(path === '/' ? '/' : `${path}/`))
			archive.entry({name: named(inner), mode: 0o644, mtime}, text);
	archive.finalize();
	archive.pipe(visit.response);
};

const put = async (visit: Visit): Promise<void> => {
	const {path, files, isFolder} = asked(visit);
	if (!isFolder) throw new Refusal(400, 'extraction point is not a directory');
	const archive = extract();
	archive.end(Buffer.from(visit.body));
	for await (const entry of archive) {
		let text = '';
		for await (const chunk of entry) text += chunk.toString();
		if (entry.header.type === 'file') files.set(insidePath(`${path}/${entry.header.name}`), text);
	}
	visit.done(200);
};

/** Files of containers, as archives. */
export const archiveRoutes: readonly Route[] = [
	{method: 'GET', pattern: /^\/containers\/([^/]+)\/archive$/, answer: get},
	{
		method: 'PUT',
		pattern: /^\/containers\/([^/]+)\/archive$/,
		answer: visit => {
			put(visit).catch((error: unknown) =>
				visit.json(error instanceof Refusal ? error.status : 500, {
					message: error instanceof Error ? error.message : String(error),
				}),
			);
		},
	},
];
