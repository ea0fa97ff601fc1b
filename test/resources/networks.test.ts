import {describe, expect, it} from 'vitest';
import {jsonRow} from '../../source/app/once/once-json.ts';
import type {Container} from '../../source/model/container.ts';
import type {Network, NetworkDetails} from '../../source/model/network.ts';
import type {Service} from '../../source/model/swarm.ts';
import {parseFilter} from '../../source/resources/filter.ts';
import {networks as kind} from '../../source/resources/networks/networks.ts';
import type {View} from '../../source/resources/resource.ts';
import {container, now, type StatePart, viewOf} from './container-view.ts';
import {service} from './swarm-view.ts';

const hex = 'a1b2c3d4e5f6'.padEnd(64, '0');

/** A network that compose made. */
const network = (given: Partial<Network> = {}): Network => ({
	host: 'lab',
	id: hex,
	name: 'shop_default',
	driver: 'bridge',
	scope: 'local',
	createdAt: now - 3 * 86_400_000,
	subnets: [{subnet: '10.9.0.0/24', gateway: '10.9.0.1'}],
	isInternal: false,
	isAttachable: false,
	isIngress: false,
	isEncrypted: false,
	hasIpv6: false,
	isConfigOnly: false,
	options: {},
	labels: {},
	...given,
});

const overlay = network({id: 'web1id', name: 'web', driver: 'overlay', scope: 'swarm'});
const named = (name: string, given: Partial<Network> = {}): Network => network({name, ...given});

/** Containers that are in it, but for what a case says. */
const user = (name: string, given: Partial<Container> = {}): Container =>
	container({id: name, name, networks: ['bridge2', 'shop_default'], ...given});

const exited = (name: string): Container => user(name, {state: 'exited'});

type Known = {readonly containers?: readonly Container[]; readonly services?: readonly Service[]};

/** What a manager sees; without services what an engine outside of a swarm does. */
const viewWith = ({containers = [], services}: Known, state: StatePart = {}): View =>
	viewOf(container(), {
		state: {
			role: services === undefined ? 'none' : 'manager',
			...state,
			tables: {
				containers: {at: now, rows: new Map(containers.map(row => [row.id, row]))},
				...(services === undefined ? {} : {services: {at: now, rows: new Map(services.map(row => [row.id, row]))}}),
			},
		},
	});

const textOf = (id: string, row: Network, view: View): string => {
	const cell = kind.columns.find(column => column.id === id)?.cell(row, view);
	return cell !== undefined && 'text' in cell ? cell.text : '';
};

const api = service({id: 's1', name: 'shop_api', networks: ['web1id']});
const cron = service({id: 's2', name: 'cron', networks: ['web']});
const publishing = service({
	id: 's3',
	name: 'proxy',
	ports: [{protocol: 'tcp', targetPort: 80, publishedPort: 80, publishMode: 'ingress'}],
});
const onHost = service({
	id: 's4',
	name: 'dns',
	ports: [{protocol: 'udp', targetPort: 53, publishedPort: 53, publishMode: 'host'}],
});

