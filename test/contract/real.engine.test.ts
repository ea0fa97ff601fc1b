import {describe} from 'vitest';
import {labImage} from '../lab/image.ts';
import {startLab} from '../lab/lab.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';
import {keepContract} from './contract.ts';
import type {Scene} from './scene.ts';
import {longLine} from './scene.ts';

const talkative = [
	'trap exit TERM',
	'echo to stdout',
	'echo to stderr >&2',
	`head -c ${longLine} /dev/zero | tr "\\000" x; echo`,
	'while :; do echo tick; sleep 0.5 & wait $!; done',
].join('\n');

const open = async (): Promise<Scene> => {
	const lab = sharedLab();
	const loner = await startLab();
	const names = {running: 'contract-running', victim: 'contract-victim', exited: 'contract-exited'};
	await lab.docker('run', '-d', '--name', names.running, '-e', 'GREETING=hello', labImage, 'sh', '-c', talkative);
	await lab.docker('run', '-d', '--name', names.victim, labImage, 'sh', '-c', talkative);
	await lab.docker('run', '-d', '--name', names.exited, labImage, 'sh', '-c', 'exit 3');
	const options = ['--detach', '--no-resolve-image', '--replicas', '2', '--name', 'contract-web'];
	await lab.docker('service', 'create', ...options, labImage, 'sh', '-c', `echo here\n${talkative}`);
	return {
		...names,
		service: 'contract-web',
		serviceLine: /^here$/,
		isSimulated: false,
		address: {name: 'lab', url: lab.url, origin: 'test'},
		loner: {name: 'loner', url: loner.url, origin: 'test'},
		end: async () => {
			await loner.stop();
			await lab.docker('service', 'rm', 'contract-web').catch(() => '');
			await lab.docker('rm', '-f', ...Object.values(names)).catch(() => '');
		},
	};
};

describe.skipIf(!hasLab)('a real engine', () => keepContract(open));
