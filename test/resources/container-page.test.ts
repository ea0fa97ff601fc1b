import {describe, expect, test} from 'vitest';
import type {Container, ContainerDetails, Port} from '../../source/model/container.ts';
import {withExactSince} from '../../source/model/container.ts';
import {containers} from '../../source/resources/containers/containers.ts';
import {portTexts} from '../../source/resources/containers/ports.ts';
import {container, detailsFor, now, viewOf} from './container-view.ts';

const published = (publicPort: number, privatePort: number, ip = '0.0.0.0', protocol = 'tcp'): Port => ({
	ip,
	privatePort,
	publicPort,
	protocol,
});

const counted = (count: number, make: (index: number) => Port): readonly Port[] =>
	Array.from({length: count}, (_, index) => make(index));

describe('ports are written as docker writes them', () => {
	test.each<[string, readonly Port[], readonly string[]]>([
		['none', [], []],
		['exposed only', [{privatePort: 80, protocol: 'tcp'}], ['80/tcp']],
		['of both families', [published(8080, 80), published(8080, 80, '::')], ['*:8080→80/tcp']],
		['of IPv6 alone', [published(8080, 80, '::')], ['[::]:8080→80/tcp']],
		['on one address', [published(8080, 80, '127.0.0.1')], ['127.0.0.1:8080→80/tcp']],
		['on one IPv6 address', [published(8301, 80, '::1')], ['[::1]:8301→80/tcp']],
		[
			'thirty that follow each other',
			counted(30, index => published(24001 + index, 24001 + index)),
			['*:24001-24030→24001-24030/tcp'],
		],
		[
			'a range with another port beside it',
			[...counted(3, index => published(8000 + index, 80 + index)), published(9000, 90)],
			['*:8000-8002→80-82/tcp', '*:9000→90/tcp'],
		],
		[
			'that do not follow each other inside',
			[published(8000, 80), published(8001, 90)],
			['*:8000→80/tcp', '*:8001→90/tcp'],
		],
		['of two protocols', [published(53, 53), published(53, 53, '0.0.0.0', 'udp')], ['*:53→53/tcp', '*:53→53/udp']],
		['exposed in a row', counted(4, index => ({privatePort: 7000 + index, protocol: 'tcp'})), ['7000-7003/tcp']],
	])('%s', (_name, ports, texts) => {
		expect(portTexts(ports)).toEqual(texts);
	});
});

/** The page as text: a title, then its lines. */
const page = (row: Container, details?: Partial<ContainerDetails>): ReadonlyMap<string, string> => {
	const view = viewOf(row, {
		state:
			details === undefined
				? {}
				: {inspected: {table: 'containers', id: row.id, at: now, details: detailsFor(row, details)}},
	});
	const sections = containers.details(row, view, {isMasked: true, graphSpan: {title: '5 min', milliseconds: 300_000}});
	return new Map(
		sections.map(({title, lines}) => [title, lines.map(line => line.map(span => span.text).join('')).join('\n')]),
	);
};