describe('a network', () => {
	it.each<readonly [string, Network, Known, string]>([
		['is used by what runs', network(), {containers: [user('web')]}, '● in use|web|'],
		['is used by several', network(), {containers: [exited('a'), user('c'), user('b')]}, '● in use|3: b, c, a|'],
		['is used by what ended', network(), {containers: [exited('job')]}, '○ idle|job|'],
		['is used by nobody', network(), {containers: [user('web', {networks: ['shop']})]}, '○ unused||'],
		['is the engine’s bridge', named('bridge'), {}, '○ predefined||'],
		[
			'is the engine’s bridge with somebody in it',
			named('bridge'),
			{containers: [user('a', {networks: ['bridge']})]},
			'● in use|a|',
		],
		['is the host’s', named('host', {driver: 'host', subnets: []}), {}, '○ predefined||'],
		['is none', named('none', {driver: 'null', subnets: []}), {}, '○ predefined||'],
		['is for services elsewhere', overlay, {services: [cron, api, onHost]}, '● in use||cron, shop_api'],
		['is a swarm’s that nobody uses', overlay, {services: [publishing]}, '○ unused||'],
		[
			'is for tasks that run here',
			overlay,
			{services: [api], containers: [user('t1', {networks: ['web'], serviceName: 'shop_api'})]},
			'● in use|t1|shop_api',
		],
		[
			'publishes ports',
			named('ingress', {isIngress: true, scope: 'swarm'}),
			{services: [api, publishing, onHost]},
			'● in use||proxy',
		],
		['may publish ports', named('ingress', {isIngress: true, scope: 'swarm'}), {services: [onHost]}, '○ predefined||'],
		['joins tasks to their machine', named('docker_gwbridge'), {services: []}, '○ predefined||'],
		['is left of a swarm', named('docker_gwbridge'), {}, '○ unused||'],
		['holds settings', named('settings', {isConfigOnly: true}), {}, '○ config||'],
	])('%s', (_what, row, known, expected) => {
		const view = viewWith(known);
		const {glyph, word, tone} = kind.condition(row, view);
		expect([`${glyph} ${word}`, textOf('used', row, view), textOf('services', row, view)].join('|')).toBe(expected);
		expect(tone).toBe(word === 'in use' ? 'good' : 'quiet');
		expect(kind.isFaulty(row, view)).toBe(false);
		expect(kind.isRunning(row, view)).toBe(word === 'in use');
		expect(kind.reason(row, view)).toBeUndefined();
	});

	it.each<readonly [string, Network, View]>([
		['before containers are known', network(), viewOf(container(), {state: {tables: {containers: {rows: new Map()}}}})],
		['before services are', overlay, viewWith({}, {role: 'manager'})],
		['on a worker', overlay, viewWith({services: []}, {role: 'worker'})],
	])('is not called unused %s', (_when, row, view) => {
		expect(kind.condition(row, view)).toEqual({glyph: '○', word: 'unknown', tone: 'quiet'});
	});

	it('is written with its addresses and what is special about it', () => {
		const view = viewWith({});
		const row = network({
			subnets: [{subnet: '10.9.0.0/24', gateway: '10.9.0.1'}, {subnet: 'fd00:9::/64'}],
			isInternal: true,
			isAttachable: true,
			isEncrypted: true,
			hasIpv6: true,
			stack: 'shop',
			project: 'no',
		});
		const ids = ['name', 'driver', 'scope', 'subnet', 'gateway', 'traits', 'project', 'id', 'created'];
		expect(ids.map(id => textOf(id, row, view))).toEqual([
			'shop_default',
			'bridge',
			'local',
			'10.9.0.0/24, fd00:9::/64',
			'10.9.0.1',
			'internal attachable encrypted IPv6',
			'shop',
			'a1b2c3d4e5f6',
			'3d',
		]);
	});

	it('is told to programs with who uses it', () => {
		const view = viewWith({services: [api], containers: [user('web'), exited('job')]});
		expect(jsonRow(kind, network(), view)).toMatchObject({
			id: hex,
			subnets: [{subnet: '10.9.0.0/24', gateway: '10.9.0.1'}],
			condition: 'in use',
			isPredefined: false,
			containers: 2,
			running: 1,
			usedBy: 'web, job',
			services: '',
		});
	});
});

describe('removing a network', () => {
	const [remove] = kind.verbs;
	if (remove === undefined) throw new Error('there is no verb');

	it.each<readonly [string, Network, Known, string | undefined]>([
		['unused', network(), {}, undefined],
		['idle', network(), {containers: [exited('a')]}, undefined],
		['used', network(), {containers: [user('web'), exited('a')]}, 'web is in it'],
		[
			'used by more',
			network(),
			{containers: ['a', 'b', 'c', 'd'].map(name => user(name))},
			'a, b, c and 1 more are in it',
		],
		['of a service', overlay, {services: [api]}, 'service shop_api uses it'],
		['of services', overlay, {services: [api, cron]}, 'services cron and shop_api use it'],
		['of the engine', named('bridge'), {}, 'it is one of the engine’s own'],
		['of the swarm', named('ingress', {isIngress: true}), {services: []}, 'the swarm made it and needs it'],
	])('%s: is refused or not', (_name, row, known, reason) => {
		expect(remove.refusal(row, viewWith(known))).toBe(reason);
	});

	it('says what goes with it', () => {
		expect(remove.reach(network(), viewWith({}))).toEqual([]);
		expect(remove.reach(network(), viewWith({containers: [exited('a')]}))).toEqual([
			'a, which does not run, cannot start without it',
		]);
		expect(remove.reach(overlay, viewWith({services: []}))).toEqual(['takes it from all nodes of the swarm']);
		const unknown = viewOf(container(), {state: {tables: {containers: {rows: new Map()}}}});
		expect(remove.reach(network(), unknown)).toEqual(['which containers are in it is not known yet']);
	});

	it('destroys, and goes by id', () => {
		const asked = {...remove, ...remove.request(network(), {}, viewOf(container()))};
		expect(asked).toMatchObject({danger: 'destroys', id: hex, done: 'removed network shop_default'});
	});
});

