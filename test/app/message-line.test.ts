import {expect, it} from 'vitest';
import type {AppState} from '../../source/app/app-state.ts';
import {runCommand} from '../../source/app/command/command-line.ts';
import {messageLine} from '../../source/app/lines/message-line.ts';
import {initialState} from './opening-state.ts';
import {watchedAt, watchedFleet} from './watched-fleet.ts';

const view = {state: watchedFleet(), now: watchedAt};

const told = (state: AppState): string =>
	messageLine(state, view, {columns: 80, rows: 24})
		.map(({text}) => text)
		.join('');

it('tells nothing of the selected row under a question, which may be about another', () => {
	expect(told(initialState)).toBe('search: its health check fails');
	const asked = runCommand(initialState, 'rm proxy', view, false);
	if (asked.kind !== 'outcome') throw new Error(`nothing was asked: ${asked.kind}`);
	expect(asked.outcome.state.overlay?.kind).toBe('confirm');
	expect(told(asked.outcome.state)).toBe('');
});
