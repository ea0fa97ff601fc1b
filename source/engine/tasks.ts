import {cleanJson} from '../model/clean-text.ts';
import type {Service, SwarmNode, Task} from '../model/swarm.ts';
import {listAnswer, objectAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {decodeTask} from './decode-swarm.ts';

/** What tasks are named after. */
export type KnownOfTasks = {
	readonly services: ReadonlyMap<string, Service>;
	readonly nodes: ReadonlyMap<string, SwarmNode>;
};

/** Tasks of the swarm; managers only. */
export type Tasks = {
	/** All tasks with the names that the docker CLI gives them; node names and lost nodes are filled in from `nodes`. */
	list(known: KnownOfTasks, signal: AbortSignal): Promise<readonly Task[]>;
	/** The engine's own JSON, its text cleaned. */
	inspect(id: string, signal: AbortSignal): Promise<unknown>;
};

/** Tasks over dockerode's routes. */
export const createTasks = (calls: Calls): Tasks => ({
	list: async (known, signal) =>
		listAnswer('the tasks', await calls.patiently('/tasks', docker => docker.listTasks(), signal))
			.map(row => decodeTask(row, calls.host, known))
			.filter(row => row !== undefined),
	inspect: async (id, signal) =>
		cleanJson(objectAnswer('the task', ['ID'], await calls.swarm(signal).getTask(id).inspect())),
});
