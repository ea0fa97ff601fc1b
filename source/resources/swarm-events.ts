import type {EngineEvent} from '../model/event.ts';
import type {Situation} from '../store/table-source.ts';

/** Whether an event touches anything of the swarm: its managers tell of services and nodes, and never of tasks. */
export const touchesSwarm = (event: EngineEvent, {isWatched}: Situation): 'all' | undefined => {
	if (event.type === 'service' || event.type === 'node') return 'all';
	// A task's container says sooner than the next poll that its task changes state.
	const isOfTask = event.type === 'container' && event.attributes['com.docker.swarm.task.id'] !== undefined;
	return isOfTask && isWatched && (event.action === 'start' || event.action === 'die') ? 'all' : undefined;
};
