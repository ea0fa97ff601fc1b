import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {labImage} from '../lab/image.ts';
import {run} from '../lab/process.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';
import {keys} from '../terminal/screen.ts';
import {openScreenOn} from './program.ts';

describe.skipIf(!hasLab)('what is done to a container of a real engine', () => {
	let opened: Awaited<ReturnType<typeof openScreenOn>>;
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-changes-'));

	const typed = async (words: string): Promise<void> => {
		const {screen} = opened;
		await screen.press(':');
		await screen.waitFor(lines => lines.some(line => line.startsWith(':')));
		await screen.press(...words, keys.enter);
	};

	beforeAll(async () => {
		const lab = sharedLab();
		await lab.docker('run', '-d', '--name', 'dinghy', '-m', '64m', '--cpus', '0.5', '-p', '127.0.0.1::80', labImage);
		await lab.docker('exec', 'dinghy', 'sh', '-c', 'echo oars > /tmp/oars; rm /www/index.html');
		opened = await openScreenOn({host: lab.url, columns: 120});
		await opened.screen.waitFor('dinghy');
	});

	afterAll(async () => {
		await opened?.close();
		rmSync(folder, {recursive: true, force: true});
		await sharedLab()
			.docker('rm', '-f', 'dinghy', 'launch')
			.catch(() => undefined);
		await sharedLab()
			.docker('rmi', 'boats:1')
			.catch(() => undefined);
	});

	it('tells what differs from its image', async () => {
		await typed('changes dinghy');
		await opened.screen.waitFor(/A \/tmp\/oars[\s\S]*/);
		await opened.screen.waitFor('D /www/index.html');
		await opened.screen.press('q');
		await opened.screen.waitFor('CONTAINERS');
	});

	it('copies its address', async () => {
		const port = (await sharedLab().docker('port', 'dinghy', '80')).split(':').at(-1);
		await typed('address dinghy');
		await opened.screen.waitFor(`copied http://127.0.0.1:${port}`);
	});

	it('changes its limits', async () => {
		const {screen} = opened;
		await typed('limits dinghy memory=96m swap=unlimited pids=77 restart=on-failure retries=4');
		await screen.waitFor(/CPUs +0\.5[\s\S]*Memory +96m[\s\S]*unlimited[\s\S]*77[\s\S]*on-failure[\s\S]*4/);
		await screen.press(keys.enter);
		await screen.waitFor('✓ changed limits of dinghy');
		const {Memory, MemorySwap, NanoCpus, PidsLimit, RestartPolicy} = JSON.parse(
			await sharedLab().docker('inspect', '-f', '{{json .HostConfig}}', 'dinghy'),
		);
		expect({Memory, MemorySwap, NanoCpus, PidsLimit, RestartPolicy}).toEqual({
			Memory: 96 * 1024 ** 2,
			MemorySwap: -1,
			NanoCpus: 500_000_000,
			PidsLimit: 77,
			RestartPolicy: {Name: 'on-failure', MaximumRetryCount: 4},
		});
		await screen.press('u');
		await screen.waitFor(/Take back: change limits of dinghy\?[\s\S]*Memory: 96m → 64m[\s\S]*Restart: on-failure/);
		await screen.press('y');
		await screen.waitFor('✓ took back change limits of dinghy');
		const again = JSON.parse(await sharedLab().docker('inspect', '-f', '{{json .HostConfig}}', 'dinghy'));
		expect([again.Memory, again.MemorySwap, again.RestartPolicy.Name]).toEqual([64 * 1024 ** 2, 128 * 1024 ** 2, 'no']);
	});

	it('makes an image of it', async () => {
		const {screen} = opened;
		await typed('commit dinghy image=boats:1 comment=afloat');
		await screen.waitFor('Make an image of dinghy?');
		await screen.press(keys.enter);
		await screen.waitFor('✓ made image boats:1 of dinghy');
		expect(await sharedLab().docker('image', 'inspect', '-f', '{{.Comment}}', 'boats:1')).toBe('afloat');
	});

	it('exports its files', async () => {
		const {screen} = opened;
		const file = join(folder, 'dinghy.tar');
		await typed(`export dinghy file=${file}`);
		await screen.waitFor('Write the file system of dinghy');
		await screen.press(keys.enter);
		await screen.waitFor(/✓ exported dinghy to/);
		expect(await run('tar', ['-xOf', file, 'tmp/oars'])).toBe('oars\n');
	});

	it('gives it another name', async () => {
		const {screen} = opened;
		await typed('rename dinghy launch');
		await screen.waitFor('rename container dinghy?');
		await screen.press(keys.enter);
		await screen.waitFor('✓ renamed dinghy to launch');
		await screen.waitFor(lines => lines.some(line => /●.*launch +Up/.test(line)));
	});
});
