import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {labImage} from '../lab/image.ts';
import {eventually} from '../lab/process.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';
import {keys} from '../terminal/screen.ts';
import {typed} from './open-log.ts';
import {openScreenOn} from './program.ts';

/** How long a busy machine may take for a container or a long log, ms. */
const patience = 40_000;

/** Writes numbered lines at once, a trace among them, and then waits. */
const writing = (count: number): string =>
	`i=0; while [ $i -lt ${count} ]; do i=$((i+1)); echo "level=info msg=\\"line $i.\\""; done; ` +
	'sleep 1; echo ERROR it broke >&2; echo "    at its.Trace(it.c:1)" >&2; sleep 1; echo "END $RANDOM"; exec sleep 100000';

const names = ['log-json', 'log-local', 'log-none', 'log-twice'] as const;

describe.skipIf(!hasLab)('logs of a real engine', () => {
	let opened: Awaited<ReturnType<typeof openScreenOn>>;
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-logs-'));

	const run = (name: string, driver: string, script: string): Promise<string> =>
		sharedLab().docker('run', '-d', '--name', name, '--log-driver', driver, labImage, 'sh', '-c', script);

	/** The log of a container, with nothing open before it but the home. */
	const open = async (name: string): Promise<void> => {
		await opened.screen.press('1');
		await opened.screen.waitFor('CPU of host', patience);
		await typed(opened, `logs ${name}`);
		await opened.screen.waitFor(`LOG ${name}`, patience);
	};
	const type = (words: string): Promise<void> => typed(opened, words);

	beforeAll(async () => {
		await sharedLab()
			.docker('rm', '-f', ...names)
			.catch(() => '');
		await Promise.all([
			run('log-json', 'json-file', writing(2500)),
			run('log-local', 'local', writing(2500)),
			run('log-none', 'none', writing(10)),
			run('log-twice', 'json-file', 'echo a run; exec sleep 100000'),
		]);
		for (const name of ['log-json', 'log-local'])
			await eventually(
				`the end of ${name}`,
				async () => (await sharedLab().docker('logs', name)).includes('END') || undefined,
				patience,
			);
		opened = await openScreenOn({host: sharedLab().url, columns: 120, rows: 30});
		await opened.screen.waitFor('live', patience);
		await opened.screen.press('2');
		for (const name of names) await opened.screen.waitFor(name, patience);
	});

	afterAll(async () => {
		rmSync(folder, {recursive: true, force: true});
		await opened?.close();
		await sharedLab()
			.docker('rm', '-f', ...names)
			.catch(() => '');
	});

	it.each(['log-json', 'log-local'])('of %s are read back to their start, none twice and none left out', async name => {
		const {screen} = opened;
		await open(name);
		await screen.waitFor(/1000 lines, ↑ reads older[\s\S]*│END/, patience);
		await screen.waitFor('errors a minute');
		await screen.press('g');
		await screen.waitFor(/2000 lines/, patience);
		await screen.press('g');
		await screen.waitFor(/2503 lines/, patience);
		await screen.press('g');
		await screen.waitFor(/2503 lines, all there is before/, patience);
		await screen.waitFor(rows => rows.some(row => row.startsWith('│INFO  line 1.')), patience);
		await type(`save ${join(folder, `${name}.held`)}`);
		await screen.waitFor('saved 2,503 lines', patience);
		const wanted = (await sharedLab().docker('logs', name)).split('\n').filter(text => text.startsWith('level'));
		const saved = readFileSync(join(folder, `${name}.held`), 'utf8').split('\n');
		expect(saved.filter(text => text.startsWith('level'))).toEqual(wanted);
		await screen.press('&', ...'line (7|1500|2500)[.]', keys.enter);
		await screen.waitFor(/3 match[\s\S]*line 7\.[\s\S]*line 1500\.[\s\S]*line 2500\./, patience);
		await screen.press(keys.escape);
		await screen.waitFor(rows => !rows.some(row => row.includes(' match')), patience);
		await type('level error');
		await screen.waitFor(/2 match[\s\S]*ERROR it broke[\s\S]*at its\.Trace/, patience);
		await screen.press(keys.escape);
		await screen.waitFor(rows => !rows.some(row => row.includes(' match')), patience);
	});

	it('are read since and until a moment', async () => {
		const {screen} = opened;
		await open('log-json');
		await screen.waitFor('1000 lines', patience);
		await type('since 1d');
		await screen.waitFor(/since .* 2503 lines/, patience);
		await type('until 2026-01-01');
		await screen.waitFor('that is before the start', patience);
		await type('since all');
		await screen.waitFor(/all of it/, patience);
		await type('until 0s');
		await screen.waitFor(/○ ended {2}until .* 2503 lines/, patience);
		await type('tail 5');
		await screen.waitFor(/last 5 {2}5 lines/, patience);
	});

	it('of a driver that keeps none say so', async () => {
		await open('log-none');
		await opened.screen.waitFor('cannot be read: configured logging driver does not support reading', patience);
	});

	it('mark where a run ended and the next one began', async () => {
		const {screen} = opened;
		await open('log-twice');
		await screen.waitFor('│a run', patience);
		await sharedLab().docker('restart', '-t', '0', 'log-twice');
		await screen.waitFor(/│a run[\s\S]*── ended, exit \d+ [\d:]+ ──[\s\S]*── started [\d:]+ ──[\s\S]*│a run/, patience);
	});
});
