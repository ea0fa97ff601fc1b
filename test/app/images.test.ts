import {afterEach, describe, expect, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn(options);
	await program.screen.waitFor('6/6 tasks');
	return program;
};

const openImages = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	const world = await open(options);
	await world.screen.press(':', ...'images', keys.enter);
	await world.screen.waitFor(/IMAGES 11/);
	return world;
};

const lists = ({simulator}: Program): number => simulator.requests.get('GET /images/json') ?? 0;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

describe('the images of an engine', () => {
	it('are listed a row a tag, with who uses them', async () => {
		const {screen} = await openImages();
		await screen.waitFor(/● nginx +1\.27 +in use +web +/);
		await screen.waitFor(/○ batch +1 +idle +failed +/);
		await screen.waitFor(/○ registry\.local\/shop\/base +latest +unused +[0-9a-f]{12} +12d +182MB/);
		await screen.waitFor(/○ <none> +<none> +dangling +[0-9a-f]{12} +3d +222MB/);
	});

	it('cost nothing while nobody looks at them', async () => {
		const world = await open();
		const {screen, simulator} = world;
		simulator.machine.events.add('image', 'pull', 'nginx:1.27', {name: 'nginx'});
		simulator.machine.end(simulator.machine.container('web'), 0);
		await screen.waitFor(/web +Exited \(0\)/);
		expect(lists(world)).toBe(0);
		await screen.press(':', ...'img', keys.enter);
		await screen.waitFor(/○ nginx +1\.27 +idle +web/);
		expect(lists(world)).toBe(1);
	});

	it('are listed anew when one of them changes, and not when a container does', async () => {
		const world = await openImages();
		const {screen, simulator} = world;
		const before = lists(world);
		simulator.machine.end(simulator.machine.container('web'), 0);
		await screen.waitFor(/○ nginx +1\.27 +idle +web/);
		expect(lists(world)).toBe(before);
		const [image] = [...simulator.machine.images.values()].filter(({tags}) => tags.includes('hello-world:latest'));
		if (image === undefined) throw new Error('there is no image hello-world');
		simulator.machine.images.delete(image.id);
		simulator.machine.events.add('image', 'delete', image.id, {name: image.id});
		await screen.waitFor(/IMAGES 10/);
	});

	it('have a page with their history, and their YAML with nothing secret', async () => {
		const {screen} = await openImages();
		await screen.press('/', ...'hello', keys.enter, keys.enter);
		await screen.waitFor(/IMAGE hello-world:latest +○ unused/);
		await screen.waitFor(/History by layer, newest first[\s\S]*CMD \["\/hello"\]/);
		await screen.waitFor(/Size +10\.1kB/);
		await screen.press('y');
		await screen.waitFor(/YAML hello-world:latest[\s\S]*Id: sha256:[\s\S]*m show values/);
		await screen.press('/', ...'Env', keys.enter);
		await screen.waitFor(/PATH=•••/);
	});

	it('are removed after a question that says what goes', async () => {
		const {screen, simulator} = await openImages();
		await screen.press('/', ...'shop/base', keys.enter, 'D');
		await screen.waitFor(/remove image registry\.local\/shop\/base:2\?[\s\S]*takes this name away/);
		await screen.press('y');
		await screen.waitFor('took the name registry.local/shop/base:2 away');
		await screen.waitFor(/IMAGES 1\/10 \/shop/);
		await screen.press('D');
		await screen.waitFor(/shop\/base:latest\?[\s\S]*deletes the image of 182MB/);
		await screen.press('y');
		await screen.waitFor('removed image registry.local/shop/base:latest');
		expect([...simulator.machine.images.values()].flatMap(({tags}) => tags)).not.toContain(
			'registry.local/shop/base:latest',
		);
	});

	it('stay where a container runs from them', async () => {
		const {screen} = await openImages();
		await screen.press(':', ...'remove nginx:1.27', keys.enter);
		await screen.waitFor('cannot remove nginx:1.27: web runs from it');
	});
});
