import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {labImage} from '../lab/image.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';

describe.skipIf(!hasLab)('a container of a real engine is made anew', () => {
	const {signal} = new AbortController();
	let engine: Engine;
	let standing = '';

	const docker = (...args: readonly string[]): Promise<string> => sharedLab().docker(...args);
	const news = {
		tell: () => undefined,
		stands: (what: string) => {
			standing = what;
		},
	};

	const image = async (name: string, ...changes: readonly string[]): Promise<void> => {
		await docker('commit', ...changes.flatMap(change => ['-c', change]), 'keel-base', name);
	};

	/** What is to be the same before and after. */
	const known = async () => {
		const [told] = JSON.parse(await docker('inspect', 'keel'));
		const {Binds: binds, ...host} = told.HostConfig;
		const short = told.Id.slice(0, 12);
		return {
			id: told.Id,
			env: told.Config.Env.toSorted(),
			labels: told.Config.Labels,
			isRunning: told.State.Running,
			same: {
				host,
				health: told.Config.Healthcheck,
				ports: told.NetworkSettings.Ports,
				mounts: told.Mounts.map(({Name, Destination, RW}: {Name: string; Destination: string; RW: boolean}) =>
					[Destination, Name, RW].join(' '),
				).toSorted(),
				networks: Object.entries<{Aliases: string[]; IPAMConfig: {IPv4Address?: string} | null}>(
					told.NetworkSettings.Networks,
				)
					.map(([name, {Aliases, IPAMConfig}]) => [
						name,
						Aliases.filter(alias => alias !== short),
						IPAMConfig?.IPv4Address,
					])
					.toSorted(),
			},
			binds,
		};
	};

	beforeAll(async () => {
		engine = await connectEngine({name: 'lab', url: sharedLab().url, origin: 'test'}, signal);
		await docker('create', '--name', 'keel-base', labImage);
		await image('keel:1', 'ENV A=old', 'LABEL tier=old');
		await image('keel:2', 'ENV A=new', 'LABEL tier=new');
		await image('keel:none', 'CMD ["/nothing"]');
		await image('keel:ends', 'CMD ["sh", "-c", "exit 3"]');
		await docker('network', 'create', '--subnet', '10.99.7.0/24', 'keel-front');
		await docker('network', 'create', 'keel-back');
		await docker(
			...['create', '--name', 'keel', '--network', 'keel-front', '--ip', '10.99.7.7', '--network-alias', 'bow'],
			...['-v', 'keel-data:/data:ro', '-v', '/log', '-p', '127.0.0.1:18477:80', '-e', 'B=2', '-l', 'own=1'],
			...['-m', '64m', '--restart', 'unless-stopped', '--health-interval', '0.5s', '--health-retries', '1'],
			...['--health-cmd', 'true', 'keel:1'],
		);
		await docker('network', 'connect', '--alias', 'stern', 'keel-back', 'keel');
		await docker('start', 'keel');
		await docker('exec', 'keel', 'sh', '-c', 'echo kept > /log/line');
	});

	afterAll(async () => {
		engine?.close();
		await docker('rm', '-fv', 'keel', 'keel-old', 'keel-base').catch(() => undefined);
		await docker('volume', 'rm', 'keel-data').catch(() => undefined);
		await docker('network', 'rm', 'keel-front', 'keel-back').catch(() => undefined);
		await docker('rmi', ...['1', '2', 'none', 'ends'].map(tag => `keel:${tag}`)).catch(() => undefined);
	});

	const recreate = async (reference: string, trial = 1000): Promise<boolean> =>
		engine.containers.recreate((await known()).id, {image: reference, isPulled: false, trial}, news, signal);

	it('with the same networks, volumes, ports and limits, and what the new image sets', async () => {
		const before = await known();
		expect(await engine.containers.recreatable(before.id, signal)).toEqual({
			image: 'keel:1',
			isRemovedWhenStopped: false,
			hasHealthCheck: true,
			hasChosenPort: false,
			isImageKnown: true,
		});
		expect(await recreate('keel:2')).toBe(true);
		const after = await known();
		expect(after.id).not.toBe(before.id);
		expect(after.same).toEqual(before.same);
		expect(after.env).toEqual(['A=new', 'B=2', 'PATH=/bin']);
		expect(after.labels).toEqual({own: '1', tier: 'new'});
		expect(await docker('exec', 'keel', 'cat', '/log/line')).toBe('kept');
		expect(await docker('ps', '-aq', '--filter', 'name=keel-old')).toBe('');
	});

	it.each([
		['keel:none', /\/nothing/],
		['keel:ends', /ended with exit code 3|unhealthy|ended, and was restarted/],
	])('and put back where %s does not run', async (reference, why) => {
		const before = await known();
		await expect(recreate(reference)).rejects.toThrow(why);
		expect(standing).toBe('the old one is keel again, and runs');
		expect(await known()).toEqual(before);
		expect(await docker('ps', '-aq', '--filter', 'name=keel-old')).toBe('');
	});

	it('without being started where it did not run', async () => {
		await docker('stop', 'keel');
		expect(await recreate('keel:2')).toBe(false);
		const after = await known();
		expect(after.isRunning).toBe(false);
	});
});
