import {describe, expect, it} from 'vitest';
import {jsonRow} from '../../source/app/once/once-json.ts';
import type {Container} from '../../source/model/container.ts';
import type {Image, ImageDetails} from '../../source/model/image.ts';
import {parseFilter} from '../../source/resources/filter.ts';
import {images as kind} from '../../source/resources/images/images.ts';
import type {View} from '../../source/resources/resource.ts';
import {container, now, type StatePart, viewOf} from './container-view.ts';

const hex = 'a1b2c3d4e5f6'.padEnd(64, '0');
const newer = 'sha256:'.padEnd(71, 'b');

/** An image with one tag, as it was pulled. */
const image = (given: Partial<Image> = {}): Image => ({
	host: 'lab',
	id: `${hex} nginx:1.27`,
	imageId: `sha256:${hex}`,
	repository: 'nginx',
	tag: '1.27',
	reference: 'nginx:1.27',
	tags: ['nginx:1.27'],
	digests: [`nginx@sha256:${'d'.repeat(64)}`],
	createdAt: now - 3 * 86_400_000,
	size: 191_670_000,
	labels: {},
	leftBehind: [],
	...given,
});

const nameless = (given: Partial<Image> = {}): Image => {
	const {repository: _, tag: _tag, reference: _reference, ...rest} = image({id: hex, tags: [], digests: []});
	return {...rest, ...given};
};

/** Containers that were made from the image, but for what a case says. */
const user = (name: string, given: Partial<Container> = {}): Container =>
	container({id: name, name, imageId: `sha256:${hex}`, ...given});

const viewWith = (containers: readonly Container[], state: StatePart = {}): View =>
	viewOf(container(), {
		state: {
			...state,
			tables: {containers: {at: now, rows: new Map(containers.map(row => [row.id, row]))}, ...state.tables},
		},
	});

const textOf = (id: string, row: Image, view: View): string => {
	const cell = kind.columns.find(column => column.id === id)?.cell(row, view);
	return cell !== undefined && 'text' in cell ? cell.text : '';
};

const exited = (name: string) => user(name, {state: 'exited'});
const behind = user('web', {imageId: newer});

type Case = readonly [what: string, Image, readonly Container[], condition: string, usedBy: string, reason?: string];

const cases: readonly Case[] = [
	['is used by what runs', image(), [user('web')], '● in use good', 'web'],
	['is used by what is paused', image(), [user('web', {state: 'paused'})], '● in use good', 'web'],
	['is used by several', image(), [exited('a'), user('c'), user('b')], '● in use good', '3: b, c, a'],
	['is used by what ended', image(), [exited('job')], '○ idle quiet', 'job'],
	['is used by nobody', image(), [user('other', {imageId: newer})], '○ unused quiet', ''],
	['has no name', nameless(), [], '○ dangling quiet', ''],
	['has a digest only', image({tags: []}), [], '○ dangling quiet', ''],
	['is Podman’s', image({imageId: hex}), [user('web', {imageId: hex})], '● in use good', 'web'],
	['lost its name while it is used', nameless(), [user('web')], '● in use good', 'web', 'web still runs it'],
	[
		'has a name that was another image’s',
		image({leftBehind: ['web', 'gone', 'api']}),
		[behind, user('api', {imageId: newer})],
		'▲ differs warning',
		'',
		'api and web still run the image that had this name before',
	],
	[
		'is not what is pinned to its tag',
		image(),
		['api', 'web'].map(name => user(name, {image: `nginx:1.27@sha256:${'e'.repeat(64)}`, imageId: newer})),
		'▲ differs warning',
		'',
		'api and web still run the image that had this name before',
	],
	[
		'was another one for what ended',
		image({leftBehind: ['web']}),
		[{...behind, state: 'exited'}],
		'○ unused quiet',
		'',
	],
	['is what its container was made anew from', image({leftBehind: ['web']}), [user('web')], '● in use good', 'web'],
];

describe('an image', () => {
	it.each(
		cases.map(([what, row, containers, condition, usedBy, reason]) => ({
			what,
			row,
			containers,
			condition,
			usedBy,
			reason,
		})),
	)('$what', ({row, containers, condition, usedBy, reason}) => {
		const view = viewWith(containers);
		const {glyph, word, tone} = kind.condition(row, view);
		expect(`${glyph} ${word} ${tone}`).toBe(condition);
		expect(textOf('used', row, view)).toBe(usedBy);
		expect(kind.reason(row, view)).toBe(reason);
		expect(kind.isFaulty(row, view)).toBe(false);
		expect(kind.isRunning(row, view)).toBe(word === 'in use');
	});

	it('says under which name its containers were made', () => {
		const rows = new Map([image({leftBehind: ['web'], imageId: newer})].map(row => [row.id, row]));
		const view = viewWith([user('web')], {tables: {images: {at: now, rows}}});
		expect(kind.reason(nameless(), view)).toBe('web still runs it; nginx:1.27 is another image by now');
	});

	it('is not called unused before the containers are known', () => {
		const view = viewOf(container(), {state: {tables: {containers: {rows: new Map()}}}});
		expect(kind.condition(image(), view).word).toBe('unknown');
		expect(textOf('used', image(), view)).toBe('–');
	});

	it('is written as docker writes it', () => {
		const view = viewWith([]);
		const cells = (row: Image) => ['repository', 'tag', 'id', 'size', 'created'].map(id => textOf(id, row, view));
		expect(cells(image())).toEqual(['nginx', '1.27', 'a1b2c3d4e5f6', '192MB', '3d']);
		expect(cells(nameless({size: 0}))).toEqual(['<none>', '<none>', 'a1b2c3d4e5f6', '0B', '3d']);
		expect([kind.name(image()), kind.name(nameless())]).toEqual(['nginx:1.27', 'a1b2c3d4e5f6']);
		expect(kind.copied?.(image())).toBe(`sha256:${hex}`);
	});
});

