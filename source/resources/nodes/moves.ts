import type {SwarmNode} from '../../model/swarm.ts';
import type {View} from '../resource.ts';
import {type Relocation, relocationsOf} from '../tasks/placement.ts';

/** Services that are told one by one before the rest is counted. */
const mostServices = 6;

/** `1 task moves`, `2 tasks move`. */
const counted = (count: number, verb: string): string => (count === 1 ? `1 task ${verb}s` : `${count} tasks ${verb}`);

const whyNot = ({refusals}: Relocation): string =>
	refusals.map(({node, text}) => `${node.name} ${text}`).join(', ') || 'there is no other node';

/** What becomes of the tasks of one service. */
const serviceLines = (all: readonly Relocation[]): readonly string[] => {
	const name = all[0]?.task.serviceName ?? '';
	const placed = all.filter(({to}) => to !== undefined);
	const ending = all.filter(({isBound}) => isBound);
	const pending = all.filter(({to, isBound}) => to === undefined && !isBound);
	const targets = [...new Set(placed.map(({to}) => to?.name ?? ''))];
	const [first] = pending;
	return [
		...(placed.length === 0 ? [] : [`${name}: ${counted(placed.length, 'move')}, with room on ${targets.join(', ')}`]),
		...(ending.length === 0
			? []
			: [`${name}: ${counted(ending.length, 'end')}; it is global, and runs on each node once`]),
		...(first === undefined ? [] : [`${name}: ${counted(pending.length, 'stay')} pending: ${whyNot(first)}`]),
	];
};

/** What moves when a node takes no tasks any more, where it fits and what stays pending, by specs; one line a service. */
export const movesOf = (node: SwarmNode, view: View): readonly string[] => {
	const groups = [...Map.groupBy(relocationsOf(node, view), ({task}) => task.serviceId).values()];
	if (groups.length === 0) return ['no task runs on it'];
	const rest = groups.length - mostServices;
	return [
		...groups.slice(0, mostServices).flatMap(serviceLines),
		...(rest > 0 ? [`and tasks of ${rest} more services`] : []),
	];
};
