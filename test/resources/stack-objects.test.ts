import {describe, expect, it} from 'vitest';
import type {Stack} from '../../source/model/stack.ts';
import type {Service} from '../../source/model/swarm.ts';
import type {View} from '../../source/resources/resource.ts';
import {stacks as kind} from '../../source/resources/stacks/stacks.ts';
import {container, now} from './container-view.ts';
import {service, swarmView} from './swarm-view.ts';

/** A service of the stack `shop`. */
const member = (name: string, given: Partial<Service> = {}): Service =>
	service({id: name, name: `shop_${name}`, stack: 'shop', ...given});

const only = (view: View): Stack => {
	const [row] = kind.table.of(view.state).rows.values();
	if (row === undefined) throw new Error('there is none');
	return row;
};

describe('what belongs to a stack beside its parts', () => {
	const files = (...names: readonly string[]) => ({
		at: now,
		rows: new Map(
			names.map(name => [
				`id of ${name}`,
				{host: 'lab', id: `id of ${name}`, name, labels: {}, ...(name.startsWith('shop_') ? {stack: 'shop'} : {})},
			]),
		),
	});
	const web = member('web', {
		networks: ['id of shop_net', 'id of proxy'],
		secrets: [
			{id: 'id of shop_key', name: 'shop_key'},
			{id: 'id of root_ca', name: 'root_ca'},
		],
	});
	const worker = member('worker', {secrets: [{id: 'id of shop_key', name: 'shop_key'}]});
	const view = swarmView({
		services: [web, worker],
		containers: [
			container({id: 'a', stack: 'shop', serviceId: 'web', networks: ['shop_net'], mounts: ['shop_data', '/srv']}),
		],
		state: {
			tables: {
				networks: files('shop_net', 'shop_old', 'proxy', 'bridge'),
				volumes: files('shop_data', 'shop_spare', 'other'),
				secrets: files('shop_key', 'shop_unused', 'root_ca'),
				configs: files('shop_conf', 'other_conf'),
			},
		},
	});
	const linksOf = (of: View) =>
		(kind.links?.(only(of), of) ?? [])
			.filter(({title}) => ['Networks', 'Volumes', 'Secrets', 'Configs'].includes(title))
			.map(({title, resource, name, ids, isBelow}) => ({way: `${title} ${resource}`, name, id: ids[0], isBelow}));

	it('is what it owns and what its parts use, each once', () => {
		expect(linksOf(view)).toEqual([
			{way: 'Networks networks', name: 'proxy', id: 'id of proxy', isBelow: false},
			{way: 'Networks networks', name: 'shop_net', id: 'id of shop_net', isBelow: false},
			{way: 'Networks networks', name: 'shop_old', id: 'id of shop_old', isBelow: true},
			{way: 'Volumes volumes', name: 'shop_data', id: 'id of shop_data', isBelow: false},
			{way: 'Volumes volumes', name: 'shop_spare', id: 'id of shop_spare', isBelow: true},
			{way: 'Secrets secrets', name: 'root_ca', id: 'id of root_ca', isBelow: false},
			{way: 'Secrets secrets', name: 'shop_key', id: 'id of shop_key', isBelow: false},
			{way: 'Secrets secrets', name: 'shop_unused', id: 'id of shop_unused', isBelow: true},
			{way: 'Configs configs', name: 'shop_conf', id: 'id of shop_conf', isBelow: true},
		]);
	});

	it('says what is another’s, and what nothing of it uses, on its page', () => {
		const page = kind
			.details(only(view), view, {isMasked: true, graphSpan: {title: '5 min', milliseconds: 1}})
			.map(({title, lines}) => [title, lines.map(line => line.map(({text}) => text).join(''))] as const);
		expect(new Map(page).get('Networks')).toEqual([
			'proxy  external',
			'shop_net',
			'shop_old  not used by its parts here',
		]);
		expect(new Map(page).get('Secrets')).toEqual([
			'root_ca  external',
			'shop_key',
			'shop_unused  not used by its parts here',
		]);
	});

	it('is what its parts tell as long as no list was read, and nothing is called another’s', () => {
		const unread = swarmView({services: [web, worker]});
		expect(linksOf(unread).map(({name}) => name)).toEqual(['id of proxy', 'id of shop_net', 'root_ca', 'shop_key']);
		const page = kind.details(only(unread), unread, {isMasked: true, graphSpan: {title: '5 min', milliseconds: 1}});
		expect(JSON.stringify(page)).not.toContain('external');
	});
});
