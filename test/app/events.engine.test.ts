import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {main} from '../../source/main.ts';
import {labImage} from '../lab/image.ts';
import {type Lab, startLab} from '../lab/lab.ts';
import {eventually} from '../lab/process.ts';
import {hasLab} from '../lab/shared-lab.ts';
import {keys, openScreen, type Screen} from '../terminal/screen.ts';

/** How long a busy machine may take to do what is asked of it, ms. */
const patience = 60_000;

/** A row of the list, newest first. */
const told = (type: string, action: string, object: string, what: string): RegExp =>
	new RegExp(`${type} +${action} +${object} +${what}`);

describe.skipIf(!hasLab)('events of a real engine', () => {
	let lab: Lab;
	let screen: Screen;

	const see = (...row: Parameters<typeof told>) => screen.waitFor(told(...row), patience);

	beforeAll(async () => {
		lab = await startLab({swarm: true});
		// Before the program begins.
		await lab.docker('run', '-d', '--name', 'earlier', labImage);
		// A signal that comes before its trap is set is lost on it.
		await eventually('its end', async () => {
			await lab.docker('kill', '--signal', 'TERM', 'earlier').catch(() => 'it ended meanwhile');
			return (await lab.docker('inspect', '--format', '{{.State.Running}}', 'earlier')) === 'false' || undefined;
		});
		const ended = Promise.withResolvers<number>();
		screen = await openScreen({
			columns: 140,
			rows: 50,
			start: streams => {
				const running = main({host: lab.url, isDemo: false, isReadOnly: true}, streams);
				running.then(ended.resolve, ended.reject);
				return {stop: () => ended.promise.then(() => undefined)};
			},
		});
		await screen.waitFor('● live', patience);
		await screen.press('0');
	}, patience);

	afterAll(async () => {
		await screen.press(keys.control('c'));
		await screen.close();
		await lab.stop();
	}, patience);

	it('begin with what it remembers', async () => {
		await see('container', 'create', 'earlier', `created from ${labImage}`);
		await see('network', 'connect', 'earlier', 'connected to bridge');
		await see('container', 'start', 'earlier', 'started');
		await see('container', 'kill', 'earlier', 'killed by SIGTERM');
		await see('container', 'die', 'earlier', 'died, exit ');
	}, 90_000);

	it('tell a run and a kill by a signal', async () => {
		await lab.docker('run', '-d', '--name', 'victim', '-v', 'lab-data:/data', labImage);
		await see('container', 'start', 'victim', 'started');
		await see('volume', 'mount', 'victim', 'mounted lab-data at /data');
		await lab.docker('kill', 'victim');
		await see('container', 'kill', 'victim', 'killed by SIGKILL');
		await see('container', 'die', 'victim', 'died, exit 137, killed by SIGKILL');
		await see('network', 'disconnect', 'victim', 'disconnected from bridge');
	}, 90_000);

	it('tell that memory ran out', async () => {
		const limits = ['--memory', '20m', '--memory-swap', '20m'];
		await lab.docker('run', '-d', '--name', 'hungry', ...limits, labImage, 'tail', '/dev/zero');
		await see('container', 'oom', 'hungry', 'out of memory');
		await see('container', 'die', 'hungry', 'died, exit 137, out of memory');
	}, 90_000);

	it('tell the verdicts of a health check, and nothing of its probes', async () => {
		const check = ['--health-cmd', 'test -e /tmp/well', '--health-interval', '1s', '--health-retries', '1'];
		await lab.docker('run', '-d', '--name', 'moody', ...check, labImage);
		await see('container', 'health_status', 'moody', 'health: unhealthy');
		await lab.docker('exec', 'moody', 'touch', '/tmp/well');
		await see('container', 'health_status', 'moody', 'health: healthy');
		expect(screen.text().join('\n')).not.toContain('exec_');
	}, 90_000);

	it('tell of images, networks, volumes, secrets, configs, services and nodes', async () => {
		await lab.docker('tag', labImage, 'lab/other:2');
		await see('image', 'tag', '\\S+', 'tagged lab/other:2');
		await lab.docker('network', 'create', 'lab-net');
		await see('network', 'create', 'lab-net', 'created');
		await lab.docker('volume', 'create', 'lab-more');
		await see('volume', 'create', 'lab-more', 'created');
		await lab.dockerWith('x', 'secret', 'create', 'lab-secret', '-');
		await see('secret', 'create', 'lab-secret', 'created');
		await lab.dockerWith('x', 'config', 'create', 'lab-config', '-');
		await see('config', 'create', 'lab-config', 'created');
		await lab.docker('service', 'create', '-d', '--no-resolve-image', '--name', 'lab-service', labImage);
		await see('service', 'create', 'lab-service', 'created');
		await lab.docker('service', 'scale', '-d', 'lab-service=2');
		await see('service', 'update', 'lab-service', 'updated: replicas 1 → 2');
		await lab.docker('container', 'prune', '-f');
		await see('container', 'prune', '', 'pruned, ');
		await lab.docker('node', 'update', '--availability', 'drain', (await lab.docker('node', 'ls', '-q')).trim());
		await see('node', 'update', '\\S+', 'updated: availability active → drain');
	}, 120_000);

	it('are narrowed to one object, and are on its page', async () => {
		await screen.press(':', ...'inspect moody', keys.enter);
		await screen.waitFor(/Events, newest first[\s\S]*health: healthy[\s\S]*health: unhealthy[\s\S]*started/, patience);
		await screen.press('v');
		await screen.waitFor(/EVENTS \d+\/\d+ of moody/, patience);
		await see('network', 'connect', 'moody', 'connected to bridge');
		expect(screen.text().join('\n')).not.toContain('hungry');
	}, 90_000);
});
