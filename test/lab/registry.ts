import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {searchPath, whereIs} from './availability.ts';
import {paths} from './daemon.ts';
import type {LabClient} from './lab.ts';
import {eventually, run} from './process.ts';

/** A registry that only a lab's engine reaches, on its loopback, where plain HTTP is taken. */
export type Registry = {
	/** `127.0.0.1:5000`. */
	readonly host: string;
	readonly user: string;
	readonly password: string;
	stop(): Promise<void>;
};

/** Whether a registry is installed. */
export const hasRegistry = whereIs('docker-registry') !== undefined;

const password = 'over the sea';

// bcrypt of the password above, with as few rounds as it takes.
const passwords = 'mate:$2b$05$abcdefghijklmnopqrstuu7tqfpKZRUOaNdit5ndMe8U3RTIKLY4K\n';

/** Starts a registry with a password in the network of a lab's engine. */
export const startRegistry = async (lab: LabClient, port = 5000): Promise<Registry> => {
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-registry-'));
	const host = `127.0.0.1:${port}`;
	writeFileSync(join(folder, 'passwords'), passwords);
	writeFileSync(
		join(folder, 'config.yml'),
		[
			'version: 0.1',
			`storage: {filesystem: {rootdirectory: ${folder}/data}, delete: {enabled: true}}`,
			`http: {addr: '${host}'}`,
			`auth: {htpasswd: {realm: lab, path: ${folder}/passwords}}`,
			'log: {level: error}',
		].join('\n'),
	);
	const pid = readFileSync(paths(lab.folder).pidFile, 'utf8').trim();
	const inNetwork = [`--net=/proc/${pid}/ns/net`];
	const child = spawn('nsenter', [...inNetwork, 'docker-registry', 'serve', join(folder, 'config.yml')], {
		env: {PATH: searchPath},
		stdio: 'ignore',
	});
	const end = new Promise<void>(resolve => child.once('close', () => resolve()));
	await eventually('the registry to answer', () =>
		run('nsenter', [...inNetwork, 'bash', '-c', `exec 3<>/dev/tcp/127.0.0.1/${port}`])
			.then(() => true)
			.catch(() => undefined),
	);
	return {
		host,
		user: 'mate',
		password,
		async stop() {
			child.kill('SIGKILL');
			await end;
			rmSync(folder, {recursive: true, force: true});
		},
	};
};
