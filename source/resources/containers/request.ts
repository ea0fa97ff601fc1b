import type {Container} from '../../model/container.ts';
import type {ActionRequest} from '../../store/monitor.ts';

/** Whether it has processes, frozen or not. */
export const isUp = (container: Container): boolean => ['running', 'restarting', 'paused'].includes(container.state);

/** A verb on one container, pinned to its id, in the words that tell how it goes. */
export const request = (
	container: Pick<Container, 'id' | 'name'>,
	words: {readonly pending: string; readonly done: string; readonly verb: string; readonly already: string},
	run: ActionRequest['run'],
): ActionRequest => ({
	id: container.id,
	name: container.name,
	past: words.done,
	pending: words.pending,
	done: `${words.done} ${container.name}`,
	already: `${container.name} ${words.already}`,
	failed: `could not ${words.verb} ${container.name}`,
	run,
});
