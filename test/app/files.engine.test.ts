import {mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {labImage} from '../lab/image.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';
import {keys} from '../terminal/screen.ts';
import {openScreenOn} from './program.ts';

describe.skipIf(!hasLab)('files of a container of a real engine', () => {
	let opened: Awaited<ReturnType<typeof openScreenOn>>;
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-files-'));

	const typed = async (words: string): Promise<void> => {
		const {screen} = opened;
		await screen.press(':');
		await screen.waitFor(lines => lines.some(line => line.startsWith(':')));
		await screen.press(...words, keys.enter);
	};

	const inside = (script: string): Promise<string> => sharedLab().docker('exec', 'chest', 'sh', '-c', script);

	beforeAll(async () => {
		await sharedLab().docker('run', '-d', '--name', 'chest', labImage);
		await inside(
			'mkdir -p /hold/deep; ln -s deep/gold /hold/link; echo coins > /hold/deep/gold; mkfifo /hold/pipe;' +
				'dd if=/dev/urandom of=/big bs=1M count=6; i=0; while [ $i -lt 300 ]; do echo $i > /hold/deep/f$i; i=$((i+1)); done',
		);
		opened = await openScreenOn({host: sharedLab().url, columns: 120, rows: 40});
		await opened.screen.waitFor('chest');
	});

	afterAll(async () => {
		await opened?.close();
		rmSync(folder, {recursive: true, force: true});
		await sharedLab()
			.docker('rm', '-f', 'chest')
			.catch(() => undefined);
	});

	it('are walked through, links too', async () => {
		const {screen} = opened;
		await typed('files chest /hold');
		await screen.waitFor(
			/chest:\/hold {2}3 here[\s\S]*deep\/[\s\S]*link@ .*→ deep\/gold[\s\S]*pipe +it is a device or a pipe/,
		);
		await screen.press(...'link');
		await screen.waitFor(/› link@/);
		await screen.press(keys.enter);
		await screen.waitFor(/chest:\/hold\/deep\/gold[\s\S]*› read/);
		await screen.press(keys.enter);
		await screen.waitFor(/FILE chest:\/hold\/deep\/gold +1 lines *\n *coins/);
		await screen.press('q');
		await screen.waitFor('CONTAINERS');
	});

	it('are copied out as they are, a large one byte by byte', async () => {
		const {screen} = opened;
		await typed(`cp chest:/hold ${folder}/`);
		await screen.waitFor('Copy chest:/hold to this machine?');
		await screen.press(keys.enter);
		await screen.waitFor(/✓ copied chest:\/hold to .*hold: 302 files, .*; 1 devices or pipes were left out/);
		expect(readFileSync(join(folder, 'hold/deep/gold'), 'utf8')).toBe('coins\n');
		expect(readFileSync(join(folder, 'hold/deep/f299'), 'utf8')).toBe('299\n');
		expect(readlinkSync(join(folder, 'hold/link'))).toBe('deep/gold');
		await typed(`cp chest:/big ${join(folder, 'big')}`);
		await screen.waitFor('Copy chest:/big to this machine?');
		await screen.press(keys.enter);
		await screen.waitFor(/✓ copied chest:\/big to .*big: 1 file, 6.29MB/);
		await sharedLab().docker('cp', 'chest:/big', join(folder, 'big2'));
		expect(readFileSync(join(folder, 'big')).equals(readFileSync(join(folder, 'big2')))).toBe(true);
	});

	it('of a volume are walked through in a container that has it mounted', async () => {
		const {screen} = opened;
		const lab = sharedLab();
		await lab.docker('volume', 'create', 'vault');
		await typed('volumes');
		await screen.waitFor(/vault/);
		await lab.docker('create', '--name', 'keeper', '-v', 'vault:/deep/down', labImage);
		await lab.docker('cp', join(folder, 'hold/deep/gold'), 'keeper:/deep/down/gold');
		await typed('files vault');
		await screen.waitFor(/vault:\/ {2}1 here[\s\S]*› gold/);
		await screen.press(keys.enter);
		await screen.waitFor(/vault:\/gold[\s\S]*› read/);
		await screen.press(keys.enter);
		await screen.waitFor(/FILE vault:\/gold +1 lines *\n *coins/);
		await screen.press('q');
		await screen.waitFor('VOLUMES');
		await typed(`cp vault:/gold ${join(folder, 'gold')}`);
		await screen.waitFor('Copy vault:/gold to this machine?');
		await screen.press(keys.enter);
		await screen.waitFor(/✓ copied vault:\/gold to .*gold: 1 file, 6B/);
		await typed(`cp ${join(folder, 'gold')} vault:/more`);
		await screen.waitFor('the files of a volume are only read here');
		await lab.docker('rm', '-f', '-v', 'keeper');
		await lab.docker('volume', 'rm', 'vault');
		await typed('home');
		await screen.waitFor('CONTAINERS');
	});

	it('of a volume that nothing mounts are looked at through a container that goes again', async () => {
		const {screen} = opened;
		const lab = sharedLab();
		// One that has no name: what goes with a container that is removed with its volumes.
		await lab.docker('run', '-d', '--name', 'digger', '-v', '/cave', labImage, 'sh', '-c', 'echo gems > /cave/gems');
		const volume = await lab.docker('inspect', '-f', '{{(index .Mounts 0).Name}}', 'digger');
		await lab.docker('wait', 'digger');
		await lab.docker('rm', 'digger');
		const before = await lab.docker('ps', '-aq');
		await typed('volumes');
		await screen.waitFor(new RegExp(volume.slice(0, 12)));
		await typed(`files ${volume}`);
		await screen.waitFor(/Look into volume [\s\S]*all the same\?[\s\S]*never started/);
		expect(await lab.docker('ps', '-aq')).toBe(before);
		await screen.press(keys.enter);
		await screen.waitFor(/1 here[\s\S]*› gems/);
		await screen.press(keys.enter);
		await screen.waitFor('› read');
		await screen.press(keys.enter);
		await screen.waitFor(/FILE [\s\S]*1 lines[\s\S]*gems/);
		expect(await lab.docker('ps', '-aq')).toBe(before);
		expect(await lab.docker('volume', 'ls', '-q')).toContain(volume);
		await screen.press('q');
		await screen.waitFor('VOLUMES');
		await lab.docker('volume', 'rm', volume);
		await typed('home');
		await screen.waitFor('CONTAINERS');
	});

	it('are copied in as they are, into a container that does not run too', async () => {
		const {screen} = opened;
		mkdirSync(join(folder, 'in/deep'), {recursive: true});
		writeFileSync(join(folder, 'in/deep/map'), 'x marks the spot\n');
		symlinkSync('deep/map', join(folder, 'in/chart'));
		await typed(`cp ${join(folder, 'in')} chest:/hold/`);
		await screen.waitFor('it is chest:/hold/in then');
		await screen.press('y');
		await screen.waitFor(/✓ copied .*in to chest:\/hold\/in, 17B/);
		expect(await inside('cat /hold/in/chart; stat -c "%u:%g %a" /hold/in/deep/map')).toMatch(
			/^x marks the spot\n0:0 6\d4$/,
		);
		await typed(`cp ${join(folder, 'big')} chest:/hold/deep/gold`);
		await screen.waitFor('then, which is there');
		await screen.press(keys.escape);
		await screen.waitFor(lines => !lines.some(line => line.includes('which is there')));
		await sharedLab().docker('kill', 'chest');
		await typed(`cp ${join(folder, 'big')} chest:/hold/big`);
		await screen.waitFor('it is chest:/hold/big then');
		await screen.press('y');
		await screen.waitFor(/✓ copied .*big to chest:\/hold\/big, 6.29MB/);
		await sharedLab().docker('cp', 'chest:/hold/big', join(folder, 'big3'));
		expect(readFileSync(join(folder, 'big')).equals(readFileSync(join(folder, 'big3')))).toBe(true);
		await typed(`cp ${join(folder, 'big')} chest:/none/here/`);
		await screen.waitFor('there is no folder /none/here in it');
	});
});
