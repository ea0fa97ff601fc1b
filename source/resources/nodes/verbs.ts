import type {NodeChange} from '../../engine/change-node.ts';
import type {SwarmNode} from '../../model/swarm.ts';
import type {ActionRequest} from '../../store/monitor.ts';
import type {View} from '../resource.ts';
import {retraceable} from '../retraceable.ts';
import {textValue, type Verb} from '../verb.ts';
import {movesOf} from './moves.ts';
import {noQuorum, quorumNow, quorumText, quorumWith, quorumWithout} from './quorum.ts';

const changing = (
	{id, name}: SwarmNode,
	words: {readonly past: string; readonly pending: string; readonly already: string; readonly failed: string},
	change: NodeChange,
	/** What was done, where the spec of before takes it back. */
	title?: string,
): ActionRequest => ({
	id,
	name,
	past: words.past,
	pending: words.pending,
	done: `${words.past} ${name}`,
	already: `${name} ${words.already} already`,
	failed: `could not ${words.failed} ${name}`,
	async run(engine, signal) {
		const replaced = await engine.nodes.change(id, change, signal);
		if (replaced === 'already') return replaced;
		return title === undefined
			? 'done'
			: retraceable(title, replaced, (given, end) => given.nodes.putBack(id, replaced, end));
	},
});

/** By its id, what an availability is done and called. */
const availabilities = {
	active: {past: 'activated', pending: 'activating', already: 'is active', failed: 'activate'},
	pause: {past: 'paused', pending: 'pausing', already: 'is paused', failed: 'pause'},
	drain: {past: 'drained', pending: 'draining', already: 'is drained', failed: 'drain'},
} as const;

const availability: Verb<SwarmNode> = {
	id: 'availability',
	key: 'A',
	help: 'drain, pause or activate a node',
	label: () => 'availability',
	question: rows => `Set availability of node ${rows.map(({name}) => name).join(', ')}?`,
	danger: 'interrupts',
	refusal: (_row, view) => noQuorum(view),
	reach: (row, view) => [
		`it is ${row.availability}; paused it takes no new tasks and keeps those that it has; drained:`,
		...movesOf(row, view),
		...(row.role === 'manager' ? ['it stays a manager: the quorum is as it was'] : []),
	],
	fields: row => [
		{
			kind: 'choice',
			id: 'to',
			title: 'Availability',
			default: row.availability === 'active' ? 'drain' : 'active',
			options: [
				{id: 'drain', label: 'drain'},
				{id: 'pause', label: 'pause'},
				{id: 'active', label: 'active', aliases: ['activate']},
			],
		},
	],
	request: (row, values) => {
		const to = textValue(values, 'to');
		const chosen = to === 'active' || to === 'pause' ? to : 'drain';
		return changing(row, availabilities[chosen], {availability: chosen});
	},
	undo(row, values) {
		const to = textValue(values, 'to') ?? 'drain';
		const title = `set ${row.name} to ${to}`;
		return {values: {to: row.availability}, expects: {availability: to}, title, back: `is ${row.availability} again`};
	},
};

const promote: Verb<SwarmNode> = {
	id: 'promote',
	help: 'make a worker a manager',
	label: () => 'promote',
	danger: 'interrupts',
	refusal: (row, view) => {
		if (row.role === 'manager') return 'it is a manager already';
		// It would count as a manager, and not as one that is reached.
		return row.state === 'ready'
			? noQuorum(view)
			: `it is ${row.state}: as a manager it would count, and not be reached`;
	},
	reach: (_row, view) => [
		quorumText(quorumNow(view), 'promoting makes', quorumWith(view)),
		'its tasks stay where they are',
	],
	request: row =>
		changing(
			row,
			{past: 'promoted', pending: 'promoting', already: 'is a manager', failed: 'promote'},
			{role: 'manager'},
		),
	undo: ({name}) => ({
		by: 'demote',
		values: {},
		expects: {role: 'manager'},
		title: `promote ${name}`,
		back: 'is a worker again',
	}),
};

const demotionRefused = (row: SwarmNode, view: View): string | undefined => {
	if (row.role !== 'manager') return 'it is a worker already';
	const lost = noQuorum(view);
	if (lost !== undefined) return lost;
	const then = quorumWithout(row, view);
	if (then.managers === 0) return 'it is the only manager: a swarm without one is none';
	return then.reachable >= then.needed
		? undefined
		: `it would leave ${then.reachable} of ${then.managers} managers reachable where ${then.needed} are needed: the swarm would stop`;
};

