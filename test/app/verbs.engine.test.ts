import {chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, it, vi} from 'vitest';
import {buildImage} from '../lab/build.ts';
import {labImage} from '../lab/image.ts';
import {hasRegistry, type Registry, startRegistry} from '../lab/registry.ts';
import {hasLab, removeStack, sharedLab} from '../lab/shared-lab.ts';
import {keys} from '../terminal/screen.ts';
import {openScreenOn} from './program.ts';

// Verbs that no other test asks a real engine for, each by its word, its question and its answer.

/** How long a swarm may take for its tasks on a busy machine, ms. */
const patience = 90_000;

/** A verb: its line, what is asked then, the keys that answer, and what is told, and shown by its row, in the end. */
type Step = readonly [line: string, asked: string | RegExp, answer: readonly string[], ...seen: (string | RegExp)[]];

const yes = ['y'];
const enter = [keys.enter];
const typedWord = [...'remove', keys.enter];
const wordBelow = [keys.tab, ...typedWord];

describe.skipIf(!(hasLab && hasRegistry))('a verb on a real engine', () => {
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-verbs-'));
	let opened: Awaited<ReturnType<typeof openScreenOn>>;
	let registry: Registry;

	const docker = (...words: readonly string[]): Promise<string> => sharedLab().docker(...words);

	const typed = async (words: string): Promise<void> => {
		const {screen} = opened;
		await screen.press(':');
		await screen.waitFor(lines => lines.some(line => line.startsWith(':')));
		await screen.press(...words, keys.enter);
	};

	const answered = async ([, asked, answer, ...seen]: Step): Promise<void> => {
		await opened.screen.waitFor(asked);
		await opened.screen.press(...answer);
		for (const what of seen) await opened.screen.waitFor(what, patience);
	};

	/** Does one after another from a list that shows what it is about. */
	const walk = async (list: string, row: RegExp, steps: readonly Step[]): Promise<void> => {
		await typed(list);
		await opened.screen.waitFor(row, patience);
		for (const step of steps) {
			if (step[0] === 'u') await opened.screen.press('u');
			else await typed(step[0]);
			await answered(step);
		}
	};

	/** Makes what the walks are about, and opens the program. */
	const setUp = async (): Promise<void> => {
		await docker('run', '-d', '--name', 'verbs-buoy', labImage);
		await docker('run', '-d', '--name', 'verbs-pilot', labImage);
		await docker('create', '--name', 'verbs-hulk', labImage);
		await docker('tag', labImage, 'verbs/web:2');
		const create = ['service', 'create', '-d', '--no-resolve-image', '--update-monitor', '1ms'];
		await docker(...create, '--name', 'verbs-web', labImage);
		opened = await openScreenOn({host: sharedLab().url, columns: 160, rows: 50});
		await opened.screen.waitFor('● live');
	};

	const clear = async (): Promise<void> => {
		await opened?.close();
		const gone = (): undefined => undefined;
		await docker('service', 'rm', 'verbs-web', 'verbs-new', 'verbs-of').catch(gone);
		await removeStack('verbs-stack');
		await docker('rm', '-f', '-v', 'verbs-buoy', 'verbs-hulk', 'verbs-pilot', 'verbs-run').catch(gone);
		for (const noun of ['secret', 'config']) await docker(noun, 'rm', 'verbs-chart', 'verbs-chart-2').catch(gone);
		await docker('network', 'rm', 'verbs-quay', 'verbs-mole').catch(gone);
		await docker('volume', 'rm', 'verbs-hold', 'verbs-bilge').catch(gone);
		await docker('node', 'update', '--availability', 'active', 'lab').catch(gone);
		await docker('rmi', 'verbs/web:2', 'verbs/web:3', `${registry?.host}/verbs/web:3`, 'verbs/loose:1').catch(gone);
	};

	beforeAll(async () => {
		mkdirSync(join(folder, 'docker'));
		vi.stubEnv('DOCKER_CONFIG', join(folder, 'docker'));
		const editor = join(folder, 'editor');
		writeFileSync(editor, '#!/bin/sh\nsed -i s/calm/rough/ "$1"\n');
		chmodSync(editor, 0o755);
		vi.stubEnv('VISUAL', editor);
		registry = await startRegistry(sharedLab());
		await setUp();
	}, patience);

	afterEach(async ({task}) => {
		// What one left half-way is in the way of the next, and of its own second try.
		if (task.result?.state !== 'fail') return;
		await clear();
		await setUp();
	}, patience);

	afterAll(async () => {
		await clear();
		await registry?.stop();
		vi.unstubAllEnvs();
		rmSync(folder, {recursive: true, force: true});
	}, patience);

	it('of containers', async () => {
		await walk('containers', /● verbs-buoy/, [
			['stop verbs-buoy', 'stop container verbs-buoy?', yes, '✓ stopped verbs-buoy', /○ verbs-buoy +Exited/],
			['u', 'Take back: stop verbs-buoy?', yes, '✓ started verbs-buoy', /● verbs-buoy +Up/],
			['pause verbs-buoy', 'pause container verbs-buoy?', yes, '✓ paused verbs-buoy', /‖ verbs-buoy/],
			['u', 'Take back: pause verbs-buoy?', yes, '✓ unpaused verbs-buoy', /● verbs-buoy +Up/],
			['restart verbs-buoy', 'restart container verbs-buoy?', yes, '✓ restarted verbs-buoy'],
			['recreate verbs-buoy pull=no seconds=1', 'Recreate verbs-buoy of a newer', enter, '✓ recreated verbs-buoy'],
			['kill verbs-buoy', 'kill container verbs-buoy?', yes, '✓ sent SIGKILL to verbs-buoy', /verbs-buoy +Exited/],
			['remove verbs-hulk', 'remove container verbs-hulk?', yes, '✓ removed verbs-hulk'],
			['prune containers', /containers that do not run\?[\s\S]*verbs-buoy/, wordBelow, /✓ removed \d+ of \d+/],
		]);
		expect(await docker('ps', '-aq', '--filter', 'name=verbs-buoy', '--filter', 'name=verbs-hulk')).toBe('');
	});

	it('of images', async () => {
		const [web, file] = [`${registry.host}/verbs/web:3`, join(folder, 'web.tar')];
		const {user, password, host} = registry;
		// The second takes the name from the first.
		for (const word of ['one', 'two'])
			await buildImage(sharedLab(), 'verbs/loose:1', [`FROM ${labImage}`, `RUN echo ${word} > /word`]);
		await walk('images', /verbs\/web +2 /, [
			['tag verbs/web:2 name=verbs/web:3', /New name +verbs\/web:3/, enter, '✓ verbs/web:2 is verbs/web:3 too'],
			[`tag verbs/web:2 name=${web}`, /New name +127/, enter, `✓ verbs/web:2 is ${web} too`, /verbs\/web +3 /],
			[`login ${host} ${user}`, /Password/, [keys.tab, keys.tab, ...password, keys.enter], '✓ logged in to'],
			[`push ${web}`, /push image 127/, yes, `✓ pushed ${web}`],
			[`pull-again ${web}`, 'again?', yes, `✓ ${web} is up to date`],
			[`remove ${web}`, 'takes this name away', yes, `✓ took the name ${web} away`],
			[`pull ${web}`, 'Pull an image?', enter, `✓ pulled ${web}`],
			[`logout ${host}`, 'Log out of a registry?', enter, `✓ logged out of ${host}`],
			[`save verbs/web:2 file=${file}`, 'save image verbs/web:2?', enter, '✓ saved verbs/web:2 to'],
			[`load ${file}`, 'Load the images of a file?', enter, '✓ loaded verbs/web:2'],
			['run verbs/web:2 name=verbs-run', 'Run a container', enter, '✓ run verbs-run of verbs/web:2'],
			['create-service verbs/web:2 name=verbs-of', 'Create a service of', enter, '✓ created service verbs-of'],
			['prune images', 'Remove images without a name?', wordBelow, /✓ removed [1-9]\d* of \d+/],
			['prune-unused images', /that no container uses\?[\s\S]*verbs\/loose:1/, wordBelow, /✓ removed [1-9]\d* of \d+/],
			['prune-cache images', 'Remove records of the build cache?', wordBelow, /✓ removed \d+ of \d+, \S+ freed/],
		]);
		expect(existsSync(file)).toBe(true);
		expect(await docker('image', 'ls', '-q', 'verbs/loose')).toBe('');
		expect(await docker('image', 'ls', '-q', labImage)).not.toBe('');
	});

	it('of volumes and networks', async () => {
		await docker('volume', 'create', 'verbs-bilge');
		await docker('run', '-d', '--name', 'verbs-diver', '-v', '/anonymous', labImage);
		await docker('rm', '-f', 'verbs-diver');
		await walk('volumes', /verbs-bilge/, [
			['create volume verbs-hold', 'Create a volume?', enter, '✓ created volume verbs-hold', /○ verbs-hold +unused/],
			['remove verbs-hold', 'remove volume verbs-hold?', typedWord, '✓ removed volume verbs-hold'],
			['prune volumes', 'volumes', wordBelow, /✓ removed [1-9]\d* of \d+/],
			['prune-unused volumes', /Remove[\s\S]*verbs-bilge/, wordBelow, /✓ removed [1-9]\d* of \d+/],
		]);
		expect(await docker('volume', 'ls', '-q', '--filter', 'name=verbs-')).toBe('');
		await walk('networks', /ingress/, [
			['create network verbs-quay subnet=10.96.0.0/24', 'Create a network?', enter, '✓ created network verbs-quay'],
			['create network verbs-mole', 'Create a network?', enter, '✓ created network verbs-mole', /verbs-mole/],
			[
				'connect verbs-quay container=verbs-pilot alias=bridge-deck',
				'Connect a container',
				enter,
				'✓ connected verbs-pilot to verbs-quay',
				/● verbs-quay +in use/,
			],
			['u', 'Take back: connect verbs-pilot', yes, '✓ took back connect', /○ verbs-quay +unused/],
			[
				'connect verbs-quay container=verbs-pilot alias=bridge-deck',
				'Connect a container',
				enter,
				'✓ connected verbs-pilot to verbs-quay',
				/● verbs-quay +in use/,
			],
			[
				'disconnect verbs-quay container=verbs-pilot',
				'Disconnect a container',
				enter,
				'✓ disconnected verbs-pilot from verbs-quay',
				/○ verbs-quay +unused/,
			],
			['u', 'Take back: disconnect verbs-pilot', yes, '✓ took back disconnect', /● verbs-quay +in use/],
		]);
		expect(await docker('inspect', '-f', '{{json .NetworkSettings.Networks}}', 'verbs-pilot')).toContain('bridge-deck');
		await docker('network', 'disconnect', 'verbs-quay', 'verbs-pilot');
		await walk('networks', /○ verbs-quay +unused/, [
			['remove verbs-mole', 'remove network verbs-mole?', yes, '✓ removed network verbs-mole'],
			['prune networks', /Remove[\s\S]*verbs-quay/, wordBelow, /✓ removed [1-9]\d* of \d+/],
		]);
		expect(await docker('network', 'ls', '-q', '--filter', 'name=verbs-')).toBe('');
	});

	it('of services and nodes', async () => {
		await walk('services', /verbs-web +replicated +1\/1/, [
			[
				'scale verbs-web 2',
				'scale service verbs-web?',
				enter,
				'✓ scaled verbs-web to 2',
				/verbs-web +replicated +2\/2/,
			],
			[
				'u',
				/scale verbs-web to 2\?[\s\S]*has 1 replicas again/,
				yes,
				'✓ scaled verbs-web to 1',
				/● verbs-web +replicated +1\/1/,
			],
			[
				'update verbs-web image=verbs/web:2',
				'update service verbs-web?',
				enter,
				'update of verbs-web to verbs/web:2',
				/● verbs-web +replicated .*verbs\/web:2/,
			],
			['u', /Take back: update verbs-web to verbs\/web:2\?/, yes, `update of verbs-web to ${labImage} has begun`],
			['restart verbs-web', 'restart service verbs-web?', yes, 'rolling restart of verbs-web has begun'],
			[
				'create service verbs/web:2 name=verbs-new',
				'Create a service?',
				enter,
				'✓ created service verbs-new',
				/verbs-new +replicated/,
			],
			['remove verbs-new', 'remove service verbs-new?', yes, '✓ removed service verbs-new'],
		]);
		expect(await docker('service', 'ls', '-q', '--filter', 'name=verbs-new')).toBe('');
		const tokens = await docker('swarm', 'join-token', '-q', 'worker');
		await walk('nodes', /lab/, [
			['availability lab pause', 'Set availability of node lab?', yes, '✓ paused lab', /lab .* pause/],
			['u', /Take back: set lab to pause\?[\s\S]*is active again/, yes, '✓ activated lab'],
			['rotate-token worker', 'Make a new join token', yes, '✓ replaced the token of workers'],
		]);
		expect(await docker('swarm', 'join-token', '-q', 'worker')).not.toBe(tokens);
	});

	it.each(['secret', 'config'])('of %ss', async noun => {
		await walk(`${noun}s`, new RegExp(noun.toUpperCase()), [
			[
				`create ${noun} verbs-chart`,
				`Create a ${noun}?`,
				[keys.tab, ...'calm', keys.enter],
				`✓ created ${noun} verbs-chart`,
				/verbs-chart +unused/,
			],
			[
				'rotate verbs-chart',
				`rotate ${noun} verbs-chart?`,
				[keys.tab, ...'swell', keys.enter],
				`made ${noun} verbs-chart-2`,
				/verbs-chart-2 +unused/,
			],
			[
				'remove verbs-chart-2',
				`remove ${noun} verbs-chart-2?`,
				noun === 'secret' ? typedWord : yes,
				`✓ removed ${noun} verbs-chart-2`,
			],
			...(noun === 'secret'
				? []
				: [['edit verbs-chart', /- calm[\s\S]*\+ rough/, yes, 'made config verbs-chart-2'] as const]),
		]);
	});

	it('of stacks', async () => {
		const file = join(folder, 'stack.yml');
		writeFileSync(file, `version: "3.8"\nservices:\n  web:\n    image: ${labImage}\n`);
		await walk('stacks', /STACKS/, [
			[`deploy ${file} verbs-stack`, 'Deploy a stack?', enter, /docker stack deploy verbs-stack {2}✓ ended, exit 0/],
		]);
		await opened.screen.press(keys.escape);
		await opened.screen.waitFor('STACKS');
		await walk('stacks', /verbs-stack +1\/1 services/, [
			['restart verbs-stack', 'restart stack verbs-stack?', yes, 'rolling restart of verbs-stack_web has begun'],
		]);
		expect(await docker('service', 'inspect', '-f', '{{.Spec.TaskTemplate.ForceUpdate}}', 'verbs-stack_web')).toBe('1');
	});
});
