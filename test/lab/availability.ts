import {spawnSync} from 'node:child_process';
import {accessSync, constants} from 'node:fs';

/** Whether a private engine can be started here, or why not. */
export type Availability = {readonly available: true} | {readonly available: false; readonly reason: string};

/** Debian keeps the daemons in places that a person's PATH may lack. Those of an engine that is tried come first. */
export const searchPath = [process.env.TALLYMAN_ENGINE_PROGRAMS, process.env.PATH, '/usr/local/sbin:/usr/sbin:/sbin']
	.filter(folders => folders !== undefined)
	.join(':');

/** Where a program is on the lab's path, or undefined. */
export const whereIs = (program: string): string | undefined =>
	searchPath
		.split(':')
		.filter(Boolean)
		.map(folder => `${folder}/${program}`)
		.find(path => {
			try {
				accessSync(path, constants.X_OK);
				return true;
			} catch {
				// Not here, so the next folder is asked.
				return false;
			}
		});

const needed = ['dockerd', 'docker', 'containerd', 'runc', 'iptables', 'busybox', 'ip', 'tar', 'unshare'];

/** Tells whether engine tests can run: Linux, root, the programs that a lab needs, and namespaces of its own. */
export const engineTestsAvailable = (): Availability => {
	if (process.platform !== 'linux')
		return {available: false, reason: `a private dockerd needs Linux, this is ${process.platform}`};
	if (process.getuid?.() !== 0) return {available: false, reason: 'a private dockerd needs root'};
	const missing = needed.filter(program => whereIs(program) === undefined);
	if (missing.length > 0) return {available: false, reason: `not installed: ${missing.join(', ')}`};
	const namespaces = spawnSync('unshare', ['--net', '--mount', '--uts', 'true'], {encoding: 'utf8'});
	if (namespaces.status !== 0)
		return {available: false, reason: `no namespaces of its own: ${namespaces.stderr.trim()}`};
	return {available: true};
};

/** Whether a skipped engine test counts as a failure, as in CI. */
export const areEngineTestsRequired = (): boolean => process.env.TALLYMAN_ENGINE_TESTS === 'required';
