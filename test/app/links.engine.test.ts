import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {eventually} from '../lab/process.ts';
import {hasLab, removeStack, sharedLab} from '../lab/shared-lab.ts';
import {getStartedLab} from '../lab/stack.ts';
import {keys, type Screen} from '../terminal/screen.ts';
import {openScreenOn} from './program.ts';

/** How long a swarm may take for its tasks on a busy machine, ms. */
const patience = 90_000;

const name = 'getstartedlab';

describe.skipIf(!hasLab)('getstartedlab on a real engine', () => {
	let screen: Screen;
	let close: () => Promise<void>;

	const onPage = (title: RegExp): Promise<void> => screen.waitFor(lines => title.test(lines[2] ?? ''), patience);

	/** Takes what is so called of all that the object on screen leads to. */
	const take = async (what: string, kind: string): Promise<void> => {
		await screen.press('o');
		await screen.waitFor('leads to');
		await screen.press(...`${what} ${kind}`);
		await screen.waitFor(new RegExp(`› \\S*${what}\\S* +.*${kind}`));
		await screen.press(keys.enter);
	};

	const follow = async (what: string, kind: string, title: RegExp): Promise<void> => {
		await take(what, kind);
		await onPage(title);
	};

	const walk = async (key: string, titles: readonly RegExp[]): Promise<void> => {
		for (const title of titles) {
			await screen.press(key);
			await onPage(title);
		}
	};

	beforeAll(async () => {
		const lab = sharedLab();
		await lab.dockerWith(getStartedLab, 'stack', 'deploy', '--resolve-image', 'never', '-c', '-', name);
		await eventually(
			'its tasks to run',
			async () => {
				const told = await lab.docker('service', 'ls', '--filter', `name=${name}_web`, '--format', '{{.Replicas}}');
				return told === '5/5' || undefined;
			},
			patience,
		);
	}, patience * 2);

	afterAll(() => removeStack(name), patience);

	beforeEach(async () => {
		({screen, close} = await openScreenOn({columns: 140, rows: 40, host: sharedLab().url}));
	});

	afterEach(() => close());

	it(
		'is followed by keys from stack to service, task, container, image, network and port, and back',
		async () => {
			const stacks = /STACKS \d/;
			const service = /SERVICE getstartedlab_web +● running/;
			const task = /TASK getstartedlab_web\.1 +● running/;
			const container = /CONTAINER getstartedlab_web\.1\.\w+ +● running/;
			const image = /IMAGE lab\/busybox:1 +● in use/;
			const network = /NETWORK getstartedlab_webnet +● in use/;
			await screen.waitFor('live', patience);
			await screen.press('6');
			await screen.waitFor(/STACKS \d[\s\S]*getstartedlab +1\/1 services/, patience);
			await screen.press('/', ...`name=${name}`, keys.enter);
			await screen.waitFor(/STACKS 1\b/);
			await follow('getstartedlab_web', 'services', service);
			await follow('getstartedlab_web.1', 'tasks', task);
			await follow('getstartedlab_web.1', 'container', container);
			await follow('busybox', 'image', image);
			await walk(keys.escape, [container]);
			await follow('webnet', 'networks', network);
			await walk(keys.escape, [container]);

			// The port is its service's: what can be opened is handed to the terminal.
			await take('http://localhost:80', 'getstartedlab_web’s port 80/tcp');
			await screen.waitFor('copied http://localhost:80');
			expect(screen.output).toContain(`]52;c;${Buffer.from('http://localhost:80').toString('base64')}`);

			await walk(keys.escape, [task, service, stacks]);
			await walk('[', [service, task, container, network, container, image, container, task, service, stacks]);
			await walk(']', [service, task, container, image, container, network, container, task, service, stacks]);
		},
		patience * 2,
	);
});
