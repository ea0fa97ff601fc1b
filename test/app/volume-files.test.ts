import {afterEach, describe, expect, it} from 'vitest';
import {planContainer} from '../../source/simulator/fleet-parts.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed, writing} from './program.ts';

// Files of a volume that nothing mounts, through a container that is made for that and goes again, on a simulated engine.

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn({rows: 40, columns: 120, ...options});
	await program.screen.waitFor('6/6 tasks');
	await typed(program, 'volumes');
	await program.screen.waitFor(/archive +unused/);
	return program;
};

const names = ({simulator}: Program): readonly string[] =>
	[...simulator.machine.containers.values()].map(({name}) => name);

const asked = /Look into volume archive all the same\?[\s\S]*no container has it mounted[\s\S]*never/;

describe('the files of a volume that nothing mounts', () => {
	it('are looked at once that was asked, and nothing stays of it', async () => {
		const world = await open();
		const {screen} = world;
		const before = names(world);
		await typed(world, 'files archive');
		await screen.waitFor(asked);
		expect(writing(world)).toEqual([]);
		await screen.press(keys.enter);
		await screen.waitFor(/archive:\/ {2}1 here[\s\S]*› notes/);
		await screen.press(keys.enter);
		await screen.waitFor(/archive:\/notes[\s\S]*› read/);
		await screen.press(keys.enter);
		await screen.waitFor(/FILE archive:\/notes[\s\S]*what archive holds/);
		expect(names(world)).toEqual(before);
		expect(world.simulator.requests.get('POST /containers/create')).toBe(2);
		expect(world.simulator.requests.get('DELETE /containers/{id}')).toBe(2);
	});

	it('are not looked at after a no', async () => {
		const world = await open();
		await typed(world, 'files archive');
		await world.screen.waitFor(asked);
		await world.screen.press('n');
		await world.screen.waitFor(lines => !asked.test(lines.join('\n')));
		expect(writing(world)).toEqual([]);
	});

	it('leave no container though they cannot be read', async () => {
		const world = await open();
		const before = names(world);
		world.simulator.faults.refuse = {pattern: /\/archive$/, status: 500, message: 'the share is not there'};
		await typed(world, 'files archive');
		await world.screen.waitFor(asked);
		await world.screen.press(keys.enter);
		await world.screen.waitFor('cannot read archive:/: the share is not there');
		expect(names(world)).toEqual(before);
	});

	it('tell of containers that were left from before', async () => {
		const world = await open();
		const {machine} = world.simulator;
		const left = planContainer(
			{name: 'stray', image: 'nginx:1.27', state: 'created', labels: {'tallyman.looks-into': 'archive'}},
			Date.now(),
		);
		machine.containers.set(left.id, left);
		await typed(world, 'files archive');
		await world.screen.waitFor(/left from before[\s\S]*stray/);
	});

	it('are not looked at where nothing may be changed', async () => {
		const world = await open({isReadOnly: true});
		await typed(world, 'files archive');
		await world.screen.waitFor('no container has it mounted, and what would help is off: read-only');
		expect(writing(world)).toEqual([]);
	});
});
