import {isAtAddress} from '../../engine/ip-network.ts';
import type {SwarmNode} from '../../model/swarm.ts';

/** `node.labels.disk == ssd` in its parts. */
const written = /^\s*([^=!\s]+)\s*(==|!=)\s*(.*?)\s*$/;

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** What follows a prefix, whose letters may be of either case; a label itself may not. */
const after = (prefix: string, key: string): string | undefined =>
	key.length > prefix.length && isSame(key.slice(0, prefix.length), prefix) ? key.slice(prefix.length) : undefined;

const [nodeLabels, engineLabels] = ['node.labels.', 'engine.labels.'];

/** What a node is by a key, as constraints compare it; a label that it lacks is empty. Undefined for no such key. */
const valueAt = (node: SwarmNode, key: string): string | undefined => {
	const label = after(nodeLabels, key);
	if (label !== undefined) return node.labels[label] ?? '';
	const ofEngine = after(engineLabels, key);
	if (ofEngine !== undefined) return node.engineLabels?.[ofEngine] ?? '';
	const [os = '', architecture = ''] = node.platform?.split('/') ?? [];
	const known: Readonly<Record<string, string>> = {
		'node.id': node.id,
		'node.hostname': node.name,
		'node.role': node.role,
		'node.platform.os': os,
		'node.platform.arch': architecture,
	};
	return known[key.toLowerCase()];
};

/**
 * Whether a node meets a constraint of a service. Source: swarmkit, manager/constraint: values are compared whole and
 * without regard to case, a missing label is an empty value, and what cannot be read is met by none.
 */
export const meetsConstraint = (node: SwarmNode, constraint: string): boolean => {
	const [, key, operator, wanted] = written.exec(constraint) ?? [];
	if (key === undefined || wanted === undefined) return false;
	const isWanted = operator === '==';
	if (isSame(key, 'node.ip')) {
		const is = isAtAddress(node.address ?? '', wanted);
		return is === undefined ? false : is === isWanted;
	}
	const value = valueAt(node, key);
	return value === undefined ? false : isSame(value, wanted) === isWanted;
};
