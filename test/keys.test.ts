import {describe, expect, it} from 'vitest';
import {keyTable} from '../source/app/keys/key-table.ts';
import {placeKey} from '../source/app/keys/place-keys.ts';
import {freshLog} from '../source/app/log/log-place.ts';
import {freshPage} from '../source/app/places/page.tsx';
import {freshRaw} from '../source/app/places/raw.tsx';
import {freshSurvey} from '../source/app/places/survey.tsx';
import {type Place, recordOf} from '../source/app/places.ts';
import {wholeText} from '../source/app/text/text-state.ts';
import {goToScreen, openHelp} from '../source/app/ways/ways.ts';
import {type Binding, bindingIn, type Mode} from '../source/keys.ts';
import {resourceIds, resourceNamed} from '../source/resources/registry.ts';
import {usualSettings} from '../source/settings/settings.ts';
import {initialState} from './app/opening-state.ts';
import {watchedAt, watchedFleet} from './app/watched-fleet.ts';

const modes: readonly Mode[] = ['overview', 'list', 'page', 'log', 'text', 'tree', 'help', 'jobs', 'connect'];

const bindings = keyTable(usualSettings);

const bindingFor = (key: string, mode: Mode): Binding | undefined => bindingIn(bindings, key, mode);

describe('the key table', () => {
	it.each(modes)('means one thing for each key in %s', mode => {
		const keys = bindings.filter(binding => binding.modes.includes(mode)).flatMap(binding => binding.keys);
		expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
	});

	it('binds each verb that has a key to that, a capital, in lists', () => {
		for (const id of resourceIds()) {
			const verbs = resourceNamed(id)(resource =>
				resource.verbs.flatMap(({id: verb, key}) => (key === undefined ? [] : [{verb, key}])),
			);
			for (const {verb, key} of verbs) {
				expect(key).toMatch(/^[A-Z]$/);
				expect(bindingFor(key, 'list'), `${id} ${key}`).toMatchObject({group: 'act', verbs: {[id]: verb}});
			}
		}
	});

	it('has no two verbs of a kind on one key, or called by one word', () => {
		for (const id of resourceIds()) {
			const verbs = resourceNamed(id)(resource =>
				resource.verbs.map(({id: verb, key, words = []}) => ({
					key,
					words: [...new Set([verb, ...words.map(({word}) => word)])],
				})),
			);
			for (const all of [verbs.map(({key}) => key), verbs.flatMap(({words}) => words)])
				expect(
					all.filter((name, index) => name !== undefined && all.indexOf(name) !== index),
					id,
				).toEqual([]);
		}
	});

	it('tells what a key does to each kind that has a verb on it', () => {
		expect(bindingFor('R', 'list')).toMatchObject({
			label: 'restart',
			help: expect.stringMatching(/^restart a container; rolling restart of a service/),
			verbs: {containers: 'restart', services: 'restart'},
		});
		expect(bindingFor('S', 'page')).toMatchObject({label: 'stop/start', verbs: {containers: 'stop'}});
	});

	it('acts by capitals only', () => {
		for (const binding of bindings.filter(({group}) => group === 'act'))
			for (const key of binding.keys) expect(key).toMatch(/^[A-Z]$/);
	});

	it('has a way out of each place', () => {
		for (const mode of modes) expect(bindingFor('ctrl+c', mode)?.command).toBe('quit');
		for (const mode of modes.filter(mode => mode !== 'connect'))
			expect(bindingFor('escape', mode)?.command).toBe('back');
	});
});

const view = {state: watchedFleet(), now: watchedAt};
const around = {
	view,
	isReadOnly: false,
	text: wholeText(Array.from({length: 50}, (_, index) => `line ${index}`)),
	page: 10,
};
const [firstId = ''] = view.state.tables.containers.rows.keys();
const object = {resource: 'containers', id: firstId, name: 'it'};
const raw = freshRaw(object);

const folded = {id: 'all', cells: [{text: 'all'}], branches: [{id: 'one', cells: [{text: 'one'}]}], isFolded: true};
const survey = freshSurvey('engine', view);
const toldSurvey: Place = {
	...survey,
	blocks: survey.blocks.map(block => ({...block, answer: {report: {branches: () => [folded], facts: {}}}})),
};

const places: ReadonlyArray<readonly [Mode, Place]> = [
	['overview', initialState.places[0] as Place],
	['list', goToScreen(initialState, 'containers').places.at(-1) as Place],
	['page', {...freshPage(object, false), top: 3}],
	[
		'log',
		freshLog([{kind: 'container', id: firstId, name: 'it'}], {resource: 'containers', ids: [firstId], name: 'it'}),
	],
	['text', {...raw, text: {...raw.text, top: 5, column: 16, search: 'line'}}],
	['tree', toldSurvey],
	['help', openHelp(initialState).places.at(-1) as Place],
];

describe('each key', () => {
	it.each(
		places.flatMap(([mode, place]) =>
			bindings
				.filter(binding => binding.modes.includes(mode))
				.flatMap(binding => binding.keys.map(key => [key, mode, place] as const)),
		),
	)('%s does something in %s', (key, mode, place) => {
		expect(recordOf(place).mode).toBe(mode);
		const state = {
			...initialState,
			places: [...initialState.places.slice(0, 1), ...(mode === 'overview' ? [] : [place])],
		};
		const outcome = placeKey(state, key, around);
		const {state: next, effects} = outcome;
		// Another state, an effect, or a sentence on why not.
		const isMove = bindingFor(key, mode)?.group === 'move' || bindingFor(key, mode)?.command === 'back';
		if (!isMove) expect(next !== state || effects.length > 0).toBe(true);
		expect(next.hint?.text ?? '').not.toContain('does nothing here');
	});
});
