import {afterAll, beforeAll, describe, it} from 'vitest';
import {main} from '../../source/main.ts';
import {labImage} from '../lab/image.ts';
import {eventually} from '../lab/process.ts';
import {hasLab, removeStack, sharedLab} from '../lab/shared-lab.ts';
import {keys, openScreen, type Screen} from '../terminal/screen.ts';

/** How long a swarm may take for its tasks on a busy machine, ms. */
const patience = 90_000;

/** Docker's first tutorial, with a secret: no port, which another test may hold. */
const stack = `
version: "3.8"
services:
  web:
    image: ${labImage}
    deploy: {replicas: 2}
    networks: [webnet]
    secrets: [key]
networks:
  webnet:
secrets:
  key:
    file: /etc/hostname
`;

describe.skipIf(!hasLab)('links of a real engine', () => {
	let screen: Screen;

	const onPage = (title: RegExp): Promise<void> => screen.waitFor(lines => title.test(lines[2] ?? ''), patience);

	/** Takes what is so called of all that the object on screen leads to. */
	const follow = async (name: string, kind: string, title: RegExp): Promise<void> => {
		await screen.press('o');
		await screen.waitFor('leads to');
		await screen.press(...`${name} ${kind}`);
		await screen.waitFor(new RegExp(`› \\S*${name}\\S* +${kind}`));
		await screen.press(keys.enter);
		await onPage(title);
	};

	beforeAll(async () => {
		const lab = sharedLab();
		await lab.dockerWith(stack, 'stack', 'deploy', '--resolve-image', 'never', '-c', '-', 'lablinks');
		await eventually(
			'two tasks to run',
			async () => {
				const running = await lab.docker('ps', '--quiet', '--filter', 'label=com.docker.stack.namespace=lablinks');
				return running.split('\n').filter(id => id !== '').length === 2 ? true : undefined;
			},
			patience,
		);
		const ended = Promise.withResolvers<number>();
		screen = await openScreen({
			columns: 140,
			rows: 40,
			start: streams => {
				const running = main({isDemo: false, isReadOnly: false, host: lab.url}, streams);
				running.then(ended.resolve, ended.reject);
				return {stop: () => ended.promise.then(() => undefined)};
			},
		});
	}, patience * 2);

	afterAll(async () => {
		await screen?.press(keys.control('c'));
		await screen?.close();
		await removeStack('lablinks');
	}, patience);

	it(
		'are followed by keys from stack to service, task, container, image, network and secret, and back',
		async () => {
			await screen.waitFor('live', patience);
			await screen.press('6');
			await screen.waitFor(/STACKS \d[\s\S]*lablinks/, patience);
			await screen.press('/', ...'name=lablinks', keys.enter);
			await screen.waitFor(/STACKS 1\b/);
			await follow('lablinks_web', 'services', /SERVICE lablinks_web/);
			await follow('lablinks_key', 'secrets', /SECRET lablinks_key +● in use/);
			await follow('lablinks_web', 'used by', /SERVICE lablinks_web/);
			await follow('lablinks_web.1', 'tasks', /TASK lablinks_web\.1/);
			await follow('lablinks_web.1', 'container', /CONTAINER lablinks_web\.1\./);
			await follow('lablinks_webnet', 'networks', /NETWORK lablinks_webnet +● in use/);
			await screen.press(keys.escape);
			await onPage(/CONTAINER lablinks_web\.1\./);
			await follow('busybox', 'image', /IMAGE lab\/busybox:1/);
			for (const title of [/CONTAINER/, /TASK/, /SERVICE/, /SECRET/, /SERVICE/, /STACKS/]) {
				await screen.press(keys.escape);
				await onPage(title);
			}
			await screen.press('[');
			await onPage(/SERVICE lablinks_web/);
		},
		patience * 2,
	);
});
