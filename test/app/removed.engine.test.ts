import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {labImage} from '../lab/image.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';
import {keys} from '../terminal/screen.ts';
import {openScreenOn, typed} from './program.ts';

// What was removed is made again as the engine itself had told it.

/** How long a swarm may take on a busy machine, ms. */
const patience = 90_000;

/** What is removed, in an order in which nothing is in use any more, and made again in one in which all is there. */
const parts = [
	{kind: 'container', name: 'kept-raft', answer: ['y']},
	{kind: 'network', name: 'kept-dock', answer: ['y']},
	{kind: 'volume', name: 'kept-keg', answer: [...'remove', keys.enter]},
	{kind: 'service', name: 'kept-fleet', answer: ['y']},
] as const;

describe.skipIf(!hasLab)('what was removed on a real engine', () => {
	let opened: Awaited<ReturnType<typeof openScreenOn>>;

	const docker = (...words: readonly string[]): Promise<string> => sharedLab().docker(...words);

	const clear = async (): Promise<void> => {
		const gone = (): undefined => undefined;
		await docker('service', 'rm', 'kept-fleet').catch(gone);
		await docker('rm', '-f', 'kept-raft').catch(gone);
		await docker('network', 'rm', 'kept-dock').catch(gone);
		await docker('volume', 'rm', 'kept-keg').catch(gone);
	};

	beforeAll(async () => {
		await clear();
		await docker('network', 'create', '--subnet', '10.97.0.0/24', 'kept-dock');
		const raft = ['--name', 'kept-raft', '--network', 'kept-dock', '--ip', '10.97.0.9', '--restart', 'on-failure:3'];
		await docker('run', '-d', ...raft, '-e', 'KNOTS=3', '-l', 'crew=two', '-v', 'kept-keg:/keg', labImage);
		const create = ['service', 'create', '-d', '--no-resolve-image', '--replicas', '0', '--limit-memory', '32m'];
		await docker(...create, '--name', 'kept-fleet', '-e', 'KNOTS=4', labImage);
		opened = await openScreenOn({host: sharedLab().url, columns: 160, rows: 50});
		await opened.screen.waitFor('● live');
	}, patience);

	afterAll(async () => {
		await opened?.close();
		await clear();
	}, patience);

	/** All that may not differ afterwards. */
	const told = async (): Promise<readonly string[]> => [
		await docker('inspect', '-f', '{{json .Config.Env}} {{json .Config.Labels}} {{json .HostConfig}}', 'kept-raft'),
		await docker('inspect', '-f', '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}', 'kept-raft'),
		await docker('inspect', '-f', '{{.State.Running}}', 'kept-raft'),
		await docker('network', 'inspect', '-f', '{{.Driver}} {{json .IPAM.Config}}', 'kept-dock'),
		await docker('volume', 'inspect', '-f', '{{.Driver}} {{json .Options}}', 'kept-keg'),
		await docker('service', 'inspect', '-f', '{{json .Spec}}', 'kept-fleet'),
	];

	it('is made again as it was', {timeout: patience}, async () => {
		const {screen} = opened;
		const before = await told();
		for (const {kind, name, answer} of parts) {
			await typed(opened, `${kind}s`);
			await screen.waitFor(new RegExp(`${name} `));
			await typed(opened, `remove ${name}`);
			await screen.waitFor(`remove ${kind} ${name}?`);
			await screen.press(...answer);
			await screen.waitFor(new RegExp(`✓ removed (?:${kind} )?${name}`));
		}
		await typed(opened, 'removed');
		await screen.waitFor('REMOVED 4');
		// The container is in the network, and has the volume.
		for (const {kind, name} of [...parts.slice(1), parts[0]]) {
			await typed(opened, `again ${name}`);
			await screen.waitFor(`Make ${kind} ${name} again?`);
			await screen.press('y');
			await screen.waitFor(`✓ made ${kind} ${name} again`);
		}
		expect(await told()).toEqual(before);
	});
});
