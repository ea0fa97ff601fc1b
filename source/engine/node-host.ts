import {isIPv6} from 'node:net';
import type {SwarmNode} from '../model/swarm.ts';

/** How the engines of a swarm's nodes are reached: text, and what of a node stands in it. */
export type NodeHost = {readonly parts: ReadonlyArray<string | Placeholder>};

type Placeholder = {readonly name: string; readonly of: (node: SwarmNode) => string | undefined};

/** What a template may hold, for messages. */
const known = '{addr}, {hostname}, {id}, {label:NAME}';

/** Where a node is: a manager may tell no more than its swarm's port, and a leader that it listens everywhere. */
const addressOf = ({address = ''}: SwarmNode): string | undefined => {
	const host = address.replace(/^\[?(.*?)\]?:2377$/, '$1');
	return host === '0.0.0.0' ? undefined : host;
};

const placeholderOf = (name: string): Placeholder | undefined => {
	const label = /^label:(.+)$/.exec(name)?.[1];
	if (label !== undefined) return {name, of: ({labels}) => labels[label]};
	switch (name) {
		case 'addr':
			return {name, of: addressOf};
		case 'hostname':
			return {name, of: node => node.name};
		case 'id':
			return {name, of: ({id}) => id};
		default:
			return undefined;
	}
};

/** Reads a template such as `ssh://ops@{addr}`; what is wrong with it in one sentence. */
export const parseNodeHost = (template: string): NodeHost | {readonly fault: string} => {
	const parts: Array<string | Placeholder> = [];
	for (const [, text, braced] of template.matchAll(/([^{]+)|\{([^}]*\}|.*$)/g)) {
		const placeholder = braced === undefined ? text : placeholderOf(braced.replace(/\}$/, ''));
		if (placeholder === undefined || braced?.endsWith('}') === false)
			return {fault: `there is no {${braced ?? ''}: it may hold ${known}`};
		parts.push(placeholder);
	}
	return parts.some(part => typeof part !== 'string')
		? {parts}
		: {fault: `${JSON.stringify(template)} is one address for all nodes: it should hold one of ${known}`};
};

/** Nodes name themselves: what they say stands in an address and may not change what it means. */
const isPlain = (value: string): boolean => isIPv6(value) || /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(value);

/** The address of a node's engine, or why there is none. */
export const nodeHostOf = ({parts}: NodeHost, node: SwarmNode): {readonly host: string} | {readonly fault: string} => {
	let host = '';
	for (const part of parts) {
		if (typeof part === 'string') {
			host += part;
			continue;
		}
		const value = part.of(node);
		if (value === undefined || value === '') return {fault: `the node has no ${part.name}`};
		if (!isPlain(value)) return {fault: `its ${part.name} ${JSON.stringify(value)} cannot stand in an address`};
		host += isIPv6(value) ? `[${value}]` : value;
	}
	return {host};
};
