import {spawn} from 'node:child_process';
import {copyFileSync, linkSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {whereIs} from './availability.ts';
import {run} from './process.ts';

/** The one image of a lab: busybox, which serves a page on port 80 when asked to, and ends at once on TERM. */
export const labImage = 'lab/busybox:1';

/** What a lab's containers run unless told otherwise: PID 1 of its own accord would ignore TERM. */
export const idle = 'trap exit TERM INT; while :; do sleep 1 & wait $!; done';

/** Makes the image from the busybox of this machine, for no registry can be reached. */
export const importImage = async (folder: string, env: NodeJS.ProcessEnv): Promise<void> => {
	const busybox = whereIs('busybox');
	if (busybox === undefined) throw new Error('busybox is not installed');
	const root = join(folder, 'image');
	for (const name of ['bin', 'www', 'tmp', 'etc']) mkdirSync(join(root, name), {recursive: true});
	copyFileSync(busybox, join(root, 'bin/busybox'));
	for (const applet of new Set((await run(busybox, ['--list'])).split('\n').filter(Boolean))) {
		if (applet !== 'busybox') linkSync(join(root, 'bin/busybox'), join(root, 'bin', applet));
	}
	writeFileSync(join(root, 'www/index.html'), 'hello from the lab\n');
	writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/:/bin/sh\n');
	const change = (text: string): string[] => ['-c', text];
	const args = [...change('ENV PATH=/bin'), ...change(`CMD ${JSON.stringify(['sh', '-c', idle])}`)];
	await new Promise<void>((resolve, reject) => {
		const tar = spawn('tar', ['-C', root, '-c', '.'], {stdio: ['ignore', 'pipe', 'inherit']});
		const docker = spawn('docker', ['import', ...args, '-', labImage], {
			env,
			stdio: [tar.stdout, 'ignore', 'inherit'],
		});
		tar.on('error', reject);
		docker.on('error', reject);
		docker.on('close', code => (code === 0 ? resolve() : reject(new Error(`docker import ended with ${code}`))));
	});
};
