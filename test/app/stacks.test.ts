import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {planContainer, planFleet} from '../../source/simulator/fleet-parts.ts';
import {demoFleet} from '../../source/simulator/fleets.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

// What was declared together, in the whole program: the demo's stacks and its compose project.

let program: Program;

const blog = {'com.docker.compose.project': 'blog'};

const typed = async (words: string): Promise<void> => {
	await program.screen.press(':');
	await program.screen.waitFor(lines => lines.some(line => line.startsWith(':')));
	await program.screen.press(...words, keys.enter);
};

afterEach(() => program.close());

describe('the panel', () => {
	beforeEach(async () => {
		program = await openProgramOn({fleet: demoFleet(Date.now()), columns: 160});
		await program.screen.waitFor('Overview');
		await program.screen.press('6');
		await program.screen.waitFor('STACKS 3');
	});

	it('is behind 6 and its words, with what runs, what is at fault, and why', async () => {
		const {screen} = program;
		await screen.waitFor(/● blog +2\/2 containers +compose +\*:8080→80\/tcp +0 +2/);
		await screen.waitFor(
			/✗ shop +\d\/5 services +stack [\s\S]* shop_mailer: No such image: registry.local\/shop\/mailer:3/,
		);
		await screen.waitFor(/getstartedlab.* 2\/5 /);
		for (const word of ['project', 'compose', 'stack']) {
			await typed('nodes');
			await screen.waitFor('NODES 3');
			await typed(word);
			await screen.waitFor('STACKS 3');
		}
	});

	it('leads to the services of a stack, and to the containers of a project', async () => {
		const {screen} = program;
		await screen.press(keys.enter);
		await screen.waitFor(/CONTAINERS 2\/\d+ of blog/);
		await screen.press(keys.escape);
		await screen.waitFor('STACKS 3');
		await screen.press('G', keys.enter);
		await screen.waitFor('SERVICES 6/8 of shop');
	});

	it('has a page of what belongs to it', async () => {
		const {screen} = program;
		await screen.press('i');
		await screen.waitFor(
			/STACK blog {2}● running[\s\S]*Parts[\s\S]*● blog-mariadb-1 {2}running[\s\S]*Volumes[\s\S]*blog_db/,
		);
		program.simulator.machine.end(program.simulator.machine.container('blog-mariadb-1'), 1);
		await screen.waitFor(/STACK blog {2}✗ degraded[\s\S]*At fault: 1[\s\S]*blog-mariadb-1: exit 1/);
	});

	it('is narrowed by its fields and columns', async () => {
		const {screen} = program;
		for (const [words, count] of [
			['kind=compose', '1/3'],
			['image=postgres', '1/3'],
			['container=blog-mariadb-1', '1/3'],
			['state=running', '2/3'],
		]) {
			await screen.press('/', ...`${words}`, keys.enter);
			await screen.waitFor(`STACKS ${count}`);
			await screen.press(keys.escape);
			await screen.waitFor(/STACKS 3▴? /);
		}
	});
});

/** Two containers of a project with these lines, one of which runs, and one of none. */
const openBlog = async (): Promise<Program['simulator']> => {
	const now = Date.now();
	const at = (second: number, text: string) => ({at: now - 100_000 + second * 1000, source: 'stdout' as const, text});
	const containers = [
		{name: 'blog-web-1', image: 'web:1', labels: blog, written: [at(1, 'web one'), at(4, 'web four')]},
		{name: 'blog-db-1', image: 'db:1', labels: blog, written: [at(2, 'db two'), at(3, 'db three')]},
		{name: 'alone', image: 'alone:1', written: [at(1, 'alone one'), at(2.5, 'alone late')]},
	];
	program = await openProgramOn({
		fleet: planFleet({engineName: 'one', containers, nodes: [], services: []}, now),
		columns: 120,
	});
	await program.screen.waitFor('3/3 ctr');
	return program.simulator;
};

describe('verbs', () => {
	it('stop, start and restart all containers of a project, in one question', async () => {
		const {requests} = await openBlog();
		const {screen} = program;
		await screen.press('6', 'S');
		await screen.waitFor(/stop project blog\?[\s\S]*stops 2 containers: blog-db-1, blog-web-1/);
		await screen.press('y');
		await screen.waitFor('✓ 2 of 2 stopped');
		await screen.waitFor(/○ blog +0\/2 containers/);
		expect(requests.get('POST /containers/{id}/stop')).toBe(2);
		await typed('messages');
		await screen.waitFor(/stopped blog-db-1[\s\S]*stopped blog-web-1|stopped blog-web-1[\s\S]*stopped blog-db-1/);
		await screen.press(keys.escape);
		await screen.waitFor(/STACKS 1▴? /);
		await screen.press('S');
		await screen.waitFor(/start project blog\?[\s\S]*starts 2 containers/);
		await screen.press('y');
		await screen.waitFor(/● blog +2\/2 containers/);
		await typed('restart blog');
		await screen.waitFor(/restart project blog\?[\s\S]*restarts 2 containers/);
		await screen.press('y');
		await screen.waitFor('✓ 2 of 2 restarted');
		await screen.press('D');
		await screen.waitFor(/remove project blog\?[\s\S]*stops and removes 2 containers: blog-(?:db|web)-1/);
	});

	it('restart the services of a stack, and remove them with what they leave', async () => {
		program = await openProgramOn({fleet: demoFleet(Date.now()), columns: 160});
		const {screen, simulator} = program;
		await screen.waitFor('Overview');
		await screen.press('6');
		await screen.waitFor('STACKS 3');
		await screen.press('G');
		await screen.waitFor(/✗ shop[\s\S]*shop: shop_mailer: No such image/);
		await screen.press('S');
		await screen.waitFor('cannot stop shop: services are not stopped');
		await screen.press('k');
		await screen.press('k', 'R');
		await screen.waitFor(/restart stack getstartedlab\?[\s\S]*restarts 1 service: getstartedlab_web/);
		await screen.press('y');
		await screen.waitFor('rolling restart of getstartedlab_web has begun');
		const networks = () => [...simulator.machine.networks.values()].map(({name}) => name);
		const before = networks();
		expect(before).toContain('getstartedlab_webnet');
		await screen.press('D');
		await screen.waitFor(
			/remove stack getstartedlab\?[\s\S]*removes 1 service[\s\S]*then its secrets, configs and networks/,
		);
		await screen.press(...'getstartedlab', keys.enter);
		await screen.waitFor('✓ 2 of 2 removed');
		await screen.waitFor('STACKS 2');
		expect(networks()).toEqual(before.filter(name => name !== 'getstartedlab_webnet'));
		expect(simulator.requests.get('DELETE /services/{id}')).toBe(1);
	});
});

