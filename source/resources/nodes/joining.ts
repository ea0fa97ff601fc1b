import type {Joining, Rotated} from '../../engine/swarm.ts';
import {cleanText} from '../../model/clean-text.ts';
import type {SwarmNode} from '../../model/swarm.ts';
import type {Reading} from '../resource.ts';
import {type GeneralVerb, textValue} from '../verb.ts';
import {noQuorum} from './quorum.ts';

const joinLine = (token: string, {address}: Joining): string =>
	`docker swarm join --token ${cleanText(token)} ${address === undefined ? 'MANAGER:2377' : cleanText(address)}`;

/** The lines that make another machine a node, as `docker swarm join-token` tells them: only when they are asked for. */
export const joinTokens: Reading<SwarmNode> = {
	id: 'join-tokens',
	help: 'the line by which another machine joins this swarm, as a worker or as a manager',
	refusal: (_row, view) => noQuorum(view),
	async read(_row, engine, signal) {
		const [joining, unlockKey] = await Promise.all([engine.swarm.joining(signal), engine.swarm.unlockKey(signal)]);
		return [
			'As a worker:',
			joinLine(joining.worker, joining),
			'',
			'As a manager:',
			joinLine(joining.manager, joining),
			'',
			...(unlockKey === undefined
				? ['Managers are not locked: a restarted one needs no key.']
				: ['A restarted manager is unlocked by docker swarm unlock, with the key', cleanText(unlockKey)]),
		];
	},
	note: () => 'whoever has one of these can join',
};

/** What each of them is called. */
const titles: Readonly<Record<Rotated, string>> = {
	worker: 'the token of workers',
	manager: 'the token of managers',
	'unlock-key': 'the unlock key',
};

const isRotated = (value: string | undefined): value is Rotated => value !== undefined && value in titles;

/** Replaces a join token or the unlock key. */
export const rotateToken: GeneralVerb = {
	id: 'rotate-token',
	help: 'replace a join token, or the unlock key, by a new one',
	danger: 'interrupts',
	question: () => 'Make a new join token, or unlock key?',
	refusal: ({state}) => (state.role === 'manager' ? undefined : 'only a manager of a swarm has join tokens'),
	reach: () => [
		'an old token is taken no more; nodes that joined by it stay',
		'managers that are down now may still ask for the old unlock key: keep both',
	],
	fields: () => [
		{
			kind: 'choice',
			id: 'of',
			title: 'Of',
			default: 'worker',
			options: [
				{id: 'worker', label: 'workers'},
				{id: 'manager', label: 'managers'},
				{id: 'unlock-key', label: 'unlock key'},
			],
		},
	],
	request: values => {
		const chosen = textValue(values, 'of');
		const what = isRotated(chosen) ? chosen : 'worker';
		const title = titles[what];
		return {
			id: 'rotate-token',
			name: title,
			past: 'replaced',
			pending: `replacing ${title}`,
			done: `replaced ${title}; :join-tokens tells the new one`,
			already: `${title} is new already`,
			failed: `could not replace ${title}`,
			run: (engine, signal) => engine.swarm.rotate(what, signal),
		};
	},
};
