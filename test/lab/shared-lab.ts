import {inject} from 'vitest';
import type {LabClient} from './lab.ts';
import {labClient} from './lab.ts';
import {eventually} from './process.ts';

/** Whether this run has a real engine: for `describe.skipIf(!hasLab)`. */
export const hasLab = 'folder' in inject('lab');

/**
 * The private engine, a swarm of one node, that all `*.engine.test.ts` files of a run share. A file removes what it
 * made; one that must kill or restart the engine starts its own with `startLab`.
 */
export const sharedLab = (): LabClient => {
	const lab = inject('lab');
	if ('missing' in lab) throw new Error(`There is no engine: ${lab.missing}`);
	return labClient(lab.folder);
};

/** Removes a stack from the shared lab, and waits until nothing of it is left that the next file could see. */
export const removeStack = async (name: string): Promise<void> => {
	const {docker} = sharedLab();
	const own = ['--quiet', '--filter', `label=com.docker.stack.namespace=${name}`];
	await eventually(`nothing of ${name} to be left`, async () => {
		await docker('stack', 'rm', name).catch(() => 'its network is still in use');
		const containers = await docker('ps', '--all', ...own);
		// Not all of them end on TERM.
		if (containers !== '') await docker('rm', '--force', ...containers.split('\n')).catch(() => 'it went meanwhile');
		return (containers === '' && (await docker('network', 'ls', ...own)) === '') || undefined;
	});
};
