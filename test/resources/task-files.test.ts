import {describe, expect, it} from 'vitest';
import {contentOf} from '../../source/engine/decode-task-file.ts';
import type {Service} from '../../source/model/swarm.ts';
import {nameFault, nextName, type TaskFile, type TaskFileDetails} from '../../source/model/task-file.ts';
import {configs} from '../../source/resources/configs/configs.ts';
import {parseFilter} from '../../source/resources/filter.ts';
import type {Resource, View} from '../../source/resources/resource.ts';
import {secrets} from '../../source/resources/secrets/secrets.ts';
import {now, type StatePart} from './container-view.ts';
import {service, swarmView} from './swarm-view.ts';

const file = (given: Partial<TaskFile> = {}): TaskFile => ({
	host: 'lab',
	id: 'file1',
	name: 'tls',
	createdAt: now - 3 * 86_400_000,
	updatedAt: now - 86_400_000,
	labels: {team: 'web'},
	...given,
});

const user = (name: string, given: Partial<Service> = {}): Service => service({id: name, name, ...given});
const reference = {id: 'file1', name: 'tls', target: 'tls'};
const viewWith = (services: readonly Service[], state: StatePart = {}): View => swarmView({services, state});

const cellsOf = (kind: Resource<TaskFile>, row: TaskFile, view: View): string =>
	['name', 'state', 'used', 'stack', 'created', 'updated']
		.map(id => {
			const cell = kind.columns.find(column => column.id === id)?.cell(row, view);
			return cell !== undefined && 'text' in cell ? cell.text : '';
		})
		.join('|');

describe('a secret', () => {
	it.each<readonly [string, readonly Service[], string]>([
		['is used by one', [user('web', {secrets: [reference]})], 'tls|in use|web|shop|3d|24h'],
		[
			'is used by several, by name',
			[user('web', {secrets: [reference]}), user('api', {secrets: [reference, {...reference, target: 'b'}]})],
			'tls|in use|2: api, web|shop|3d|24h',
		],
		['is no config', [user('web', {configs: [reference]})], 'tls|unused||shop|3d|24h'],
		['is used by nobody', [user('web')], 'tls|unused||shop|3d|24h'],
	])('%s', (_what, services, cells) => {
		expect(cellsOf(secrets, file({stack: 'shop'}), viewWith(services))).toBe(cells);
	});

	it('is not called unused before the services are known', () => {
		const view = viewWith([], {tables: {services: {rows: new Map()}}});
		expect(cellsOf(secrets, file(), view)).toBe('tls|unknown|–||3d|24h');
	});
});

it.each([
	['worker', 'this engine is a worker of its swarm: only managers know the configs; connect to a manager'],
	['none', 'this engine is not part of a swarm, so it has no configs (docker swarm init makes one)'],
	['manager', 'this swarm has no configs'],
] as const)('there are none, in a sentence, where the engine is %s', (role, sentence) => {
	expect(configs.emptyReason(viewWith([], {role}).state)).toBe(sentence);
});

const pageOf = (kind: Resource<TaskFile>, row: TaskFile, view: View): readonly string[] =>
	kind
		.details(row, view, {isMasked: true, graphSpan: {title: '', milliseconds: 1}})
		.flatMap(({title, lines}) => [`# ${title}`, ...lines.map(line => line.map(span => span.text).join(''))]);

describe('the page', () => {
	it('of a secret says that its value is told by nobody, and where it goes', () => {
		const lines = pageOf(secrets, file({driver: 'vault'}), viewWith([user('web', {secrets: [reference]})]));
		for (const line of [
			'Value         the engine gives it to the tasks only, and never tells it again',
			'Driver        vault',
			'web  at /run/secrets/tls',
			'team=web',
		])
			expect(lines).toContain(line);
		expect(secrets.readings?.[0]?.refusal?.(file(), viewWith([]))).toContain('never tells it again');
	});

	it.each<readonly [string, Partial<TaskFileDetails>, string]>([
		['text', {content: {lines: ['a', 'b']}}, '2 lines of text; :content shows them'],
		['bytes', {content: {bytes: 2048}}, 'it is no text, but 2.05kB of other bytes'],
		['nothing yet', {}, 'reading it…'],
	])('of a config says what is in it: %s', (_what, details, said) => {
		const inspected = {table: 'configs', id: 'file1', at: now, details: {raw: {}, ...details}};
		const view = viewWith([user('web', {configs: [{...reference, target: '/etc/tls'}]})], {inspected});
		expect(pageOf(configs, file(), view)).toEqual(
			expect.arrayContaining([`Content       ${said}`, 'web  at /etc/tls']),
		);
	});

	it('of a config says why it could not be read', () => {
		const fault = {kind: 'missing', message: 'config file1 not found', at: now} as const;
		const view = viewWith([], {inspected: {table: 'configs', id: 'file1', fault}});
		expect(pageOf(configs, file(), view)).toContain('Content       config file1 not found');
	});
});

