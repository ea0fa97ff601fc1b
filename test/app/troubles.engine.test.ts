import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {main} from '../../source/main.ts';
import {labImage} from '../lab/image.ts';
import {type Lab, type LabClient, startLab} from '../lab/lab.ts';
import {eventually} from '../lab/process.ts';
import {hasLab} from '../lab/shared-lab.ts';
import {keys, openScreen, type Screen} from '../terminal/screen.ts';

/** How long swarm may take to try, give up and roll back on a busy machine, ms. */
const patience = 90_000;

/** The ten things that break most often: in which list each stands, and the whole sentence that says why. */
const sentences: Readonly<Record<string, readonly [list: string, why: RegExp]>> = {
	'trouble-memory': ['2', /exit 137, out of memory at 20MiB$/],
	'trouble-port': ['2', /port \d+ is taken$/],
	'trouble-mount': ['2', /mount missing: \/no\/such\/folder$/],
	'trouble-loop': ['2', /exit 3, restarts \d+ in \d min, lives under 1s$/],
	'trouble-command': ['2', /no such command: no-such-program$/],
	'trouble-health': ['2', /health check: nothing answers$/],
	'trouble-killed': ['2', /exit 137, killed by SIGKILL sent through the engine$/],
	'trouble-image': ['3', /No such image: web:9.*, rejected \d+ times in 5 min.* \(trouble-image\.1 on lab\)$/],
	'trouble-place': ['3', /no suitable node: 1 misses node\.labels\.disk==ssd, .+ ago$/],
	'trouble-reserve': ['3', /no suitable node: 1 lacks memory \(reserves 900GiB, .+ free\), \w+ ago$/],
	'trouble-rollback': ['3', /exit 5.* \(trouble-rollback\.1 on lab\); the engine rolled the update back$/],
};

