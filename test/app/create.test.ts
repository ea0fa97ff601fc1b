import {afterEach, describe, expect, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

const open = async (word: string, options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn(options);
	await program.screen.waitFor('6/6 tasks');
	await program.screen.press(':', ...word, keys.enter);
	return program;
};

afterEach(async () => {
	await program?.close();
	program = undefined;
});

describe('creating', () => {
	it('a volume asks for what is missing, and takes no name twice', async () => {
		const {screen, simulator} = await open('volumes');
		await screen.waitFor(/VOLUMES 4/);
		await screen.press(':', ...'create volume data', keys.enter);
		await screen.waitFor('there is a volume data already');
		await screen.press(':', ...'create volume fresh labels=team=web', keys.enter);
		await screen.waitFor(/Create a volume\?[\s\S]*Name +fresh[\s\S]*Driver +local[\s\S]*Labels, if any +team=web/);
		await screen.press(keys.enter);
		await screen.waitFor('created volume fresh');
		await screen.waitFor(/VOLUMES 5[\s\S]*○ fresh +unused/);
		expect(simulator.machine.volumes.get('fresh')).toMatchObject({driver: 'local', labels: {team: 'web'}});
	});

	it('a network says what is wrong with an answer before anything is sent', async () => {
		const {screen, simulator} = await open('create network lab subnet=10.9.0.0', {columns: 120});
		await screen.waitFor('10.9.0.0 is no subnet such as 10.9.0.0/24');
		await screen.press(':', ...'create network lab gateway=10.9.0.1 internal=yes', keys.enter);
		await screen.waitFor(/Create a network\?/);
		await screen.press(keys.enter);
		await screen.waitFor('a gateway needs the subnet that it is in');
		expect([...simulator.requests.keys()].filter(request => request.startsWith('POST'))).toEqual([]);
		await screen.press(keys.escape);
		await screen.waitFor(lines => !lines.join('\n').includes('Create a network?'));
		await screen.press(':', ...'create network lab subnet=10.9.0.0/24 internal=yes', keys.enter);
		await screen.waitFor(/Create a network\?/);
		await screen.press(keys.enter);
		await screen.waitFor('created network lab');
		expect([...simulator.machine.networks.values()].find(({name}) => name === 'lab')).toMatchObject({
			subnet: '10.9.0.0/24',
			isInternal: true,
		});
	});

	it('a config takes the text that is typed', async () => {
		const {screen, simulator} = await open('create config motd');
		await screen.waitFor(/Create a config\?[\s\S]*Name +motd/);
		await screen.press(keys.tab);
		await screen.press(...'hello');
		await screen.waitFor(/Text, or @file +hello/);
		await screen.press(keys.enter);
		await screen.waitFor('created config motd');
		const made = [...simulator.machine.taskFiles.values()].find(({name}) => name === 'motd');
		expect(made?.data.toString()).toBe('hello');
	});

	it('is off where nothing may be changed', async () => {
		const {screen} = await open('create volume fresh', {isReadOnly: true});
		await screen.waitFor(/create is off: read-only/);
	});
});

describe('a network', () => {
	it('is joined by a container that is named, and left again', async () => {
		const {screen, simulator} = await open('networks', {columns: 120});
		await screen.waitFor(/NETWORKS \d[\s\S]*vault/);
		await screen.press(':', ...'connect vault container=web', keys.enter);
		await screen.waitFor(/Connect a container to vault\?[\s\S]*Container +web/);
		await screen.press(keys.tab, ...'www');
		await screen.waitFor(/Alias, if any +www/);
		await screen.press(keys.enter);
		await screen.waitFor('connected web to vault');
		expect(simulator.machine.container('web').networks).toContain('vault');
		await screen.waitFor(/● vault +in use +web/);
		await screen.press(':', ...'connect vault container=web', keys.enter);
		await screen.waitFor('web is in it already');
		// The key after a refusal takes only that away.
		await screen.press('j');
		await screen.press(':', ...'disconnect vault', keys.enter);
		await screen.waitFor(/Disconnect a container from vault\?[\s\S]*in it: web[\s\S]*Container +web/);
		await screen.press(keys.tab);
		await screen.press(keys.enter);
		await screen.waitFor('disconnected web from vault');
		expect(simulator.machine.container('web').networks).not.toContain('vault');
	});

	it('is joined by nothing where the engine would refuse it', async () => {
		const {screen} = await open('networks', {columns: 120});
		await screen.waitFor(/NETWORKS \d[\s\S]*vault/);
		await screen.press(':', ...'connect ingress', keys.enter);
		await screen.waitFor('cannot connect ingress: it is the swarm’s own');
		await screen.press('j');
		await screen.press(':', ...'disconnect vault', keys.enter);
		await screen.waitFor('cannot disconnect vault: no container is in it');
	});
});

describe('a service', () => {
	it.each([
		['services', 'create service api:1 name=fresh replicas=2', /Image +api:1[\s\S]*Name +fresh[\s\S]*Replicas +2/],
		[
			'services',
			'create service docker service create --name fresh --replicas 2 api:1',
			/Image +api:1[\s\S]*Name +fresh/,
		],
		[
			'images',
			'create-service api:1 name=fresh replicas=2',
			/Create a service of api:1\?[\s\S]*Name +fresh[\s\S]*Replicas +2/,
		],
	])('is made from the list of %s: %s', async (list, words, form) => {
		const {screen, simulator} = await open(list, {columns: 100, rows: 24});
		await screen.waitFor(new RegExp(`${list.toUpperCase()} \\d`));
		await screen.press(':', ...words, keys.enter);
		await screen.waitFor(form);
		await screen.waitFor(/docker service create -d --name fresh [\s\S]*--replicas 2[\s\S]*api:1/);
		await screen.press(keys.enter);
		await screen.waitFor('created service fresh');
		expect([...simulator.machine.services.values()].find(({name}) => name === 'fresh')?.spec).toMatchObject({
			Mode: {Replicated: {Replicas: 2}},
			TaskTemplate: {ContainerSpec: {Image: 'api:1'}},
		});
	});

	it('is off in read-only mode', async () => {
		const {screen} = await open('create service api:1', {isReadOnly: true});
		await screen.waitFor('create is off: read-only');
	});
});
