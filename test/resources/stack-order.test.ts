import {describe, expect, it} from 'vitest';
import {inTurn} from '../../source/resources/stacks/order.ts';
import {container} from './container-view.ts';

/** Containers of a project by `service` or `service:number`, and what each service depends on as compose writes it. */
const project = (needs: Readonly<Record<string, string>>, ...names: readonly string[]) =>
	names.map(name =>
		container({
			id: name,
			name,
			labels: {
				'com.docker.compose.service': name.split(':')[0] ?? '',
				...(needs[name.split(':')[0] ?? ''] === undefined
					? {}
					: {'com.docker.compose.depends_on': needs[name.split(':')[0] ?? ''] ?? ''}),
			},
		}),
	);

/** Each with what it waits for of those before it, as the one who runs them counts it. */
const told = (found: ReturnType<typeof inTurn>): readonly string[] =>
	found.map(({part, turn, awaited}, index) => {
		const before = new Set(found.slice(0, index).map(other => other.turn.step));
		const after = turn.after.filter(step => before.has(step)).map(step => step.replace('shop/', ''));
		return [part.name, ...(after.length === 0 ? [] : [`after ${after.join(' ')}`]), ...(awaited ? [awaited] : [])].join(
			' ',
		);
	});

const needs = {
	web: 'db:service_healthy:true,cache:service_started:false,job:service_completed_successfully:false',
	proxy: 'web',
};

const names = ['proxy', 'web:1', 'web:2', 'job', 'cache', 'db'];

describe('the order of a project', () => {
	it.each([
		[
			'what others depend on comes first',
			needs,
			names,
			[
				'db healthy',
				'cache',
				'job completed',
				'web:1 after db cache job',
				'web:2 after db cache job',
				'proxy after web',
			],
			['proxy', 'web:1 after proxy', 'web:2 after proxy', 'job after web', 'cache after web', 'db after web'],
		],
		[
			'what is not there is waited for by nobody',
			{web: 'gone:service_healthy:true,db:service_started:false'},
			['web', 'db'],
			['db', 'web after db'],
			['web', 'db after web'],
		],
		[
			'what depends on each other comes in any order',
			{a: 'b:service_started:false', b: 'a:service_started:false', c: 'a'},
			['a', 'b', 'c'],
			['b', 'a after b', 'c after a'],
			['c', 'a after c', 'b after a'],
		],
		['what depends on itself does not wait for itself', {a: 'a'}, ['a'], ['a'], ['a']],
		['without labels all come at once', {}, ['a', 'b'], ['a', 'b'], ['b', 'a']],
	])('%s', (_title, labels, all, forth, back) => {
		const containers = project(labels, ...all);
		expect(told(inTurn('shop', containers, 'start'))).toEqual(forth);
		expect(told(inTurn('shop', containers, 'stop'))).toEqual(back);
	});

	it('of what is restarted goes by what follows others in that', () => {
		expect(told(inTurn('shop', project(needs, ...names), 'restart'))).toEqual([
			'proxy',
			'db',
			'web:1 after db',
			'web:2 after db',
			'job',
			'cache',
		]);
	});

	it('tells the steps of two projects apart', () => {
		const steps = ['one', 'two'].map(name => inTurn(name, project({}, 'db'), 'start')[0]?.turn.step);
		expect(new Set(steps).size).toBe(2);
	});
});
