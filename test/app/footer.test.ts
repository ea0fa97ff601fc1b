import {describe, expect, it} from 'vitest';
import {type AppState, currentPlace, pushPlace} from '../../source/app/app-state.ts';
import {runCommand} from '../../source/app/command/command-line.ts';
import {footerOf} from '../../source/app/lines/place-footer.ts';
import {currentPanel, withList} from '../../source/app/list/panel.ts';
import {recordOf} from '../../source/app/places.ts';
import {goToScreen} from '../../source/app/ways/ways.ts';
import {initialState} from './opening-state.ts';
import {watchedAt, watchedFleet} from './watched-fleet.ts';

const view = {state: watchedFleet(), now: watchedAt};

/** The keys of the footer with their words, such as `Enter open`. */
const footer = (state: AppState, around = view): readonly string[] => {
	const keys = footerOf(state, around, false);
	return ('over' in keys ? keys.over : [...keys.looks, ...keys.acts]).map(({key, label}) => `${key} ${label}`);
};

const narrowed = (state: AppState, filter: string): AppState => {
	const panel = currentPanel(state);
	return panel === undefined ? state : withList(state, {...panel.list, filter});
};

const stateAfter = (command: string): AppState => {
	const came = runCommand(initialState, command, view, false);
	if (came.kind === 'state') return came.state;
	throw new Error(`:${command} led to ${came.kind}`);
};

describe('the footer', () => {
	const containers = goToScreen(initialState, 'containers');

	it('offers nothing that needs a row where there is none', () => {
		const none = footer(narrowed(containers, 'nothing is called so'));
		expect(footer(containers)).toEqual(expect.arrayContaining(['Enter open', 'i details', 'D remove']));
		for (const word of ['open', 'details', 'yaml', 'processes', 'remove', 'copy id'])
			expect(none.join()).not.toContain(word);
		expect(none).toContain('/ filter');
	});

	it('says what Esc does next', () => {
		expect(footer(initialState).join()).not.toContain('Esc');
		expect(footer(containers)).toContain('Esc back');
		expect(footer(narrowed(containers, 'web'))).toContain('Esc clear');
		expect(footer(narrowed(initialState, 'web'))).toContain('Esc clear');
	});

	it('offers to quit where q does that', () => {
		expect(footer(initialState)).toContain('q quit');
		expect(footer(containers).join()).not.toContain('q ');
	});

	it('offers to stop a job only while one is under way', () => {
		const jobs = stateAfter('jobs');
		const job = {id: 'job1', label: 'pulling', name: 'nginx', since: watchedAt, parts: []};
		const withJob = (more: object) => ({...view, state: {...view.state, jobs: [{...job, ...more}]}});
		expect(footer(jobs).join()).not.toContain('K stop it');
		expect(footer(jobs, withJob({}))).toContain('K stop it');
		const ended = {at: watchedAt, result: {tone: 'good', text: 'pulled nginx'}};
		expect(footer(jobs, withJob({ended})).join()).not.toContain('K stop it');
	});

	it('offers the next match once something is searched for', () => {
		const log = stateAfter('logs proxy');
		const place = currentPlace(log);
		const text = recordOf(place).text;
		if (text === undefined) throw new Error('a log is no text');
		expect(footer(log)).toEqual(expect.arrayContaining(['/ search', 'e next error']));
		expect(footer(log).join()).not.toMatch(/n next,|N previous/);
		const found = pushPlace(log, text.with(place, {...text.of(place), search: 'GET'}));
		expect(footer(found)).toEqual(expect.arrayContaining(['n next', 'N previous']));
	});

	it('names help last, as the first thing that is left out', () => {
		expect(footer(stateAfter('jobs')).at(-1)).toBe('? help');
	});
});