/** What must be said on the home of each trouble, in its row or on the line under it. */
const troubles: Readonly<Record<string, RegExp>> = {
	'trouble-memory': /out of memory/,
	'trouble-port': /port \d+ is taken/,
	'trouble-mount': /mount missing/,
	'trouble-command': /no such command: no-such-program/,
	'trouble-loop': /exit 3, restarts \d+ in \d min/,
	'trouble-health': /nothing answers/,
	'trouble-killed': /killed by SIGKILL/,
	'trouble-image': /No such image: web:9/,
	'trouble-place': /no suitable node/,
	'trouble-reserve': /no suitable node/,
	'trouble-rollback': /exit \(?5/,
	'trouble-job': /exit \(?4/,
};

/** Makes all of them; what is refused at once is a trouble too. */
const makeTroubles = async ({docker}: LabClient): Promise<void> => {
	const run = (name: string, ...rest: readonly string[]) => docker('run', '-d', '--name', name, ...rest);
	const refused = (name: string, ...rest: readonly string[]) => expect(run(name, ...rest)).rejects.toThrow();
	const serve = (name: string, ...rest: readonly string[]) =>
		docker('service', 'create', '-d', '--no-resolve-image', '--restart-delay', '1s', '--name', name, ...rest);
	await run('trouble-memory', '--memory', '20m', '--memory-swap', '20m', labImage, 'tail', '/dev/zero');
	await run('trouble-none', '-p', '127.0.0.1::80', labImage);
	const port = (await docker('port', 'trouble-none', '80')).split(':').at(-1);
	await refused('trouble-port', '-p', `127.0.0.1:${port}:80`, labImage);
	// Of a folder of the host that is missing the engine keeps nothing: it makes no container, or says so to nobody else.
	const folder = ['--opt', 'type=none', '--opt', 'o=bind', '--opt', 'device=/no/such/folder'];
	await docker('volume', 'create', ...folder, 'trouble-folder');
	await refused('trouble-mount', '--volume', 'trouble-folder:/x', labImage);
	await refused('trouble-command', labImage, 'no-such-program');
	await run('trouble-loop', '--restart', 'always', labImage, 'sh', '-c', 'echo said before it ended; exit 3');
	const check = ['--health-cmd', 'echo nothing answers; exit 1', '--health-interval', '1s', '--health-retries', '1'];
	await run('trouble-health', ...check, labImage);
	await run('trouble-killed', labImage);
	await docker('kill', 'trouble-killed');
	await serve('trouble-image', 'web:9');
	await serve('trouble-place', '--constraint', 'node.labels.disk==ssd', labImage);
	await serve('trouble-reserve', '--reserve-memory', '900g', labImage);
	await serve(
		'trouble-job',
		'--mode',
		'replicated-job',
		'--restart-max-attempts',
		'1',
		labImage,
		'sh',
		'-c',
		'echo said by the job; exit 4',
	);
	const policy = ['--update-failure-action', 'rollback', '--update-monitor', '1s', '--update-max-failure-ratio', '0'];
	await serve('trouble-rollback', ...policy, labImage);
	const stateOf = (template: string) => docker('service', 'inspect', '--format', template, 'trouble-rollback');
	await eventually(
		'the service to run before it is updated',
		async () => (await docker('service', 'ls', '--filter', 'name=trouble-rollback')).includes('1/1') || undefined,
		patience,
	);
	await docker('service', 'update', '-d', '--no-resolve-image', '--args', 'sh -c "exit 5"', 'trouble-rollback');
	await eventually(
		'the rollback',
		async () => (await stateOf('{{with .UpdateStatus}}{{.State}}{{end}}')) === 'rollback_completed' || undefined,
		patience,
	);
};

/** What the screen says of an object: the rest of its rows, and the lines under them. */
const toldOf = (name: string, lines: readonly string[]): string =>
	lines
		.flatMap((line, at) => {
			if (!new RegExp(`^\\S[ ›]${name}[ .…]`).test(line)) return [];
			const next = lines[at + 1] ?? '';
			return next.startsWith('    ') ? [line, next] : [line];
		})
		.join('\n');

/** What stands behind the reason in a row: columns of usage, as many as there is room for. */
const usage = /(?: {2,}(?:–|[\d.]+(?:\w*B|%)))+$/;

/** The reason in an object's row, whether beside it or on the line under it. */
const wholeOf = (name: string, lines: readonly string[]): string => toldOf(name, lines).trimEnd().replace(usage, '');

describe.skipIf(!hasLab)('ten troubles on a real engine', () => {
	// One of its own, where nobody else's trouble stands before these.
	let lab: Lab;
	let screen: Screen;

	beforeAll(async () => {
		lab = await startLab({swarm: true});
		await makeTroubles(lab);
		const ended = Promise.withResolvers<number>();
		screen = await openScreen({
			columns: 80,
			rows: 24,
			start: streams => {
				const running = main({host: lab.url, isDemo: false, isReadOnly: true}, streams);
				running.then(ended.resolve, ended.reject);
				return {stop: () => ended.promise.then(() => undefined)};
			},
		});
	}, 4 * patience);

	afterAll(async () => {
		await screen.press(keys.control('c'));
		await screen.close();
		await lab.stop();
	}, patience);

	const titles: Readonly<Record<string, RegExp>> = {'2': /^ {2}CONTAINERS/m, '3': /^ {2}SERVICES/m, '4': /^ {2}TASKS/m};

	/** Goes to a list, then narrows it: keys of one read would not be several to the program. */
	const narrow = async (list: string, name: string): Promise<void> => {
		await screen.press(list);
		await screen.waitFor(lines => titles[list]?.test(lines[2] ?? '') === true);
		await screen.press('/', ...name, keys.enter);
		await screen.waitFor(lines => lines[2]?.includes(`/${name}`) === true);
	};

	// What comes right behind Esc would be one key with it.
	const leaveList = async (name: string): Promise<void> => {
		await screen.press(keys.escape);
		await screen.waitFor(lines => !lines.some(line => line.includes(`/${name}`)));
	};
	const leavePage = async (): Promise<void> => {
		await screen.press(keys.escape);
		await screen.waitFor(/^ {2}[A-Z]+ .*\/trouble-/m);
	};

	it.each(Object.entries(troubles))(
		'shows %s in the first rows of the home at 80x24, and why',
		async (name, cause) => {
			await screen.waitFor(lines => cause.test(toldOf(name, lines)), patience);
		},
		patience + 10_000,
	);

	it.each(Object.entries(sentences))(
		'says why of %s in its list at 80x24',
		async (name, [list, why]) => {
			await narrow(list, name);
			await screen.waitFor(lines => why.test(wholeOf(name, lines)), patience);
			await leaveList(name);
		},
		patience + 10_000,
	);

	it(
		'says why of a service whose folder is missing',
		async () => {
			const mount = ['--mount', 'type=bind,source=/no/such/folder,target=/x'];
			await lab.docker('service', 'create', '-d', '--no-resolve-image', '--name', 'trouble-bind', ...mount, labImage);
			await narrow('3', 'trouble-bind');
			const why = /mount missing: \/no\/such\/folder, rejected \d+ times in 5 min/;
			await screen.waitFor(lines => why.test(wholeOf('trouble-bind', lines)), patience);
			await leaveList('trouble-bind');
		},
		patience + 10_000,
	);

	/** What pages say first, above the fold. */
	const pages: ReadonlyArray<readonly [name: string, list: string, told: readonly RegExp[]]> = [
		[
			'trouble-memory',
			'2',
			[/Why +exit 137, out of memory at 20MiB/, /What happened/, /started/, /ended: exit 137, out of memory at 20MiB/],
		],
		['trouble-killed', '2', [/ended: exit 137, killed by SIGKILL sent through the engine/]],
		['trouble-health', '2', [/unhealthy: nothing answers/]],
		[
			'trouble-loop',
			'2',
			[
				/Loop +↻ restarts \d+ in \d min, lives under 1s/,
				/ended \d+ times since \S+: exit 3, lives under 1s/,
				/said before it ended/,
			],
		],
		['trouble-job', '3', [/Why +exit 4/, /What it wrote last[^\n]*\n\S+ +said by the job/]],
		['trouble-place', '3', [/Why +no suitable node: 1 misses node\.labels\.disk==ssd/]],
	];

	it.each(pages)(
		'tells on the page of %s at 80x24 what happened',
		async (name, list, told) => {
			await narrow(list, name);
			await screen.press('i');
			await screen.waitFor(lines => told.every(pattern => pattern.test(lines.join('\n'))), patience);
			await leavePage();
			await leaveList(name);
		},
		patience + 10_000,
	);

	it(
		'has a table of nodes and reasons on the page of a waiting task',
		async () => {
			await narrow('4', 'trouble-reserve');
			await screen.press('i');
			await screen.waitFor(
				/Why no node takes it *\nwants +900GiB memory *\nnode +ready +resources *\nlab +✓ +✗ [\d.]+GiB free/,
				patience,
			);
			await leavePage();
			await leaveList('trouble-reserve');
		},
		patience + 10_000,
	);
});
