import {describe, expect, it} from 'vitest';
import {nodeHostOf, parseNodeHost} from '../../source/engine/node-host.ts';
import type {SwarmNode} from '../../source/model/swarm.ts';

const node: SwarmNode = {
	host: 'here',
	id: 'abc123',
	version: 7,
	isLeader: false,
	name: 'node5',
	state: 'ready',
	availability: 'active',
	role: 'worker',
	address: '10.0.0.5',
	labels: {zone: 'b', odd: '-oProxyCommand=x', empty: ''},
	isSelf: false,
};

const hostFor = (template: string, given: Partial<SwarmNode> = {}): string => {
	const parsed = parseNodeHost(template);
	if ('fault' in parsed) return `template: ${parsed.fault}`;
	const way = nodeHostOf(parsed, {...node, ...given});
	return 'host' in way ? way.host : way.fault;
};

describe('the way to a node', () => {
	it.each([
		['ssh://ops@{addr}', {}, 'ssh://ops@10.0.0.5'],
		['tcp://{hostname}:2376', {}, 'tcp://node5:2376'],
		['unix:///run/nodes/{id}.sock', {}, 'unix:///run/nodes/abc123.sock'],
		['ssh://{hostname}.{label:zone}.example', {}, 'ssh://node5.b.example'],
		['tcp://{addr}:2376', {address: 'fd00::5'}, 'tcp://[fd00::5]:2376'],
		// A manager that tells no address tells its swarm's port.
		['tcp://{addr}:2376', {address: '10.0.0.7:2377'}, 'tcp://10.0.0.7:2376'],
		['tcp://{addr}:2376', {address: '[fd00::7]:2377'}, 'tcp://[fd00::7]:2376'],
		['tcp://{addr}:2376', {address: '0.0.0.0'}, 'the node has no addr'],
		['tcp://{addr}:2376', {address: undefined}, 'the node has no addr'],
		['ssh://{label:none}', {}, 'the node has no label:none'],
		['ssh://{label:empty}', {}, 'the node has no label:empty'],
		['ssh://{label:odd}', {}, 'its label:odd "-oProxyCommand=x" cannot stand in an address'],
		['ssh://{hostname}', {name: 'a/b@c'}, 'its hostname "a/b@c" cannot stand in an address'],
		['ssh://{name}', {}, 'template: there is no {name}: it may hold {addr}, {hostname}, {id}, {label:NAME}'],
		['ssh://{addr', {}, 'template: there is no {addr: it may hold {addr}, {hostname}, {id}, {label:NAME}'],
		[
			'ssh://node1',
			{},
			'template: "ssh://node1" is one address for all nodes: it should hold one of {addr}, {hostname}, {id}, {label:NAME}',
		],
	] satisfies ReadonlyArray<readonly [string, Partial<Record<keyof SwarmNode, unknown>>, string]>)(
		'%s of %j is %s',
		(template, given, expected) => {
			expect(hostFor(template, given as Partial<SwarmNode>)).toBe(expected);
		},
	);
});
