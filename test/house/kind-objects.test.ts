import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type Program, typed} from '../app/program.ts';
import {keys} from '../terminal/screen.ts';
import {harbourId, harboursNamed} from './harbours.ts';
import {footerOf, openPort, type Port, without} from './port.ts';

// What one can do with one object of a kind that was registered: its page, its YAML, its verb, its words.

let port: Port;

beforeEach(() => {
	port = openPort();
});

afterEach(() => port.close());

describe('one of it', () => {
	it.each(['i', keys.enter])('has a page behind %j, which is kept true', async key => {
		const {screen, simulator} = await port.openList();
		await screen.press(key);
		await screen.waitFor(/ANCHORAGE north {2}● open[\s\S]*Portcullis[\s\S]*Roll of ships[\s\S]*ferry running/);
		simulator.machine.end(simulator.machine.container('ferry'), 0);
		await screen.waitFor('ferry exited');
		await screen.press(keys.escape);
		await screen.waitFor(/north +open +1 +2/);
	});

	it('is told as YAML', async () => {
		const {screen} = await port.openList();
		await screen.press('y');
		await screen.waitFor(/YAML north[\s\S]*Harbour: north[\s\S]*Ships:[\s\S]*- ferry[\s\S]*- trawler/);
	});

	it('is copied by its id', async () => {
		const {screen} = await port.openList();
		await screen.press('x');
		await screen.waitFor(`copied ${harbourId('north')}`);
	});
});

describe('an id that is told short', () => {
	it('is the kind’s, where it says so', async () => {
		port.add({
			...harboursNamed('piers', 'Piers'),
			identity: row => `${row.id} of a pier`,
			shortId: row => `${row.name} pier`,
			name: row => (row.name === 'south' ? 'south pier' : row.name),
		});
		const opened = await port.open({columns: 120});
		await typed(opened, 'piers');
		await opened.screen.waitFor(/PIERS 2/);
		await typed(opened, 'blockade north');
		await opened.screen.waitFor(/blockade anchorage north\?[\s\S]* north {2}north pier[ │]/);
	});
});

describe('its verb', () => {
	const pauses = ({simulator}: Program): number => simulator.requests.get('POST /containers/{id}/pause') ?? 0;

	it('is asked about, done, answered, and seen', async () => {
		const opened = await port.openList();
		const {screen} = opened;
		await screen.press('P');
		await screen.waitFor(/blockade anchorage north\?[\s\S]*holds ferry, trawler/);
		expect(pauses(opened)).toBe(0);
		await screen.press('y');
		await screen.waitFor('✓ blockaded north');
		await screen.waitFor(/north +blockaded +no ship is afloat: ferry, trawler/);
		expect(pauses(opened)).toBe(2);
		await typed(opened, 'messages');
		await screen.waitFor(/MESSAGES[\s\S]*blockaded north/);
	});

	it('is told while it is under way, and another has to wait', async () => {
		const {screen, simulator} = await port.openList();
		simulator.faults.hang = /\/pause$/;
		await screen.press('P');
		await screen.waitFor('blockade anchorage north?');
		await screen.press('y');
		await screen.waitFor('◌ blockade of north');
		await screen.press('P');
		await screen.waitFor(/cannot blockade north: blockade of north since .*, one verb at a time/);
	});

	it('is not done where one says no', async () => {
		const opened = await port.openList();
		await opened.screen.press('P');
		await opened.screen.waitFor('blockade anchorage north?');
		await opened.screen.press('n');
		await opened.screen.waitFor(without('blockade anchorage north?'));
		expect(pauses(opened)).toBe(0);
	});

	it('says why it cannot be done, and that it failed', async () => {
		const opened = await port.openList();
		const {screen, simulator} = opened;
		await screen.press('j', 'P');
		await screen.waitFor('cannot blockade south: no ship is afloat there');
		simulator.faults.refuse = {pattern: /\/pause$/, status: 500, message: 'the chain is rusty'};
		await screen.press('k', 'k', 'P');
		await screen.waitFor('blockade anchorage north?');
		await screen.press('y');
		await screen.waitFor('✗ could not blockade north: the chain is rusty');
	});

	it('is done to all that are marked, counted by their title', async () => {
		const {screen, simulator} = await port.openList();
		simulator.machine.start(simulator.machine.container('tug'));
		await screen.waitFor(/south +open/);
		await screen.press(' ', ' ', 'P');
		await screen.waitFor('blockade 2 harbours?');
		await screen.press('y');
		await screen.waitFor('✓ 2 of 2 blockaded');
	});

	it('that destroys several asks for a word, and leaves out where it cannot be done', async () => {
		const {screen, simulator} = await port.openList();
		simulator.machine.end(simulator.machine.container('ferry'), 0);
		await screen.waitFor(/north +open +1 +2/);
		await screen.press(' ', ' ', 'D');
		await screen.waitFor(/scuttle 2 harbours\?[\s\S]*sinks barge, tug[\s\S]*sinks ferry[\s\S]*remove/);
		await screen.press(...'remove', keys.enter);
		await screen.waitFor('✓ 2 of 2 scuttled');
		await screen.waitFor('HARBOURS 1');
	});

	it('is a word, on the selection and by name, from anywhere', async () => {
		const opened = await port.open();
		await typed(opened, 'blockade north');
		await opened.screen.waitFor('blockade anchorage north?');
		await opened.screen.press(keys.escape);
		await opened.screen.waitFor(without('blockade anchorage north?'));
		await typed(opened, 'blockade nowhere');
		await opened.screen.waitFor('there is no anchorage called nowhere');
		await port.openBy(opened);
		await opened.screen.waitFor(/north +open/);
		await typed(opened, 'blockade');
		await opened.screen.waitFor('blockade anchorage north?');
	});

	it('is gone in read-only mode', async () => {
		const opened = await port.openList({isReadOnly: true});
		expect(footerOf(opened)).not.toContain('blockade');
		await typed(opened, 'blockade north');
		await opened.screen.waitFor('blockade is off: read-only');
	});
});

describe('its words', () => {
	it.each(['harbours', 'ha8', 'harb'])(':%s opens its list', async word => {
		const opened = await port.open();
		await typed(opened, word);
		await opened.screen.waitFor(lines => lines[2]?.includes('HARBOURS 2') === true);
	});

	it('open its page and YAML by name, and are completed', async () => {
		const opened = await port.open();
		const {screen} = opened;
		await typed(opened, 'inspect south');
		await screen.waitFor('ANCHORAGE south');
		await typed(opened, `yaml ${harbourId('north').slice(0, 8)}`);
		await screen.waitFor('YAML north');
		await screen.press(':', ...'block', keys.tab, ...'nor', keys.tab);
		await screen.waitFor(':blockade north');
		await screen.press(keys.escape);
		await screen.waitFor(without(':blockade'));
		await typed(opened, 'harbuors');
		await screen.waitFor('no command harbuors: did you mean harbours?');
	});
});
