import {existsSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {labImage} from './image.ts';
import type {Lab} from './lab.ts';
import {startLab} from './lab.ts';
import {eventually, isAlive} from './process.ts';
import {hasLab, removeStack, sharedLab} from './shared-lab.ts';
import {getStartedLab} from './stack.ts';

describe.skipIf(!hasLab)('the shared lab', () => {
	afterAll(() => removeStack('getstartedlab'));

	it('deploys the getstartedlab stack and reaches 5/5', async () => {
		const lab = sharedLab();
		await lab.dockerWith(getStartedLab, 'stack', 'deploy', '-c', '-', '--resolve-image', 'never', 'getstartedlab');
		const replicas = await eventually('5/5', async () => {
			const text = await lab.docker(
				'service',
				'ls',
				'--filter',
				'name=getstartedlab',
				'--format',
				'{{.Name}} {{.Replicas}}',
			);
			return text === 'getstartedlab_web 5/5' ? text : undefined;
		});
		expect(replicas).toBe('getstartedlab_web 5/5');
	});
});

describe.skipIf(!hasLab)('a lab of its own', () => {
	let lab: Lab;

	beforeAll(async () => {
		lab = await startLab();
	});

	afterAll(async () => {
		await lab.stop();
	});

	it('comes back on the same data after it was killed, and leaves nothing behind', async () => {
		await lab.docker('run', '-d', '--name', 'survivor', labImage);
		const pid = Number(await lab.docker('inspect', '--format', '{{.State.Pid}}', 'survivor'));
		await lab.kill();
		expect(isAlive(pid)).toBe(false);
		expect(existsSync(lab.socketPath)).toBe(true);
		await expect(lab.docker('ps')).rejects.toThrow('Cannot connect');
		await lab.restart();
		expect(await lab.docker('ps', '-a', '--format', '{{.Names}} {{.State}}')).toBe('survivor exited');
		await lab.stop();
		expect(existsSync(lab.folder)).toBe(false);
	});
});
