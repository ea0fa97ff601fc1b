import type {SimulatedService} from './world.ts';

type Status = NonNullable<SimulatedService['updateStatus']>;

/** What a service tells as its tasks begin to be replaced; one that a person rolls back tells so. */
export const begunStatus = (isRollback: boolean, now: number): Status => ({
	State: isRollback ? 'rollback_started' : 'updating',
	StartedAt: new Date(now).toISOString(),
	Message: isRollback ? 'manually requested rollback' : 'update in progress',
});

/** What it tells once all are replaced; undefined where none are. */
export const endedStatus = (status: Status | undefined, now: number): Status | undefined => {
	const ended = {updating: 'completed', rollback_started: 'rollback_completed'}[status?.State ?? ''];
	if (status === undefined || ended === undefined) return undefined;
	const message = ended === 'completed' ? 'update completed' : 'rollback completed';
	return {...status, State: ended, CompletedAt: new Date(now).toISOString(), Message: message};
};
