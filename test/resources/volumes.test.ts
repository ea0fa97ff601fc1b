import {describe, expect, it} from 'vitest';
import {jsonRow} from '../../source/app/once/once-json.ts';
import type {Container} from '../../source/model/container.ts';
import type {Volume, VolumeDetails} from '../../source/model/volume.ts';
import {parseFilter} from '../../source/resources/filter.ts';
import type {View} from '../../source/resources/resource.ts';
import {volumes as kind} from '../../source/resources/volumes/volumes.ts';
import {container, now, type StatePart, viewOf} from './container-view.ts';

/** A volume that somebody named. */
const volume = (given: Partial<Volume> = {}): Volume => ({
	host: 'lab',
	id: 'data',
	name: 'data',
	driver: 'local',
	scope: 'local',
	createdAt: now - 3 * 86_400_000,
	mountpoint: '/var/lib/docker/volumes/data/_data',
	labels: {},
	options: {},
	isAnonymous: false,
	...given,
});

const hex = 'a1b2c3d4e5f6'.padEnd(64, '0');
const anonymous = volume({id: hex, name: hex, isAnonymous: true});
const share = volume({options: {type: 'nfs', device: ':/export', o: 'addr=10.0.0.9'}});

/** Containers that were made with it, but for what a case says. */
const user = (name: string, given: Partial<Container> = {}): Container =>
	container({id: name, name, mounts: ['/etc/hosts', 'data'], ...given});

const exited = (name: string): Container => user(name, {state: 'exited'});

const viewWith = (containers: readonly Container[], state: StatePart = {}): View =>
	viewOf(container(), {
		state: {...state, tables: {containers: {at: now, rows: new Map(containers.map(row => [row.id, row]))}}},
	});

const textOf = (id: string, row: Volume, view: View): string => {
	const cell = kind.columns.find(column => column.id === id)?.cell(row, view);
	return cell !== undefined && 'text' in cell ? cell.text : '';
};

const cellsOf = (row: Volume, view: View): string =>
	['name', 'state', 'used', 'service', 'project', 'driver', 'created'].map(id => textOf(id, row, view)).join('|');

describe('a volume', () => {
	it.each<readonly [string, Volume, readonly Container[], string]>([
		['is used by what runs', volume(), [user('web')], 'data|in use|web|||local|3d'],
		['is used by several', volume(), [exited('a'), user('c'), user('b')], 'data|in use|3: b, c, a|||local|3d'],
		['is used by what ended', volume(), [exited('job')], 'data|idle|job|||local|3d'],
		['is used by nobody', volume(), [user('other', {mounts: ['data2', '/data']})], 'data|unused||||local|3d'],
		[
			'is used by tasks of a service',
			volume({stack: 'shop', project: 'no'}),
			[user('db.1', {serviceName: 'shop_db'}), user('db.2', {serviceName: 'shop_db'})],
			'data|in use|2: db.1, db.2|shop_db|shop|local|3d',
		],
		['has no name', anonymous, [], 'a1b2c3d4e5f6|unused||||local|3d'],
		[
			'is a plugin’s',
			volume({driver: 'vieux/sshfs:latest', project: 'blog'}),
			[],
			'data|unused|||blog|vieux/sshfs:latest|3d',
		],
	])('%s', (_what, row, containers, cells) => {
		const view = viewWith(containers);
		expect(cellsOf(row, view)).toBe(cells);
		expect(kind.isFaulty(row, view)).toBe(false);
		expect(kind.isRunning(row, view)).toBe(cells.includes('in use'));
		expect(kind.reason(row, view)).toBeUndefined();
	});

	it('is not called unused before the containers are known', () => {
		const view = viewOf(container(), {state: {tables: {containers: {rows: new Map()}}}});
		expect(kind.condition(volume(), view)).toEqual({glyph: '○', word: 'unknown', tone: 'quiet'});
		const {createdAt: _, ...dateless} = volume();
		expect(cellsOf(dateless, view)).toBe('data|unknown|–|||local|–');
	});

	it('is told to programs by its whole name, with who uses it', () => {
		expect(kind.shortId?.(anonymous)).toBe(hex);
		expect(jsonRow(kind, volume({stack: 'shop'}), viewWith([user('web'), exited('job')]))).toMatchObject({
			name: 'data',
			driver: 'local',
			stack: 'shop',
			condition: 'in use',
			reason: null,
			containers: 2,
			running: 1,
			usedBy: 'web, job',
			services: '',
		});
	});
});

