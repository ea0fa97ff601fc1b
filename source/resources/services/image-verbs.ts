import type {SpecChange} from '../../engine/spec-difference.ts';
import {repositoryOf} from '../../model/image.ts';
import type {Service} from '../../model/swarm.ts';
import type {ActionRequest} from '../../store/monitor.ts';
import {changeLines} from '../retraceable.ts';
import {type Field, textValue, type Verb} from '../verb.ts';
import {isHeld, replacedOf} from './update-slots.ts';

/** Tags of the engine that are offered. */
const mostTags = 50;

const imageField = (row: Service, tags: readonly string[]): Field => ({
	kind: 'text',
	id: 'image',
	title: 'Image',
	default: row.image,
	completions: tags,
	check: text => (/^\S+$/.test(text) ? undefined : 'an image has a name, such as api:2, without blanks'),
});

/** Runs another image. */
const update: Verb<Service> = {
	id: 'update',
	key: 'U',
	words: [{word: 'image', does: 'update'}],
	help: 'update a service to another image',
	label: () => 'update',
	danger: 'interrupts',
	refusal: () => undefined,
	reach: row => [
		`runs ${row.image} now; its tasks are replaced as its update policy says`,
		'the tag is sent as it is written: each node asks the registry for it when it starts a task, no digest is pinned',
	],
	fields: row => [imageField(row, [])],
	prepare: async (row, engine, signal) => {
		const repository = repositoryOf(row.image);
		const tags = (await engine.images.list([], signal)).flatMap(({reference}) => reference ?? []);
		// Those of the same repository are the likeliest.
		const near = tags.filter(tag => repositoryOf(tag) === repository);
		return {fields: [imageField(row, [...near, ...tags.filter(tag => !near.includes(tag))].slice(0, mostTags))]};
	},
	request: (row, values) => {
		const image = textValue(values, 'image') ?? row.image;
		return {
			id: row.id,
			name: row.name,
			past: 'updated',
			pending: `updating to ${image}`,
			done: `update of ${row.name} to ${image} has begun; :update ${row.name} shows it`,
			already: `${row.name} runs ${image} already`,
			failed: `could not update ${row.name}`,
			run: (engine, signal) => engine.services.setImage(row.id, image, signal),
		};
	},
	undo(row, values) {
		const image = textValue(values, 'image') ?? row.image;
		const title = `update ${row.name} to ${image}`;
		return {values: {image: row.image}, expects: {image}, title, back: `runs ${row.image} again, by a new update`};
	},
};

const backRequest = (row: Service, shown: readonly SpecChange[]): ActionRequest => ({
	id: row.id,
	name: row.name,
	past: 'rolled back',
	pending: 'rolling back',
	done: `rollback of ${row.name} has begun; :update ${row.name} shows it`,
	already: `${row.name} is rolled back already`,
	failed: `could not roll back ${row.name}`,
	run: (engine, signal) => engine.services.rollBack(row.id, shown, signal),
});

/** Goes back to the spec before the last update. */
const rollBack: Verb<Service> = {
	id: 'rollback',
	key: 'B',
	help: 'roll a service back to what it was before its last update',
	label: () => 'roll back',
	danger: 'interrupts',
	refusal: row => (row.hasPreviousSpec ? undefined : 'it was never updated: there is nothing to go back to'),
	reach: () => ['goes back to its previous spec, a few tasks at a time as its rollback policy says:'],
	prepare: async (row, engine, signal) => {
		const changes = await engine.services.rollback(row.id, signal);
		if (changes === undefined) return {refusal: 'it was never updated: there is nothing to go back to'};
		return {
			reach: changes.length === 0 ? ['no field differs: its tasks are as they would be'] : changeLines(changes),
			request: () => backRequest(row, changes),
		};
	},
	// What was shown is what is gone back to; without that nothing is.
	request: row => backRequest(row, []),
};

/** Goes on with an update that the engine paused. */
const goOn: Verb<Service> = {
	id: 'continue',
	help: 'go on with an update that was paused because tasks failed',
	label: () => 'continue update of',
	danger: 'interrupts',
	refusal: row =>
		isHeld(row) ? undefined : 'no update of it is paused: the engine pauses one only where tasks fail in it',
	reach: (row, view) => {
		const {replaced, total} = replacedOf(row, view);
		return [
			`replaces the rest with ${row.image}: ${replaced} of ${total} slots run it now`,
			'the next failure beyond what is allowed pauses it again',
			`what is gone back to is this spec from then on: ${row.previousImage ?? 'the one before'} is to be named then`,
		];
	},
	request: row => ({
		id: row.id,
		name: row.name,
		past: 'continued',
		pending: 'going on',
		done: `update of ${row.name} goes on; :update ${row.name} shows it`,
		already: `update of ${row.name} goes on already`,
		failed: `could not go on with the update of ${row.name}`,
		run: (engine, signal) => engine.services.goOn(row.id, signal),
	}),
};

/** What can be done to the image of services. */
export const imageVerbs: ReadonlyArray<Verb<Service>> = [update, rollBack, goOn];
