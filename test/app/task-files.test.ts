import {afterEach, describe, expect, it} from 'vitest';
import {emptyFleet} from '../../source/simulator/fleets.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

const open = async (word: string, options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn(options);
	await program.screen.waitFor('live');
	await program.screen.press(':', ...word, keys.enter);
	return program;
};

afterEach(async () => {
	await program?.close();
	program = undefined;
});

const namesOf = ({simulator}: Program): readonly string[] =>
	[...simulator.machine.taskFiles.values()].map(({name}) => name);

describe('secrets and configs', () => {
	it('are listed with who uses them, under a tab that is there only then', async () => {
		const {screen} = await open('secrets', {columns: 120});
		await screen.waitFor(/SECRETS 2[\s\S]*● shop_key +in use +shop_api[\s\S]*○ tls-2024 +unused/);
		expect(screen.text().join('\n')).toMatch(/Overvi.* Secrets/);
		expect(screen.text().join('\n')).not.toContain('Configs');
	});

	it('cost nothing while nobody looks at them', async () => {
		const {screen, simulator} = await open('services');
		await screen.waitFor(/SERVICES 2/);
		expect([...simulator.requests.keys()].filter(request => /secrets|configs/.test(request))).toEqual([]);
	});

	it('have a page; the text of a config is read when it is asked for', async () => {
		const {screen} = await open('configs');
		await screen.waitFor(/CONFIGS 2/);
		await screen.press('/', ...'name=shop', keys.enter);
		await screen.waitFor(/CONFIGS 1\/2/);
		await screen.press(keys.enter);
		await screen.waitFor(/CONFIG shop_settings +● in use[\s\S]*Content +4 lines of text/);
		await screen.waitFor(/shop_api +at \/etc\/shop_settings/);
		await screen.press(':', ...'content', keys.enter);
		await screen.waitFor(/CONTENT shop_settings +4 lines[\s\S]*listen: 8080/);
		await screen.press('/', ...'level', keys.enter);
		await screen.waitFor(/level: info/);
		await screen.press(':', ...'content favicon', keys.enter);
		await screen.waitFor('it is no text, but 5B of other bytes');
	});

	it('keep the value of a secret to themselves', async () => {
		const {screen} = await open('secrets');
		await screen.waitFor(/SECRETS 2/);
		await screen.press(':', ...'content shop_key', keys.enter);
		await screen.waitFor(/the engine gives it to the tasks only/);
	});

	it('are removed after a question, and not while a service uses them', async () => {
		const world = await open('secrets');
		const {screen} = world;
		await screen.waitFor(/SECRETS 2/);
		await screen.press(':', ...'remove shop_key', keys.enter);
		await screen.waitFor('cannot remove shop_key: service shop_api uses it');
		// The key after a refusal takes only that away.
		await screen.press('j');
		await screen.press(':', ...'remove tls-2024', keys.enter);
		await screen.waitFor(/remove secret tls-2024\?[\s\S]*its value is lost/);
		await screen.press(...'remove', keys.enter);
		await screen.waitFor('removed secret tls-2024');
		expect(namesOf(world)).not.toContain('tls-2024');
	});

	it('are rotated: what is typed of a secret is not to be seen', async () => {
		const world = await open('secrets');
		const {screen} = world;
		await screen.waitFor(/SECRETS 2/);
		await screen.press(':', ...'rotate shop_key', keys.enter);
		await screen.waitFor(/rotate secret shop_key\?[\s\S]*Name of the new one +shop_key-2/);
		await screen.press(keys.tab);
		await screen.press(...'hunter2');
		await screen.waitFor('•••••••');
		expect(screen.text().join('\n')).not.toContain('hunter');
		await screen.press(keys.enter);
		await screen.waitFor(/shop_api uses shop_key-2 now; shop_key may be removed/);
		expect(namesOf(world)).toEqual(expect.arrayContaining(['shop_key', 'shop_key-2']));
		await screen.waitFor(/● shop_key-2 +in use +shop_api/);
	});

	it('take no secret text from the command line, where it would be seen', async () => {
		const {screen} = await open('secrets');
		await screen.waitFor(/SECRETS 2/);
		await screen.press(':', ...'rotate shop_key name=x content=hunter2', keys.enter);
		await screen.waitFor('Text, or @file is to be typed where it is asked');
	});

	it('are none, in a sentence, where there is no swarm', async () => {
		const {screen} = await open('secrets', {fleet: emptyFleet()});
		await screen.waitFor('this engine is not part of a swarm, so it has no secrets');
	});
});
