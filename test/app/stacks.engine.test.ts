import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {main} from '../../source/main.ts';
import {idle, labImage} from '../lab/image.ts';
import {eventually} from '../lab/process.ts';
import {hasLab, removeStack, sharedLab} from '../lab/shared-lab.ts';
import {keys, openScreen, type Screen} from '../terminal/screen.ts';

/** How long a swarm may take for its tasks on a busy machine, ms. */
const patience = 90_000;

/** A container with the labels that compose gives it. */
const member = (name: string, script: string, needs = ''): Promise<string> =>
	sharedLab().docker(
		'run',
		'-d',
		'--name',
		`wiki-${name}-1`,
		...[
			'project=wiki',
			`service=${name}`,
			'container-number=1',
			'oneoff=False',
			`depends_on=${needs}`,
			'project.working_dir=/srv/wiki',
			'project.config_files=/srv/wiki/compose.yaml,/srv/wiki/compose.override.yaml',
		].flatMap(label => ['--label', `com.docker.compose.${label}`]),
		labImage,
		'sh',
		'-c',
		script,
	);

/** Writes six lines, a while apart. */
const writing = (word: string): string => `for n in 1 2 3 4 5 6; do echo ${word} $n; sleep 0.3; done; ${idle}`;

/** The same for a compose file. */
const escaped = idle.replaceAll('$', () => '$$');

const shop = `
version: "3.8"
services:
  web:
    image: ${labImage}
    command: sh -c 'echo shop web speaks; ${escaped}'
    networks: [inner]
    configs: [settings]
  job:
    image: ${labImage}
    command: sh -c 'echo shop job speaks; ${escaped}'
    networks: [inner]
networks:
  inner:
configs:
  settings:
    file: /etc/hostname
`;

describe.skipIf(!hasLab)('stacks and projects of a real engine', () => {
	let screen: Screen;

	const typed = async (words: string): Promise<void> => {
		await screen.press(':');
		await screen.waitFor(lines => lines.some(line => line.startsWith(':')));
		await screen.press(...words, keys.enter);
	};

	const back = async (): Promise<void> => {
		await screen.press(keys.escape);
		await screen.waitFor(lines => lines[2]?.includes('STACKS') === true);
	};

	beforeAll(async () => {
		const lab = sharedLab();
		await Promise.all([member('web', writing('web'), 'db:service_started:false'), member('db', writing('db'))]);
		await lab.dockerWith(shop, 'stack', 'deploy', '--resolve-image', 'never', '-c', '-', 'shop');
		const ended = Promise.withResolvers<number>();
		screen = await openScreen({
			columns: 160,
			rows: 40,
			start: streams => {
				const running = main({host: lab.url, isDemo: false, isReadOnly: false}, streams);
				running.then(ended.resolve, ended.reject);
				return {stop: () => ended.promise.then(() => undefined)};
			},
		});
		await screen.waitFor('live', patience);
		await screen.press('6');
	});

	afterAll(async () => {
		const {docker} = sharedLab();
		await screen?.press(keys.control('c'));
		await screen?.close();
		await docker('rm', '-f', 'wiki-web-1', 'wiki-db-1').catch(() => '');
		await docker('network', 'rm', 'wiki_default').catch(() => '');
		await removeStack('shop');
	});

	it('stand in the list with what runs of them', async () => {
		await screen.waitFor(/● shop +2\/2 services +stack /, patience);
		await screen.waitFor(/● wiki +2\/2 containers +compose /);
	});

	it('have a page with what compose was run on, and what they share', async () => {
		await typed('inspect wiki');
		await screen.waitFor(
			/STACK wiki[\s\S]*Directory +\/srv\/wiki[\s\S]*Config file +\/srv\/wiki\/compose.override.yaml[\s\S]*wiki-db-1 {2}running/,
		);
		await back();
		await typed('inspect shop');
		await screen.waitFor(/STACK shop[\s\S]*shop_inner[\s\S]*shop_job {2}running {2}1\/1/);
		await back();
	});

	it('have one log, whose lines stand in the order in which they were written', async () => {
		const {docker} = sharedLab();
		const written = await eventually('all to be written', async () => {
			const logs = await Promise.all(['web', 'db'].map(name => docker('logs', '--timestamps', `wiki-${name}-1`)));
			const lines = logs.flatMap(log => log.split('\n'));
			return lines.length === 12 ? lines.toSorted().map(line => line.replace(/^\S+ /, '')) : undefined;
		});
		await typed('logs wiki');
		await screen.waitFor(/LOG wiki .*2 logs {2}12 lines/, patience);
		const shown = screen.text().flatMap(line => /│wiki-(\w+)-1 +(\w+) (\d)/.exec(line)?.slice(1).join(' ') ?? []);
		expect(shown).toEqual(written.map(line => `${line.split(' ')[0]} ${line}`));
		await back();
		await typed('logs shop');
		await screen.waitFor(/│shop_job\.1@\S+ +shop job speaks/, patience);
		await screen.waitFor(/│shop_web\.1@\S+ +shop web speaks/);
		await back();
	});

	it('are stopped as a whole', async () => {
		await typed('stop wiki');
		await screen.waitFor(/stop project wiki\?[\s\S]*stops 2 containers: wiki-db-1, wiki-web-1/);
		await screen.press('y');
		await screen.waitFor('✓ 2 of 2 stopped', patience);
		await screen.waitFor(/wiki +0\/2 containers/);
		const ends = await sharedLab().docker('inspect', '-f', '{{.State.FinishedAt}}', 'wiki-web-1', 'wiki-db-1');
		const [web = '', db = ''] = ends.split('\n');
		// The one that needs the other ended before it, and not just before: the engine answered in between.
		expect(web < db).toBe(true);
	});

	it('are removed with all that docker stack rm removes', async () => {
		const {docker} = sharedLab();
		const left = async (...words: readonly string[]) =>
			docker(...words, '-q', '--filter', 'label=com.docker.stack.namespace=shop');
		expect(await left('network', 'ls')).not.toBe('');
		expect(await left('config', 'ls')).not.toBe('');
		await typed('remove shop');
		await screen.waitFor(/remove stack shop\?[\s\S]*removes 2 services: shop_job, shop_web/);
		await screen.press(...'shop', keys.enter);
		await screen.waitFor('✓ 3 of 3 removed', patience);
		expect([await left('service', 'ls'), await left('config', 'ls')]).toEqual(['', '']);
		// The manager has forgotten it at once; this node lets go of it when its tasks have ended.
		await eventually('the network to go', async () => (await left('network', 'ls')) === '' || undefined, patience);
		await eventually(
			'its row to go',
			async () => !screen.text().some(line => / shop +/.test(line)) || undefined,
			patience,
		);
	});

	it('are removed as a whole, and their networks', async () => {
		const {docker} = sharedLab();
		await docker('network', 'create', '--label', 'com.docker.compose.project=wiki', 'wiki_default');
		await typed('remove wiki');
		await screen.waitFor(/remove project wiki\?[\s\S]*stops and removes 2 containers: wiki-db-1, wiki-web-1/);
		await screen.press(...'wiki', keys.enter);
		await screen.waitFor(lines => !lines.some(line => / wiki +\d/.test(line)), patience);
		const left = () => docker('network', 'ls', '-q', '--filter', 'name=wiki_default');
		await eventually('its network to go', async () => (await left()) === '' || undefined, patience);
		expect(await docker('ps', '-aq', '--filter', 'name=wiki-')).toBe('');
	});
});
