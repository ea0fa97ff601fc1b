import {numberValue, textValue, type Verb} from '../../source/resources/verb.ts';
import type {Ship} from './ships.ts';

/** A made-up verb: all that the program knows of it is here. */
export const refit: Verb<Ship> = {
	id: 'refit',
	key: 'T',
	words: [{word: 'overhaul', does: 'refit'}],
	help: 'refit a ship: rig, crew and captain',
	label: () => 'refit',
	danger: 'interrupts',
	refusal: row => (row.isAfloat ? undefined : 'it lies aground'),
	reach: () => ['its crew goes ashore meanwhile'],
	question: rows => `Take ${rows.map(({name}) => name).join(' and ')} into dry dock?`,
	fields: () => [
		{
			kind: 'choice',
			id: 'rig',
			title: 'Rig',
			options: [
				{id: 'sloop', label: 'one mast'},
				{id: 'brig', label: 'two masts', aliases: ['two']},
			],
		},
		{
			kind: 'number',
			id: 'crew',
			title: 'Crew',
			min: 2,
			max: 40,
			check: crew => (crew === 13 ? 'no crew of 13 puts to sea' : undefined),
		},
		{
			kind: 'text',
			id: 'captain',
			title: 'Captain',
			completions: ['Anne', 'Annika', 'Grace'],
			check: captain => (captain === '' ? 'a ship needs a captain' : undefined),
		},
	],
	request: (row, values) => {
		const rig = textValue(values, 'rig');
		const words = `${row.name}: ${rig}, crew ${numberValue(values, 'crew')}, captain ${textValue(values, 'captain')}`;
		return {
			id: row.id,
			name: row.name,
			past: 'refitted',
			pending: 'refitting',
			done: `refitted ${words}`,
			already: `${row.name} is in dock already`,
			failed: `could not refit ${row.name}`,
			// What was chosen shows in how the container ends.
			run: (engine, signal) => engine.containers.kill(row.id, rig === 'brig' ? 'SIGTERM' : 'SIGKILL', signal),
		};
	},
};