describe('what can be done', () => {
	const [remove, rotate] = secrets.verbs;
	if (remove === undefined || rotate === undefined) throw new Error('a verb is missing');

	it.each<readonly [readonly Service[], string | undefined]>([
		[[], undefined],
		[[user('web', {secrets: [reference]})], 'service web uses it'],
		[['a', 'b', 'c', 'd'].map(name => user(name, {secrets: [reference]})), 'services a, b, c and 1 more use it'],
	])('it is removed only where nobody uses it', (services, reason) => {
		expect(remove.refusal(file(), viewWith(services))).toBe(reason);
	});

	it('a secret is lost with its removal, a config can be read before', () => {
		expect([remove.losesData, configs.verbs[0]?.losesData]).toEqual([true, false]);
		expect(remove.reach(file({stack: 'shop'}), viewWith([]))).toEqual([
			'its value is lost: nothing brings it back',
			'it is part of stack shop',
		]);
	});

	it('a rotation says whose tasks are replaced, and what may be removed afterwards', () => {
		const none = viewWith([]);
		const two = viewWith([user('web', {secrets: [reference]}), user('api', {secrets: [reference]})]);
		expect(rotate.refusal(file(), two)).toBeUndefined();
		expect(rotate.refusal(file({driver: 'vault'}), two)).toContain('vault keeps its content');
		expect(rotate.reach(file(), two)[0]).toContain('api and web get a new secret at the same place');
		expect(rotate.reach(file(), none)[0]).toContain('no service uses it');
		const values = {name: 'tls-2', content: 'text'};
		expect(rotate.request(file(), values, two)).toMatchObject({
			done: 'api and web use tls-2 now; tls may be removed when the update is through',
		});
		expect(rotate.request(file(), values, none)).toMatchObject({
			done: 'made secret tls-2; no service uses tls, so it may be removed',
		});
	});

	it('a rotation asks for a new name and content, which is hidden while it is typed', () => {
		const [name, content] = rotate.fields?.(file({name: 'tls-3'})) ?? [];
		if (name?.kind !== 'text' || content?.kind !== 'text') throw new Error('fields are missing');
		expect(name.default).toBe('tls-4');
		expect(name.check?.('tls-3')).toContain('another name');
		expect(name.check?.('tls-4')).toBeUndefined();
		expect([content.isHidden?.('hunter2'), content.isHidden?.('@/etc/key')]).toEqual([true, false]);
		expect(content.check?.('')).toContain('type the text');
		expect(content.check?.('@/nowhere/at/all')).toBe('there is no file /nowhere/at/all on this machine');
		expect(content.check?.('@/')).toBe('/ is no file');
		const ofConfig = configs.verbs[1]?.fields?.(file())[1];
		expect(ofConfig?.kind === 'text' && ofConfig.isHidden === undefined).toBe(true);
	});
});

it.each([
	['tls', [], 'tls-2'],
	['tls-1', [], 'tls-2'],
	['tls-9', ['tls-10'], 'tls-11'],
	['a'.repeat(64), [], `${'a'.repeat(62)}-2`],
	['2024-key', [], '2024-key-2'],
])('%s is followed by %s %s', (name, taken, next) => {
	expect(nextName(name, new Set(taken))).toBe(next);
	expect(nameFault(next)).toBeUndefined();
});

it.each([
	['', 'needs a name'],
	['a b', 'made of letters'],
	['-a', 'made of letters'],
	['a.', 'made of letters'],
	['a'.repeat(65), '64'],
])('%j is no name', (name, reason) => {
	expect(nameFault(name)).toContain(reason);
});

it.each<readonly [string, string | Buffer, object]>([
	['lines', 'a\r\nb\n', {lines: ['a', 'b']}],
	['an escape', '\x1b]0;owned\x07\x1b[31mred\x1b[0m', {lines: ['red']}],
	['a tab', 'a\tb', {lines: ['a    b']}],
	['nothing', '', {lines: ['']}],
	['a zero', Buffer.from([65, 0]), {bytes: 2}],
	['no UTF-8', Buffer.from([0xff, 0xfe, 65]), {bytes: 3}],
])('content with %s', (_what, data, content) => {
	expect(contentOf(Buffer.from(data).toString('base64'))).toEqual(content);
});

it.each([
	['name=tl', true],
	['secret=tls', true],
	['label=team=web', true],
	['used=true', true],
	['used=web', true],
	['service=web', true],
	['state=unused', false],
	['stack=shop', false],
])('is found by %s: %s', (filter, isFound) => {
	const view = viewWith([user('web', {secrets: [reference]})]);
	expect(parseFilter(filter, secrets).fault).toBeUndefined();
	expect(parseFilter(filter, secrets).passes(file(), view)).toBe(isFound);
});
