import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {idle, labImage} from '../lab/image.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';
import {keys} from '../terminal/screen.ts';
import {openScreenOn} from './program.ts';

describe.skipIf(!hasLab)('a container that is run on a real engine', () => {
	let opened: Awaited<ReturnType<typeof openScreenOn>>;

	const typed = async (words: string): Promise<void> => {
		const {screen} = opened;
		await screen.press(':');
		await screen.waitFor(lines => lines.some(line => line.startsWith(':')));
		await screen.press(...words, keys.enter);
	};

	beforeAll(async () => {
		opened = await openScreenOn({host: sharedLab().url, columns: 140, rows: 40});
		await opened.screen.waitFor('● live');
		// Images are read once somebody looks at them.
		await typed('images');
		await opened.screen.waitFor(/lab\/busybox +1 /);
	});

	afterAll(async () => {
		await opened?.close();
		await sharedLab()
			.docker('rm', '-f', '-v', 'skiff', 'wreck')
			.catch(() => undefined);
		await sharedLab()
			.docker('volume', 'rm', 'hold')
			.catch(() => undefined);
	});

	it('has all that its form says', async () => {
		const {screen} = opened;
		await typed(
			`run ${labImage} name=skiff ports=127.0.0.1:18473:80 mounts=hold:/srv:ro memory=64m cpus=0.5 restart=on-failure:2`,
		);
		await screen.waitFor(/Run a container/);
		// What holds blanks is typed into its field.
		await screen.press(keys.down);
		await screen.waitFor('› Command');
		await screen.press(...`sh -c '${idle}'`, keys.down, keys.down, keys.down);
		await screen.waitFor('› Environment');
		await screen.press(..."A='b c' D=e", ...Array.from({length: 6}, () => keys.down));
		await screen.waitFor('› More flags');
		await screen.press(...'-w /tmp -u 0 -l boat=small --init --add-host pier:10.0.0.9', keys.enter);
		await screen.waitFor(`✓ run skiff of ${labImage}`);
		const [told] = JSON.parse(await sharedLab().docker('inspect', 'skiff'));
		expect(told).toMatchObject({
			State: {Running: true},
			Config: {WorkingDir: '/tmp', User: '0', Labels: {boat: 'small'}, Cmd: ['sh', '-c', idle]},
			HostConfig: {
				Memory: 64 * 1024 ** 2,
				NanoCpus: 500_000_000,
				RestartPolicy: {Name: 'on-failure', MaximumRetryCount: 2},
				Binds: ['hold:/srv:ro'],
				PortBindings: {'80/tcp': [{HostIp: '127.0.0.1', HostPort: '18473'}]},
				ExtraHosts: ['pier:10.0.0.9'],
				Init: true,
			},
		});
		expect(told.Config.Env).toEqual(expect.arrayContaining(['A=b c', 'D=e']));
	});

	it('says that it is there though it does not start', async () => {
		const {screen} = opened;
		await typed(`run ${labImage} name=wreck command=/nowhere`);
		await screen.waitFor(/Command +\/nowhere/);
		await screen.press(keys.enter);
		await screen.waitFor(/could not run wreck: .*no such (?:file|command).*; it is there as wreck/);
	});

	it('says that its image is not there', async () => {
		const {screen} = opened;
		await typed(`run ${labImage} image=harbour.invalid/none:1`);
		await screen.waitFor(/Image +harbour\.invalid/);
		await screen.press(keys.enter);
		await screen.waitFor(/could not run harbour\.invalid\/none:1: .*[Nn]o such image/);
	});
});
