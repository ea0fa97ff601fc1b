import type {Engine} from '../../engine/engine.ts';
import type {Container} from '../../model/container.ts';
import {textValue, type Verb} from '../verb.ts';

const notRunning = (row: Container): string | undefined => (row.state === 'running' ? undefined : 'it does not run');

/** The main process on this terminal, as `docker attach`. */
export const attach: Verb<Container> = {
	id: 'attach',
	help: 'attach this terminal to the main process of a container; ^P ^Q leaves it',
	label: () => 'attach',
	question: rows => `Attach this terminal to the main process of ${rows.map(({name}) => name).join(', ')}?`,
	danger: 'interrupts',
	refusal: notRunning,
	reach: () => ['^P ^Q leaves it running', 'what is typed goes to its main process: ^C or exit may end the container'],
	session: row => ({
		id: row.id,
		name: row.name,
		title: 'the main process',
		greeting: `attached to ${row.name}: ^P ^Q leaves it running, ^C and exit go to its main process`,
		open: (engine, size, signal) => engine.containers.attach(row.id, size, signal),
	}),
	request: () => [],
};

// Those that have a shell and tools, the likeliest first.
const handy = ['netshoot', 'busybox', 'alpine', 'debian', 'ubuntu', 'toolbox'];

/** Names of the images of an engine, those that are handy first. */
const imageNames = async (engine: Engine, signal: AbortSignal): Promise<readonly string[]> => {
	const rows = await engine.images.list([], signal);
	const names = [...new Set(rows.flatMap(({reference}) => reference ?? []))];
	const rank = (name: string): number => {
		const at = handy.findIndex(word => name.includes(word));
		return at === -1 ? handy.length : at;
	};
	return names.toSorted((a, b) => rank(a) - rank(b));
};

/** A shell beside a container whose image has none. */
export const debug: Verb<Container> = {
	id: 'debug',
	help: 'a shell in a new container that shares the processes and the network of another one',
	label: () => 'debug',
	question: rows => `Open a debug shell beside ${rows.map(({name}) => name).join(', ')}?`,
	danger: 'none',
	refusal: notRunning,
	reach: () => [
		'a container of this image is made, sees its processes and its network, and is removed after',
		'its files are at /proc/1/root there',
	],
	async prepare(row, engine, signal) {
		const names = await imageNames(engine, signal);
		if (names.length === 0) return {refusal: 'this engine has no image to make a container of'};
		return {
			fields: [
				{
					kind: 'text',
					id: 'image',
					title: 'Image',
					default: names[0] ?? row.image,
					completions: names,
					check: name =>
						names.includes(name) || names.includes(`${name}:latest`)
							? undefined
							: `this engine has no image ${name}; it has ${names.slice(0, 3).join(', ')}`,
				},
			],
		};
	},
	session: (row, values) => ({
		id: row.id,
		name: row.name,
		title: 'a debug shell',
		greeting: `beside ${row.name}: exit or ^P ^Q ends and removes it; its files: /proc/1/root`,
		open: (engine, size, signal) =>
			engine.containers.debug(row.id, {image: textValue(values, 'image') ?? '', size}, signal),
	}),
	request: () => [],
};
