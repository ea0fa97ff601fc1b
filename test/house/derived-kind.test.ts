import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {containersTable} from '../../source/resources/containers/table.ts';
import {register} from '../../source/resources/registry.ts';
import type {Resource} from '../../source/resources/resource.ts';
import {derivedSource} from '../../source/store/derived-source.ts';
import {openProgramOn, type Program, typed} from '../app/program.ts';
import {keys} from '../terminal/screen.ts';
import {harbourFleet} from './harbour-fleet.ts';
import {type Harbour, harboursNamed, harboursOf} from './harbours.ts';

// A kind that no engine lists: its table is worked out from another, and the whole program takes it up as any other.

const bays: Resource<Harbour> = {
	...harboursNamed('bays', 'Bays'),
	table: derivedSource({
		id: 'bays',
		from: {containers: containersTable},
		rows: ({containers}): readonly Harbour[] => harboursOf([...containers.values()]),
	}),
	reads: ['containers'],
	headlines: () => [],
};

let takeOff: () => void;
let program: Program | undefined;

beforeEach(() => {
	takeOff = register(bays);
});

afterEach(async () => {
	await program?.close();
	program = undefined;
	takeOff();
});

const open = async (): Promise<Program> => {
	program = await openProgramOn({fleet: harbourFleet(), columns: 140});
	await program.screen.waitFor(/BAYS 2/);
	await typed(program, 'bays');
	await program.screen.waitFor(lines => lines[2]?.includes('BAYS 2') === true);
	return program;
};

describe('a kind that is worked out from another', () => {
	it('has a list, a tab with its faults and a panel on the home, and is live', async () => {
		const {screen, simulator} = await open();
		await screen.waitFor(/ Bays 1✗[\s\S]*BAYS 2▴ [\s\S]*north +open +2 +2\n[\s\S]*south +silted +no ship is afloat/);
		simulator.machine.start(simulator.machine.container('tug'));
		await screen.waitFor(/south +open +1 +2/);
		simulator.machine.remove(simulator.machine.container('barge'));
		await screen.waitFor(/south +open +1 +1/);
		await screen.press('1');
		await screen.waitFor(/CPU[\s\S]*BAYS 2/);
	});

	it('asks the engine for nothing that its tables are not asked for anyway', async () => {
		const {screen, simulator} = await open();
		await screen.waitFor('BAYS 2');
		await screen.press('j', 'y');
		await screen.waitFor(/YAML south[\s\S]*name: barge/);
		await screen.press(keys.escape);
		await screen.waitFor('BAYS 2');
		await screen.press('i');
		await screen.waitFor(/ANCHORAGE south[\s\S]*Roll of ships[\s\S]*barge exited/);
		expect(simulator.requests.get('GET /containers/json')).toBe(1);
	});

	it('shows why it cannot be read', async () => {
		program = await openProgramOn({fleet: {...harbourFleet(), containers: []}, columns: 140});
		const {screen, simulator} = program;
		await typed(program, 'bays');
		await screen.waitFor('no containers, no harbours');
		simulator.faults.refuse = {pattern: /^\/containers\/json/, status: 403, message: 'forbidden by the proxy'};
		await simulator.kill();
		await simulator.restart();
		await screen.press(keys.control('r'));
		await screen.waitFor('cannot read the bays: forbidden by the proxy');
	});

	it('can be acted on', async () => {
		const {screen} = await open();
		await screen.waitFor('BAYS 2');
		await screen.press('P');
		await screen.waitFor(/blockade anchorage north\?[\s\S]*holds ferry, trawler/);
		await screen.press('y');
		await screen.waitFor('✓ blockaded north');
		await screen.waitFor(/north +blockaded/);
	});
});