it.each([
	['name=shop', true],
	['label=team=web', true],
	['option=encrypted', true],
	['driver=bridge', true],
	['scope=swarm', false],
	['subnet=10.9', true],
	['project=shop', true],
	['service=shop_api', true],
	['used=true', true],
	['used=web', true],
	['used=false', false],
	['state=in', true],
	['internal=false', true],
	['encrypted=true', true],
	['!ipv6=true', true],
	['gateway=9.0.1', true],
	['a1b2c3d4e5f6', true],
])('is found by %s: %s', (filter, isFound) => {
	const view = viewWith({containers: [user('web', {serviceName: 'shop_api'})]});
	expect(parseFilter(filter, kind).fault).toBeUndefined();
	const row = network({labels: {team: 'web'}, options: {encrypted: ''}, isEncrypted: true, project: 'shop'});
	expect(parseFilter(filter, kind).passes(row, view)).toBe(isFound);
});

describe('the page of a network', () => {
	const pageOf = (row: Network, view: View): readonly string[] =>
		kind
			.details(row, view, {isMasked: true, graphSpan: {title: '', milliseconds: 1}})
			.flatMap(({title, lines}) => [`# ${title}`, ...lines.map(line => line.map(span => span.text).join(''))]);

	const inspected = (row: Network, details: NetworkDetails) => ({table: 'networks', id: row.id, at: now, details});

	it('shows who is in it, with addresses, and what else holds it', () => {
		const row = {...overlay, labels: {team: 'web'}, options: {encrypted: ''}, isEncrypted: true, stack: 'shop'};
		const details: NetworkDetails = {
			endpoints: [
				{id: 'task', name: 'api.1', addresses: ['10.9.0.2/24', 'fd00:9::2/64']},
				{id: 'lb-web', name: 'web-endpoint', addresses: ['10.9.0.4/24']},
			],
			peers: ['10.0.0.1', '10.0.0.2'],
			raw: {},
		};
		const task = user('task', {networks: ['web'], serviceName: 'shop_api'});
		const lines = pageOf(
			row,
			viewWith(
				{services: [api, cron], containers: [task, {...exited('old'), networks: ['web']}]},
				{inspected: inspected(row, details)},
			),
		);
		for (const line of [
			'Traits        encrypted',
			'Subnets       10.9.0.0/24 via 10.9.0.1',
			'Stack         shop',
			'# In it on this node',
			'● task  10.9.0.2/24 fd00:9::2/64  Up 3m',
			'  web-endpoint  10.9.0.4/24',
			'# Services',
			'cron',
			'shop_api',
			'# Nodes that it is on now',
			'10.0.0.2',
			'encrypted=',
			'team=web',
		])
			expect(lines).toContain(line);
		// As a container, and not as an endpoint again.
		expect(lines.join('\n')).not.toContain('api.1');
		expect(lines.find(line => line.includes('old'))).toMatch(/^[○✗] old {2}Exited/);
	});

	it('shows all subnets, with what part of them is given out', () => {
		const row = network({
			subnets: [{subnet: '10.9.0.0/24', range: '10.9.0.128/25', gateway: '10.9.0.1'}, {subnet: 'fd00:9::/64'}],
		});
		const lines = pageOf(row, viewWith({}));
		expect(lines).toContain('Subnets       10.9.0.0/24 via 10.9.0.1, addresses of 10.9.0.128/25');
		expect(lines).toContain('              fd00:9::/64');
	});

	it('says what it waits for, and why that does not come', () => {
		const waiting = pageOf(network(), viewWith({containers: [user('web')]}));
		expect(waiting).toContain('reading their addresses…');
		expect(waiting).toContain('● web  Up 3m');
		const fault = {kind: 'missing', message: 'network x not found', at: now} as const;
		const refused = pageOf(network(), viewWith({}, {inspected: {table: 'networks', id: hex, fault}}));
		expect(refused).toContain('network x not found');
		const empty = pageOf(
			network(),
			viewWith({}, {inspected: inspected(network(), {endpoints: [], peers: [], raw: {}})}),
		);
		expect(empty.filter(line => line === 'none')).toHaveLength(3);
	});
});
