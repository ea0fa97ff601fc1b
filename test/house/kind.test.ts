import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {ofAllKinds} from '../../source/resources/registry.ts';
import {typed} from '../app/program.ts';
import {keys} from '../terminal/screen.ts';
import {harbourFleet} from './harbour-fleet.ts';
import {harboursNamed} from './harbours.ts';
import {footerOf, openPort, type Port, without} from './port.ts';

// A kind is one record and owns its whole path: this one is registered, and its tab, key, list, help and footer come of it.

let port: Port;

/** Titles of the kinds with a tab that have no digit of their own, in the order of the tabs. */
const others = (): readonly string[] =>
	ofAllKinds(({title, digit, isAside}) => (digit === undefined && isAside !== true ? [title] : [])).flat();

beforeEach(() => {
	port = openPort();
});

afterEach(() => port.close());

describe('a kind that was registered is there', () => {
	it('in the header, in the tabs, where its faults are counted, and on the home', async () => {
		const {screen} = await port.open();
		await screen.waitFor(/ 1 at fault /);
		await screen.waitFor(`${port.digit()} Harbours 1✗`);
		await screen.waitFor(/HARBOURS 2 [\s\S]*south +silted[\s\S]*north +open/);
	});

	it('behind its digit or its word, with its columns and its rows, and why they are as they are', async () => {
		const {screen} = await port.openList();
		await screen.waitFor(/HARBOURS 2▴ PORTCULLIS +WHY +AFLOAT +SHIPS/);
		await screen.waitFor(/north +open +2 +2\n/);
		await screen.waitFor(/south +silted +no ship is afloat: barge, tug/);
		await screen.press('j');
		await screen.waitFor('south: no ship is afloat: barge, tug');
	});

	it('as long as it is registered', async () => {
		port.takeOff();
		const {screen} = await port.open();
		expect(screen.text().join('\n')).not.toMatch(/harbour/i);
	});

	it('behind the last digit that is free, and by its word alone after that; 0 is kept for who has it', async () => {
		// The home and ten kinds, however many there are without these.
		for (const name of ['wharves', 'moorings', 'jetties', 'ferries', 'docks'].slice(0, 9 - others().length).reverse())
			port.add(harboursNamed(name, `${name.charAt(0).toUpperCase()}${name.slice(1)}`));
		const opened = await port.open({columns: 220});
		const {screen} = opened;
		const [keyed, own, left] = [others()[7] ?? '', 'Events', others()[8] ?? ''];
		await screen.waitFor(new RegExp(` 9 ${keyed}(?: \\d+✗)? {2,}0 ${own} {2,}${left}[ \\n]`));
		await screen.press('9');
		await screen.waitFor(lines => lines[2]?.includes(`${keyed.toUpperCase()} `) === true);
		await screen.press('0');
		await screen.waitFor(lines => lines[2]?.includes(`${own.toUpperCase()} `) === true);
		await typed(opened, left.toLowerCase());
		await screen.waitFor(lines => lines[2]?.includes(`${left.toUpperCase()} `) === true);
	});

	// The home, eight kinds and the one that has its own have all digits.
});

describe('what happens to its rows', () => {
	it('is seen without a key', async () => {
		const {screen, simulator} = await port.openList();
		await screen.waitFor(/south +silted/);
		simulator.machine.start(simulator.machine.container('tug'));
		await screen.waitFor(/south +open +1 +2/);
		await screen.waitFor(without('✗'));
		simulator.machine.remove(simulator.machine.container('ferry'));
		await screen.waitFor(/north +open +1 +1/);
		simulator.machine.remove(simulator.machine.container('trawler'));
		await screen.waitFor('HARBOURS 1');
	});

	it('and that they cannot be read', async () => {
		const opened = await port.open({fleet: {...harbourFleet(), containers: []}});
		const {screen, simulator} = opened;
		await port.openBy(opened);
		await screen.waitFor('no containers, no harbours');
		simulator.faults.refuse = {pattern: /^\/containers\/json/, status: 403, message: 'forbidden by the proxy'};
		await simulator.kill();
		await simulator.restart();
		await screen.press(keys.control('r'));
		await screen.waitFor('cannot read the harbours: forbidden by the proxy');
	});
});

describe('its list', () => {
	it.each([
		['its field', 'ship=ferry', 'north'],
		['the negation of its field', '!ship=ferry', 'south'],
		['a column', 'portcullis=silt', 'south'],
		['a column of figures', 'afloat=2', 'north'],
		['its reason', 'why=barge', 'south'],
		['a word', 'nort', 'north'],
		['a pattern', '/^sou/', 'south'],
	])('is narrowed by %s', async (_what, words, name) => {
		const opened = await port.openList();
		await opened.screen.press('/', ...words, keys.enter);
		await opened.screen.waitFor('HARBOURS 1/2');
		await opened.screen.waitFor(lines => lines[3]?.includes(name) === true);
	});

	it('says which fields there are', async () => {
		const opened = await port.openList();
		await opened.screen.press('/', ...'captain=me', keys.enter);
		await opened.screen.waitFor('filter: no field captain: ship engine harbour portcullis why afloat ships');
	});

	it('is narrowed to what is at fault, and to what runs', async () => {
		const {screen} = await port.openList();
		await screen.press('z');
		await screen.waitFor(lines => lines[3]?.includes('south') === true && lines[2]?.includes('1/2') === true);
		await screen.press('z', 'a');
		await screen.waitFor(lines => lines[3]?.includes('north') === true && lines[2]?.includes('1/2') === true);
	});

	it('is sorted by its columns', async () => {
		const opened = await port.openList();
		const {screen} = opened;
		await screen.press('s');
		await screen.waitFor(/Sort by[\s\S]*trouble first[\s\S]*● HARBOUR[\s\S]*PORTCULLIS[\s\S]*AFLOAT[\s\S]*SHIPS/);
		await screen.press('k', keys.enter);
		await screen.waitFor(lines => lines[3]?.includes('south') === true);
		await typed(opened, 'sort afloat');
		await screen.waitFor(lines => lines[3]?.includes('north') === true);
	});
});

describe('its help and footer', () => {
	it('tell its keys in its words, and none that mean nothing for it', async () => {
		const opened = await port.openList();
		const {screen} = opened;
		await screen.waitFor(/D scuttle {2}P blockade {2}X actions$/);
		expect(footerOf(opened)).not.toMatch(/l logs|t processes/);
		await screen.press('?');
		await screen.waitFor(/u +take the last verb back/);
		expect(screen.text().join('\n')).not.toMatch(/container|service/);
		await screen.press(keys.pageDown);
		await screen.waitFor(/D +scuttle an anchorage/);
		await screen.waitFor(/P +hold all ships that are afloat there/);
		await screen.waitFor(/1…0 +Overview, Containers, (?=.*Harbours).*Events/);
	});

	it('say that it has no log and no processes', async () => {
		const {screen} = await port.openList();
		await screen.press('l');
		await screen.waitFor('an anchorage has no log of its own');
		await screen.press('t');
		await screen.waitFor('only containers tell their processes');
	});
});