it('is told to programs by the engine’s own id, with who uses it', () => {
	expect(jsonRow(kind, image(), viewWith([user('web'), exited('job')]))).toMatchObject({
		id: `sha256:${hex}`,
		reference: 'nginx:1.27',
		size: 191_670_000,
		condition: 'in use',
		isDangling: false,
		containers: 2,
		running: 1,
		usedBy: 'web, job',
	});
});

describe('removing an image', () => {
	const [remove] = kind.verbs;
	if (remove === undefined) throw new Error('there is no verb');
	const two = image({tags: ['nginx:1.27', 'nginx:latest']});
	const built = image({digests: []});
	const elsewhere = image({digests: ['mirror/nginx@sha256:d']});

	it.each<readonly [string, Image, readonly Container[], string | undefined]>([
		['unused', image(), [], undefined],
		['running', image(), [user('web'), exited('a')], 'web runs from it'],
		['running more', image(), ['a', 'b', 'c', 'd'].map(name => user(name)), 'a, b, c and 1 more run from it'],
		['ended', image(), [exited('a')], 'a, which does not run, was made from it: remove that first'],
		['nameless', nameless(), [user('web')], 'web runs from it'],
		['a name of two', two, [user('web')], undefined],
		['a name beside a digest of another repository', elsewhere, [user('web')], undefined],
	])('%s: is refused or not', (_name, row, containers, reason) => {
		expect(remove.refusal(row, viewWith(containers))).toBe(reason);
	});

	it.each<readonly [string, Image, readonly Container[], readonly string[]]>([
		['one that was pulled', image(), [], ['deletes the image of 192MB, but for layers that others share']],
		[
			'one that was built',
			built,
			[],
			[
				'deletes the image of 192MB, but for layers that others share',
				'no registry is known to have it: it cannot be pulled again',
			],
		],
		[
			'a name of two',
			two,
			[user('web')],
			['takes this name away; the image stays as long as it has another: nginx:latest', 'web goes on with it'],
		],
	])('%s: says what goes with it', (_name, row, containers, lines) => {
		expect(remove.reach(row, viewWith(containers))).toEqual(lines);
	});

	it('destroys, and says afterwards what it was', () => {
		expect(remove.danger).toBe('destroys');
		expect(remove.request(image(), {}, viewWith([]))).toMatchObject({
			id: `${hex} nginx:1.27`,
			done: 'removed image nginx:1.27',
		});
		expect(remove.request(two, {}, viewWith([]))).toMatchObject({done: 'took the name nginx:1.27 away'});
	});
});

it.each([
	['image=nginx', true],
	['image=nginx:1.26', false],
	['tag=1.27', true],
	['repository=ngi', true],
	['label=team=web', true],
	[`id=sha256:${hex}`, true],
	['id=a1b2c3', true],
	['id=1b2c3', false],
	['dangling=true', false],
	['dangling=false', true],
	['used=web', true],
	['used=false', false],
	['state=in', true],
	['size=192', true],
])('is found by %s: %s', (filter, isFound) => {
	const view = viewWith([user('web')]);
	expect(parseFilter(filter, kind).fault).toBeUndefined();
	expect(parseFilter(filter, kind).passes(image({labels: {team: 'web'}}), view)).toBe(isFound);
});

const details: ImageDetails = {
	platform: 'linux/amd64',
	entrypoint: '/docker-entrypoint.sh',
	command: "nginx -g 'daemon off;'",
	ports: ['80/tcp'],
	volumes: [],
	sharedSize: 74_000_000,
	history: [
		{createdAt: now - 60_000, command: 'CMD ["nginx"]', size: 0},
		{createdAt: now - 3_600_000, command: 'RUN apt-get install', size: 117_670_000},
	],
	raw: {},
};

describe('the page of an image', () => {
	const pageOf = (row: Image, view: View): readonly string[] =>
		kind
			.details(row, view, {isMasked: true, graphSpan: {title: '', milliseconds: 1}})
			.flatMap(({title, lines}) => [`# ${title}`, ...lines.map(line => line.map(span => span.text).join(''))]);

	it('shows names, sizes, who uses it, and how it was built', () => {
		const row = image({labels: {team: 'web'}});
		const inspected = {table: 'images', id: row.id, at: now, details};
		const lines = pageOf(row, viewWith([user('web')], {inspected}));
		for (const line of [
			'Tags          nginx:1.27',
			`Digests       nginx@sha256:${'d'.repeat(64)}`,
			'Size          192MB, 118MB of it unique, 74MB shared',
			'Platform      linux/amd64',
			'Entrypoint    /docker-entrypoint.sh',
			"Command       nginx -g 'daemon off;'",
			'Exposes       80/tcp',
			`ID            ${hex}`,
			'● web  Up 3m',
			'           1m  CMD ["nginx"]',
			'  118MB    1h  RUN apt-get install',
			'team=web',
		])
			expect(lines).toContain(line);
	});

	it('says what it waits for, and why that does not come', () => {
		expect(pageOf(image(), viewWith([]))).toContain('reading…');
		const fault = {kind: 'missing', message: 'No such image: x', at: now} as const;
		const inspected = {table: 'images', id: image().id, fault};
		expect(pageOf(image(), viewWith([], {inspected}))).toContain('No such image: x');
	});

	it('names those that run what had the name before', () => {
		const lines = pageOf(image({leftBehind: ['web']}), viewWith([behind]));
		expect(lines).toContain('● web  Up 3m  runs the image that had this name before');
	});
});