/** A pattern for these lines below each other. */
const inOrder = (...lines: ReadonlyArray<readonly [string, string]>): RegExp =>
	new RegExp(lines.map(([name, text]) => `│${name} +${text}`).join(' *\\n'));

describe('merged logs', () => {
	it('are those of a project, by time, each line under its name', async () => {
		await openBlog();
		const {screen} = program;
		await screen.press('6', 'l');
		await screen.waitFor(/LOG blog {2}● following {2}2 logs {2}4 lines/);
		await screen.waitFor(
			inOrder(
				['blog-web-1', 'web one'],
				['blog-db-1 ', 'db two'],
				['blog-db-1 ', 'db three'],
				['blog-web-1', 'web four'],
			),
		);
	});

	it('tell of a member’s end, and take up one that comes', async () => {
		const {machine} = await openBlog();
		const {screen} = program;
		await typed('logs blog');
		await screen.waitFor(/LOG blog .*2 logs {2}4 lines/);
		machine.end(machine.container('blog-db-1'), 3);
		await screen.waitFor(/│blog-db-1 +── ended, exit 3 [\d:]+ ──/);
		await screen.waitFor('2 logs, 1 ended');
		const now = Date.now();
		const late = planContainer(
			{
				name: 'blog-job-1',
				image: 'job:1',
				labels: blog,
				state: 'exited',
				written: [{at: now, source: 'stdout', text: 'job done'}],
			},
			now,
		);
		machine.containers.set(late.id, late);
		machine.start(late);
		await screen.waitFor('3 logs, 1 ended');
		await screen.waitFor(/│blog-job-1 +job done/);
		machine.remove(machine.container('blog-db-1'));
		// Its lines stay, and its name with them.
		await screen.waitFor('3/3 ctr');
		await screen.waitFor(/3 logs[\s\S]*│blog-db-1 +db two/);
	});

	it('are those of all rows that are marked, or named', async () => {
		await openBlog();
		const {screen} = program;
		await screen.press('2', ' ', 'j', ' ', 'l');
		await screen.waitFor(/LOG .*2 logs {2}4 lines/);
		await screen.waitFor('LOG blog-web-1, alone');
		await screen.waitFor(
			inOrder(
				['blog-web-1', 'web one'],
				['alone     ', 'alone one'],
				['alone     ', 'alone late'],
				['blog-web-1', 'web four'],
			),
		);
		await screen.press(keys.escape);
		await screen.waitFor('2 marked');
		await screen.press(keys.escape);
		await screen.waitFor(lines => lines[2]?.includes('CONTAINERS 3▴ ') === true);
		await typed('logs blog-db-1 alone');
		await screen.waitFor('LOG blog-db-1, alone');
		await screen.waitFor(/│alone +alone one/);
	});

	it('of one container names nobody', async () => {
		await openBlog();
		const {screen} = program;
		await typed('logs alone');
		await screen.waitFor(/LOG alone {2}● following {2}2 lines *\n│alone one *\n│alone late/);
	});

	it('are of no more than some, and say how many are left out', async () => {
		const now = Date.now();
		const containers = Array.from({length: 33}, (_, index) => ({
			name: `blog-web-${index + 1}`,
			image: 'web:1',
			labels: blog,
			written: [{at: now - 1000 + index, source: 'stdout' as const, text: `web ${index + 1}`}],
		}));
		program = await openProgramOn({
			fleet: planFleet({engineName: 'one', containers, nodes: [], services: []}, now),
			columns: 120,
			rows: 50,
		});
		const {screen, simulator} = program;
		await screen.waitFor('33/33 ctr');
		await screen.press('6', 'l');
		await screen.waitFor(/LOG blog .*30 logs {2}3 more left out {2}30 lines/);
		expect(simulator.requests.get('GET /containers/{id}/logs')).toBe(30);
	});

	it('are those of the services of a stack', async () => {
		program = await openProgramOn({fleet: demoFleet(Date.now()), columns: 140});
		const {screen} = program;
		await screen.waitFor(/6 Stacks 1✗/);
		await typed('logs shop');
		await screen.waitFor(/LOG shop {2}● following {2}6 logs/);
		await screen.waitFor(/│shop_api\.\d@[\s\S]*shop_/);
	});
});