describe('the page of a container', () => {
	test('waits for what inspecting tells', () => {
		expect(page(container()).get('Mounts')).toBe('reading…');
	});

	test('shows limits, CPUs it is held to among them', () => {
		expect(page(container(), {}).get('Usage and limits')).toMatch(/CPU +– of unlimited/);
		expect(page(container(), {cpuSet: '0-1'}).get('Usage and limits')).toMatch(/CPU +– of CPUs 0-1/);
		expect(page(container(), {cpuLimit: 0.5, cpuSet: '3'}).get('Usage and limits')).toMatch(
			/– of 0\.5 CPUs, on CPUs 3/,
		);
		expect(page(container(), {memoryLimit: 2 ** 20}).get('Usage and limits')).toMatch(/Memory +– of 1MiB/);
	});

	test('tells of a failed start why, and which ports it would have', () => {
		const texts = page(container({state: 'created'}), {error: 'no room in the inn', ports: [published(18081, 80)]});
		expect(texts.get('Summary')).toMatch(/State +✗ Start failed[\s\S]*Error +no room in the inn/);
		expect(texts.get('Ports, when it runs')).toBe('*:18081→80/tcp');
	});

	test('tells the configured name of an image that is on another by now', () => {
		const id = `sha256:640a8e2f11a7${'0'.repeat(52)}`;
		const state = page(container({image: id}), {image: 'shop/api:1'}).get('Summary');
		expect(state).toMatch(/Image +shop\/api:1\nImage now +640a8e2f11a7: shop\/api:1 is another one by now/);
	});

	test('masks the environment until asked', () => {
		const texts = page(container(), {environment: [{name: 'SECRET', value: 'hunter2'}]});
		expect(texts.get('Environment (m shows values)')).toBe('SECRET=•••');
	});

	test('shows probes, the latest first, how long each took and how they went', () => {
		const probes = [
			{exitCode: 0, output: 'fine', startedAt: now - 60_000, endedAt: now - 59_950},
			{exitCode: 1, output: '', startedAt: now - 5000, endedAt: now - 3500},
		];
		const check = {command: 'wget localhost', interval: 5000, retries: 2};
		const texts = page(container({health: 'unhealthy'}), {probes, check, failingStreak: 7});
		expect(texts.get('Health checks')).toBe(
			[
				'each 5s, at most 30s, unhealthy after 2: wget localhost',
				'●✗  1 of the last 2 failed, 7 one after the other',
				'✗ 5s ago  1.5s  exit 1',
				'● 1m ago  50ms  fine',
			].join('\n'),
		);
	});

	test('has what goes wrong above its figures, and what runs below them', () => {
		const at = (texts: ReadonlyMap<string, string>, title: string) => [...texts.keys()].indexOf(title);
		const failed = page(container({state: 'exited', exitCode: 1}), {exitCode: 1});
		expect(at(failed, 'What happened')).toBeLessThan(at(failed, 'Usage and limits'));
		const fine = page(container(), {});
		expect(at(fine, 'Usage and limits')).toBe(1);
		expect(at(fine, 'What happened')).toBeGreaterThan(at(fine, 'Usage, last 5 min'));
	});

	test('shows processes by their CPU, with memory as all else', () => {
		const row = container();
		const processes = {
			titles: ['PID', 'USER', '%CPU', 'RSS', 'COMMAND'],
			rows: [
				['1', 'root', '0.5', '1024', 'init'],
				['27', 'www', '12.0', '20480', 'worker'],
			],
		};
		const view = viewOf(row, {state: {inspected: {table: 'containers', id: row.id, at: now, processes}}});
		const options = {isMasked: true, graphSpan: {title: '5 min', milliseconds: 300_000}};
		const section = containers.details(row, view, options).find(({title}) => title === 'Processes');
		expect(section?.lines.map(line => line.map(({text}) => text).join(''))).toEqual([
			'PID  USER  CPU%    MEM  COMMAND',
			' 27  www   12.0  20MiB  worker',
			'  1  root   0.5   1MiB  init',
		]);
	});

	test('shows how often its CPU limit held it back, its cores, and what is held for it', () => {
		const row = container();
		const history = (given: object) => new Map([[row.id, {latest: {at: now, cpu: 49, ...given}, series: () => []}]]);
		const lines = (given: object, details: Partial<ContainerDetails>) => {
			const inspected = {table: 'containers', id: row.id, at: now, details: detailsFor(row, details)};
			const view = viewOf(row, {state: {inspected, usage: history(given)}});
			const options = {isMasked: true, graphSpan: {title: '5 min', milliseconds: 300_000}};
			const section = containers.details(row, view, options).find(({title}) => title === 'Usage and limits');
			return section?.lines.map(line => line.map(({text}) => text).join('')).join('\n');
		};
		expect(lines({throttled: 31.7, cores: [40, 9]}, {cpuLimit: 0.5, cpuShares: 512})).toMatch(
			/CPU +49\.00% of 0\.5 CPUs, weight 512, held back 32% of the time\nCores +0: 40% {2}1: 9%/,
		);
		expect(lines({memory: 2 ** 20}, {memoryReservation: 2 ** 22})).toMatch(/Memory +1MiB of unlimited, 4MiB reserved/);
	});
});

test.each<[string, Partial<Container>, Partial<ContainerDetails>, number]>([
	['one that runs', {}, {startedAt: now - 179_000}, now - 179_000],
	['one that ended', {state: 'exited'}, {startedAt: 1, finishedAt: now - 61_000}, now - 61_000],
	['one that changed meanwhile', {state: 'exited'}, {state: 'running', startedAt: 1, finishedAt: 5}, now - 180_000],
	['one of which nothing is told', {}, {}, now - 180_000],
])('the exact age of inspecting goes into the row of %s', (_name, given, details, since) => {
	const row = container(given);
	expect(withExactSince(row, detailsFor(row, details)).since).toBe(since);
});
