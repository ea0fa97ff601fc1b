import type {SwarmNode} from '../../model/swarm.ts';
import {joinOf} from '../join.ts';
import type {View} from '../resource.ts';

/** How many managers there are, how many of them are reachable, and how many of these a swarm needs to go on. */
export type Quorum = {readonly managers: number; readonly reachable: number; readonly needed: number};

const quorumOf = (managers: number, reachable: number): Quorum => ({
	managers,
	reachable,
	needed: Math.floor(managers / 2) + 1,
});

const isReachable = ({role, reachability, state}: SwarmNode): boolean =>
	role === 'manager' && reachability === 'reachable' && state !== 'down';

const quorumAmong = joinOf('quorum', (nodes: ReadonlyMap<string, SwarmNode>): Quorum => {
	const managers = [...nodes.values()].filter(({role}) => role === 'manager');
	return quorumOf(managers.length, managers.filter(isReachable).length);
});

/** The quorum as it is. */
export const quorumNow = ({state}: View): Quorum => quorumAmong(state.tables.nodes.rows);

/** The quorum with one manager fewer: the node is a worker then. */
export const quorumWithout = (node: SwarmNode, view: View): Quorum => {
	const {managers, reachable} = quorumNow(view);
	return quorumOf(managers - 1, reachable - (isReachable(node) ? 1 : 0));
};

/** The quorum with one manager more. */
export const quorumWith = (view: View): Quorum => {
	const {managers, reachable} = quorumNow(view);
	return quorumOf(managers + 1, reachable + 1);
};

/** What a swarm bears: `one more loss stops the swarm`. */
const bears = ({reachable, needed}: Quorum): string => {
	const losses = reachable - needed;
	if (losses < 0) return 'that is no quorum';
	if (losses === 0) return 'one more loss stops the swarm';
	return `it bears the loss of ${losses} more`;
};

/** What a change means for the quorum: `managers 2 of 3 reachable; demoting leaves 1 of 2: …`. */
export const quorumText = (now: Quorum, doing: string, then: Quorum): string =>
	`managers ${now.reachable} of ${now.managers} reachable; ${doing} ${then.reachable} of ${then.managers}: ${bears(then)}`;

/** Why a swarm takes no change just now; undefined where it does. */
export const noQuorum = (view: View): string | undefined => {
	// Rows are as old as the quorum then: what the engine refuses to list tells more.
	if (/does not have a leader/.test(view.state.tables.nodes?.fault?.message ?? ''))
		return 'the swarm has no leader: too few of its managers are reached; bring one back first';
	const {managers, reachable, needed} = quorumNow(view);
	return managers === 0 || reachable >= needed
		? undefined
		: `the swarm has no quorum: ${reachable} of ${managers} managers reachable, ${needed} needed; bring one back first`;
};
