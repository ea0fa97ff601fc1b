import {Refusal} from './refusal.ts';
import type {Route, Visit} from './route.ts';

/** By what another machine joins a simulated swarm: how often each token was made, and the key where managers are locked. */
type Joining = {version: number; readonly rotations: {worker: number; manager: number}; readonly unlockKey: string};

const joinings = new WeakMap<object, Joining>();

const joiningOf = ({machine}: Visit): Joining => {
	const joining = joinings.get(machine) ?? {version: 10, rotations: {worker: 1, manager: 1}, unlockKey: ''};
	joinings.set(machine, joining);
	return joining;
};

const tokenOf = (role: 'worker' | 'manager', rotation: number): string =>
	`SWMTKN-1-${'simulated'.padEnd(50, '0')}-${role}${String(rotation).padStart(25 - role.length, '0')}`;

const isTrue = (value: string | null): boolean => value === 'true' || value === '1';

const update = (visit: Visit): void => {
	const {query, done} = visit;
	const joining = joiningOf(visit);
	if (Number(query.get('version')) !== joining.version)
		throw new Refusal(500, 'rpc error: code = Unknown desc = update out of sequence');
	if (isTrue(query.get('rotateWorkerToken'))) joining.rotations.worker++;
	if (isTrue(query.get('rotateManagerToken'))) joining.rotations.manager++;
	joining.version++;
	done(200);
};

/** What `GET /swarm` tells of joining. */
export const joiningWire = (visit: Visit) => {
	const {version, rotations, unlockKey} = joiningOf(visit);
	return {
		Version: {Index: version},
		EncryptionConfig: {AutoLockManagers: unlockKey !== ''},
		JoinTokens: {Worker: tokenOf('worker', rotations.worker), Manager: tokenOf('manager', rotations.manager)},
	};
};

/** Keys of a swarm, and tokens made anew. */
export const joinRoutes: readonly Route[] = [
	{
		method: 'GET',
		pattern: /^\/swarm\/unlockkey$/,
		answer: visit => visit.json(200, {UnlockKey: joiningOf(visit).unlockKey}),
	},
	{method: 'POST', pattern: /^\/swarm\/update$/, answer: update},
];