const demote: Verb<SwarmNode> = {
	id: 'demote',
	help: 'make a manager a worker',
	label: () => 'demote',
	danger: 'interrupts',
	refusal: demotionRefused,
	reach: (row, view) => [
		quorumText(quorumNow(view), 'demoting leaves', quorumWithout(row, view)),
		...(row.isLeader ? ['it leads: another manager is chosen first'] : []),
		...(row.isSelf
			? ['it is the one that is asked here: services, tasks and nodes are not seen from it any more']
			: []),
		'its tasks stay where they are, unless they want a manager',
	],
	request: row =>
		changing(row, {past: 'demoted', pending: 'demoting', already: 'is a worker', failed: 'demote'}, {role: 'worker'}),
	undo: ({name}) => ({
		by: 'promote',
		values: {},
		expects: {role: 'worker'},
		title: `demote ${name}`,
		back: 'is a manager again',
	}),
};

const label: Verb<SwarmNode> = {
	id: 'label',
	help: 'set or take away a label of a node, which constraints name',
	label: () => 'label',
	danger: 'interrupts',
	refusal: (_row, view) => noQuorum(view),
	reach: (row, view) => {
		const wanting = [...view.state.tables.services.rows.values()].filter(({constraints}) =>
			constraints.some(constraint => /node\.labels\./i.test(constraint)),
		);
		return [
			`it has ${
				Object.entries(row.labels)
					.map(([name, value]) => `${name}=${value}`)
					.join(', ') || 'no labels'
			}`,
			...(wanting.length === 0
				? []
				: [`tasks that no longer fit are moved; labels are wanted by ${wanting.map(({name}) => name).join(', ')}`]),
		];
	},
	fields: row => [
		{
			kind: 'choice',
			id: 'change',
			title: 'Change',
			options: [
				{id: 'set', label: 'set'},
				{id: 'remove', label: 'remove', aliases: ['rm']},
			],
		},
		{
			kind: 'text',
			id: 'name',
			title: 'Label',
			completions: Object.keys(row.labels),
			check: text => (/^[^\s=]+$/.test(text.trim()) ? undefined : 'a label has a name, without blanks and ='),
		},
		{kind: 'text', id: 'value', title: 'Value'},
	],
	discord: values =>
		textValue(values, 'change') === 'remove' && (textValue(values, 'value') ?? '') !== ''
			? {id: 'value', text: 'a label is removed by its name alone'}
			: undefined,
	request: (row, values) => {
		const name = (textValue(values, 'name') ?? '').trim();
		const isRemoved = textValue(values, 'change') === 'remove';
		return changing(
			row,
			{
				past: 'labelled',
				pending: 'labelling',
				already: isRemoved ? `has no label ${name}` : `has label ${name} so`,
				failed: 'label',
			},
			{label: isRemoved ? {name} : {name, value: textValue(values, 'value') ?? ''}},
			`${isRemoved ? 'take' : 'set'} label ${name} of ${row.name}`,
		);
	},
};

const remove: Verb<SwarmNode> = {
	id: 'remove',
	key: 'D',
	words: [{word: 'rm', does: 'remove'}],
	help: 'take a node out of the swarm',
	label: () => 'remove',
	danger: 'destroys',
	refusal: (row, view) =>
		row.role === 'manager' ? 'it is a manager: demote it first, so that the quorum counts it no more' : noQuorum(view),
	reach: (row, view) => [
		...movesOf(row, view),
		row.state === 'down'
			? 'it is down; should it come back, it has to leave the swarm and join anew'
			: `it is ${row.state}: the engine wants force for that, and it is sent; drain it first to let tasks move in order`,
	],
	request: row => ({
		id: row.id,
		name: row.name,
		past: 'removed',
		pending: 'removing',
		done: `removed node ${row.name}`,
		already: `${row.name} is gone already`,
		failed: `could not remove node ${row.name}`,
		run: (engine, signal) => engine.nodes.remove(row.id, row.state !== 'down', signal),
	}),
};

/** What can be done to nodes. */
export const nodeVerbs: ReadonlyArray<Verb<SwarmNode>> = [availability, promote, demote, label, remove];
