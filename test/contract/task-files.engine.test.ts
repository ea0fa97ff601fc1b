import {describe} from 'vitest';
import {labImage} from '../lab/image.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';
import {keepTaskFileContract, type TaskFileScene} from './task-file-contract.ts';

const services = ['contract_one', 'contract_two'];
const name = 'contract_file';

const open = async (): Promise<TaskFileScene> => {
	const lab = sharedLab();
	await lab.dockerWith('secret text', 'secret', 'create', name, '-');
	await lab.dockerWith('config text', 'config', 'create', name, '-');
	const files = ['--secret', name, '--config', `source=${name},target=/etc/${name}`];
	const usual = ['--detach', '--no-resolve-image', '--replicas', '0', '--endpoint-mode', 'dnsrr'];
	for (const service of services)
		await lab.docker('service', 'create', ...usual, '--name', service, ...files, labImage);
	return {
		address: {name: 'lab', url: lab.url, origin: 'test'},
		end: async () => {
			await lab.docker('service', 'rm', ...services).catch(() => '');
			for (const noun of ['secret', 'config']) {
				const left = (await lab.docker(noun, 'ls', '--format', '{{.Name}}')).split('\n').filter(file => file !== '');
				for (const file of left) await lab.docker(noun, 'rm', file).catch(() => '');
			}
		},
	};
};

describe.skipIf(!hasLab)('secrets and configs of a real engine', () => keepTaskFileContract(open));
