import {describe, expect, test} from 'vitest';
import type {Container} from '../../source/model/container.ts';
import type {SwarmNode} from '../../source/model/swarm.ts';
import {containers} from '../../source/resources/containers/containers.ts';
import {parseFilter} from '../../source/resources/filter.ts';
import {container, detailsFor, now, viewOf} from './container-view.ts';

const rows: readonly Container[] = [
	container({
		id: 'aaaa'.padEnd(64, '0'),
		name: 'web',
		health: 'unhealthy',
		ports: [{ip: '0.0.0.0', privatePort: 80, publicPort: 18081, protocol: 'tcp'}],
		labels: {tier: 'front'},
		networks: ['blog_net'],
		nodeId: 'node1',
		serviceId: 's1',
		serviceName: 'shop_web',
	}),
	container({
		id: 'bbbb'.padEnd(64, '0'),
		name: 'db',
		image: 'postgres:17',
		command: 'postgres -c fsync=on',
		state: 'exited',
		exitCode: 137,
		ports: [{privatePort: 8080, protocol: 'tcp'}],
		mounts: ['db_data'],
		project: 'blog',
	}),
	container({id: 'cccc'.padEnd(64, '0'), name: 'idle', image: 'busybox', state: 'created', command: 'sleep 1d'}),
];
const [, , idle] = rows;

const alpha: SwarmNode = {
	host: 'lab',
	id: 'node1',
	name: 'alpha',
	role: 'manager',
	availability: 'active',
	state: 'ready',
	isLeader: true,
	isSelf: true,
	labels: {},
	version: 1,
};

const view = viewOf(container(), {
	state: {
		details: idle === undefined ? new Map() : new Map([[idle.id, detailsFor(idle, {error: 'no room in the inn'})]]),
		tables: {
			containers: {rows: new Map(rows.map(row => [row.id, row])), at: now},
			nodes: {rows: new Map([['node1', alpha]])},
		},
	},
});

const passing = (text: string): readonly string[] => {
	const filter = parseFilter(text, containers);
	return rows.filter(row => filter.passes(row, view)).map(row => row.name);
};

describe('a filter lets pass', () => {
	test.each([
		['', ['web', 'db', 'idle']],
		['web', ['web']],
		['!web', ['db', 'idle']],
		['WEB', ['web']],
		['unhealthy', ['web']],
		['18081', ['web']],
		['inn', ['idle']],
		['fsync', ['db']],
		['bbbb', ['db']],
		['/^w.b$/', ['web']],
		['!/^w.b$/', ['db', 'idle']],
		['/WEB', ['web']],
		['~wb', ['web']],
		['~IE', ['idle']],
		['~bw', []],
		['!~wb', ['db', 'idle']],
		['~', []],
		['name=we', ['web']],
		['status=exited', ['db']],
		['status=137', ['db']],
		['state=created', ['idle']],
		['health=unhealthy', ['web']],
		['!health=unhealthy', ['db', 'idle']],
		['port=80', ['web']],
		['port=8080', ['db']],
		['port=18081', ['web']],
		['ports=18081', ['web']],
		['node=alpha', ['web']],
		['node=node1', ['web']],
		['label=tier', ['web']],
		['label=tier=front', ['web']],
		['label=tier=back', []],
		['image=postgres', ['db']],
		['command=sleep', ['idle']],
		['network=blog', ['web']],
		['mount=db_', ['db']],
		['project=blog', ['db']],
		['service=shop', ['web']],
		['id=cccc', ['idle']],
		['containerid=cccc', ['idle']],
		['why=inn', ['idle']],
		['WHY=inn', ['idle']],
		['cpu=–', ['web', 'db', 'idle']],
		['mem%=1', []],
		['web db', []],
		['!web !db', ['idle']],
	])('%s', (text, names) => {
		expect(passing(text)).toEqual(names);
		expect(parseFilter(text, containers).fault).toBeUndefined();
	});
});

describe('what is not understood hides nothing, is told, and the rest still holds', () => {
	test.each([
		['/[', ['web', 'db', 'idle'], 'not a regular expression yet'],
		['web /[', ['web'], 'not a regular expression yet'],
		['colour=red', ['web', 'db', 'idle'], /^no field colour: label state status health port node/],
		['!colour=red web', ['web'], /^no field colour: /],
	])('%s', (text, names, fault) => {
		expect(passing(text)).toEqual(names);
		expect(parseFilter(text, containers).fault).toMatch(fault);
	});
});

test('every column can be filtered by its title', () => {
	for (const {title} of containers.columns) {
		const key = title.replaceAll(' ', '');
		expect(parseFilter(`${key}=x`, containers).fault, title).toBeUndefined();
	}
});