describe('removing a volume', () => {
	const [remove] = kind.verbs;
	if (remove === undefined) throw new Error('there is no verb');

	it.each<readonly [string, readonly Container[], string | undefined]>([
		['unused', [], undefined],
		['used', [user('web'), exited('a')], 'web uses it'],
		['used by more', ['a', 'b', 'c', 'd'].map(name => user(name)), 'a, b, c and 1 more use it'],
		['idle', [exited('a')], 'a, which does not run, was made with it: remove that first'],
		['idle for two', [exited('a'), exited('b')], 'a and b, which do not run, were made with it: remove those first'],
	])('%s: is refused or not', (_name, containers, reason) => {
		expect(remove.refusal(volume(), viewWith(containers))).toBe(reason);
	});

	const lost = 'all data in it is lost: nothing brings it back';
	it.each<readonly [string, Volume, readonly string[]]>([
		['of its own', volume(), [lost]],
		['of a share', share, ['lets go of :/export; the engine deletes nothing there']],
		['of memory', volume({options: {type: 'tmpfs', device: 'tmpfs'}}), [lost]],
		['of a plugin', volume({driver: 'ceph'}), [lost, 'its driver ceph says what becomes of the data']],
	])('%s: says what goes with it', (_name, row, lines) => {
		expect(remove.reach(row, viewWith([]))).toEqual(lines);
	});

	it('takes data with it, and says afterwards what it was', () => {
		expect([remove.danger, remove.losesData]).toEqual(['destroys', true]);
		expect(remove.request(anonymous, {}, viewWith([]))).toMatchObject({id: hex, done: 'removed volume a1b2c3d4e5f6'});
		const unknown = viewOf(container(), {state: {tables: {containers: {rows: new Map()}}}});
		expect(remove.reach(volume(), unknown)).toEqual([lost, 'which containers use it is not known yet']);
	});
});

it.each([
	['name=dat', true],
	['name=ata', false],
	['label=team=web', true],
	['label=team', true],
	['option=type=nfs', true],
	['driver=local', true],
	['driver=ceph', false],
	['project=blog', true],
	['stack=blog', true],
	['used=true', true],
	['used=web', true],
	['used=false', false],
	['service=shop_db', true],
	['state=in', true],
	['anonymous=false', true],
	['!anonymous=true', true],
	['export', true],
	['/^data$/', true],
])('is found by %s: %s', (filter, isFound) => {
	const view = viewWith([user('web', {serviceName: 'shop_db'})]);
	expect(parseFilter(filter, kind).fault).toBeUndefined();
	const row = volume({labels: {team: 'web'}, project: 'blog', options: share.options});
	expect(parseFilter(filter, kind).passes(row, view)).toBe(isFound);
});

describe('the page of a volume', () => {
	const pageOf = (row: Volume, view: View): readonly string[] =>
		kind
			.details(row, view, {isMasked: true, graphSpan: {title: '', milliseconds: 1}})
			.flatMap(({title, lines}) => [`# ${title}`, ...lines.map(line => line.map(span => span.text).join(''))]);

	it('shows where it is, who uses it, and what its driver and the engine say', () => {
		const row = volume({labels: {team: 'web'}, options: share.options, project: 'blog'});
		const details: VolumeDetails = {status: {snapshots: '3'}, warnings: ['ceph does not answer'], raw: {}};
		const inspected = {table: 'volumes', id: row.id, at: now, details};
		const lines = pageOf(row, viewWith([user('web', {serviceName: 'shop'}), exited('job')], {inspected}));
		for (const line of [
			'Name          data',
			'Driver        local',
			'Scope         local',
			'Project       blog',
			'Mountpoint    /var/lib/docker/volumes/data/_data',
			'# What the engine warns of',
			'ceph does not answer',
			'● web  of service shop  Up 3m',
			'device=:/export',
			'# Told by its driver',
			'snapshots=3',
			'team=web',
		])
			expect(lines).toContain(line);
	});

	it('says what there is none of, and why it could not be inspected', () => {
		const fault = {kind: 'missing', message: 'get data: no such volume', at: now} as const;
		const lines = pageOf(volume(), viewWith([], {inspected: {table: 'volumes', id: 'data', fault}}));
		expect(lines).toContain('Fault         get data: no such volume');
		expect(lines.filter(line => line === 'none')).toHaveLength(3);
		expect(lines.join('\n')).not.toMatch(/warns|driver$/m);
	});
});
