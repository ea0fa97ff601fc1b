import type {Container} from '../../model/container.ts';
import type {SwarmNode} from '../../model/swarm.ts';
import type {Line} from '../../model/tone.ts';
import type {EngineState, NodeReach} from '../../store/state.ts';
import {labelled} from '../cell.ts';
import {runningContainers, runningIn} from '../local-usage.ts';
import type {Headline, Section} from '../resource.ts';

/** Containers of no service that a page names before the rest is counted. */
const namedAtMost = 12;

const nothing: readonly string[] = [];

const isLive = (reach: NodeReach | undefined): boolean => reach?.connection.status === 'live';

/** Ids of the containers that run on a node, as far as its engine is seen from here. */
export const containersOf = (node: SwarmNode, state: EngineState): readonly string[] => {
	const reach = state.reach?.get(node.id);
	// What is lost was true once.
	if (reach !== undefined) return isLive(reach) ? runningIn(reach.containers) : nothing;
	return node.isSelf ? runningContainers(state) : nothing;
};

/** Why nothing is seen of a node's engine where the others' are; undefined where it is, or is about to be. */
export const blindness = (node: SwarmNode, {reach}: EngineState): string | undefined => {
	const connection = reach?.get(node.id)?.connection;
	return connection?.status === 'lost' ? `no way to its engine: ${connection.reason}` : undefined;
};

/** How much of the swarm is seen, where the engines of its nodes are looked at together. */
export const reachHeadline = ({parts = [], reach, tables: {nodes}}: EngineState): readonly Headline[] => {
	if (reach === undefined) return [];
	const ids = new Set(
		parts.length === 0 ? nodes.rows.keys() : parts.flatMap(({own}) => [...own.tables.nodes.rows.keys()]),
	);
	if (ids.size === 0) return [];
	const live = [...ids].filter(id => isLive(reach.get(id))).length;
	// A swarm of which one engine is looked at alone says it with each figure.
	if (live < 2 && parts.length < 2) return [];
	return [
		{
			line: [{text: `usage from ${live}/${ids.size} nodes`, tone: live < ids.size ? 'warning' : 'plain'}],
			priority: 97,
		},
	];
};

const wayText = (node: SwarmNode, reach: NodeReach | undefined): string | undefined => {
	switch (reach?.connection.status) {
		case 'live':
			return 'seen';
		case 'connecting':
			return 'connecting';
		case 'lost':
			return `no way to it: ${reach.connection.reason}`;
		default:
			return node.isSelf ? undefined : 'not looked at: --node-host names a way';
	}
};

const containerLine = ({name, image, state}: Container): Line => [
	{text: name},
	{text: `  ${image}  ${state}`, tone: 'quiet'},
];

/** What a node's page tells of its engine: whether it is seen, and its containers that are no tasks. */
export const engineSection = (node: SwarmNode, {reach}: EngineState): Section => {
	const seen = reach?.get(node.id);
	const all = [...(seen?.containers.values() ?? [])];
	const own = all.filter(({serviceId}) => serviceId === undefined);
	const running = all.filter(({state}) => state === 'running').length;
	return {
		title: 'Its engine',
		lines: [
			...labelled('Engine', wayText(node, seen)),
			...(seen === undefined || all.length === 0 ? [] : labelled('Containers', `${running}/${all.length} running`)),
			...own.slice(0, namedAtMost).map(containerLine),
			...(own.length > namedAtMost ? [[{text: `and ${own.length - namedAtMost} more`, tone: 'quiet'} as const]] : []),
		],
	};
};
