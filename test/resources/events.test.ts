import {describe, expect, it} from 'vitest';
import type {KeptEvent} from '../../source/model/event.ts';
import {aboutOf} from '../../source/resources/events/about.ts';
import {eventColumns} from '../../source/resources/events/columns.ts';
import {events} from '../../source/resources/events/events.ts';
import {container, now, viewOf} from './container-view.ts';

const id = 'ab'.repeat(32);

/** `network connect`, with attributes and what else differs. */
const row = (
	words: string,
	attributes: Readonly<Record<string, string>> = {},
	given: Partial<KeptEvent> = {},
): KeptEvent => {
	const [type = '', action = ''] = words.split(' ');
	const {name} = attributes;
	return {
		id: words,
		at: now,
		nanoseconds: now * 1e6,
		type,
		action,
		objectId: id,
		...(name === undefined ? {} : {objectName: name}),
		attributes,
		...given,
	};
};

const web = container({id, name: 'web', labels: {'com.docker.swarm.service.id': 'svc1'}});
const view = viewOf(web);

describe('what happened, as a sentence', () => {
	it.each<[KeptEvent, string]>([
		[row('container create', {image: 'nginx:1.27'}), 'created from nginx:1.27'],
		[row('container start'), 'started'],
		[row('container die', {exitCode: '0'}), 'died, exit 0'],
		[row('container die', {exitCode: '3'}), 'died, exit 3'],
		[row('container die', {exitCode: '137'}), 'died, exit 137, SIGKILL'],
		[row('container die', {exitCode: '137'}, {isOutOfMemory: true}), 'died, exit 137, out of memory'],
		[row('container die', {exitCode: '143'}, {signal: 15}), 'died, exit 143, killed by SIGTERM'],
		// It was asked to end, and ended in its own way.
		[row('container die', {exitCode: '0'}, {signal: 15}), 'died, exit 0'],
		[row('container die'), 'died, exit code unknown'],
		[row('container oom'), 'out of memory'],
		[row('container kill', {signal: '15'}), 'killed by SIGTERM'],
		[row('container kill', {signal: '9'}), 'killed by SIGKILL'],
		[row('container kill', {signal: '1'}), 'got SIGHUP'],
		[row('container kill', {signal: '37'}), 'got signal 37'],
		[row('container kill'), 'got a signal'],
		[row('container health_status', {}, {detail: 'unhealthy'}), 'health: unhealthy'],
		[row('container health_status', {health_status: 'healthy'}), 'health: healthy'],
		[row('container rename', {oldName: '/before'}), 'renamed from before'],
		[row('container destroy'), 'removed'],
		[row('network connect', {name: 'shop_default', container: id}), 'connected to shop_default'],
		[row('network disconnect', {name: 'shop_default', container: id}), 'disconnected from shop_default'],
		[row('network destroy', {name: 'shop_default'}), 'removed'],
		[row('volume mount', {container: id, destination: '/data'}, {objectId: 'shop_data'}), 'mounted shop_data at /data'],
		[row('volume unmount', {container: id}, {objectId: 'shop_data'}), 'unmounted shop_data'],
		[row('image pull', {name: 'nginx'}, {objectId: 'nginx:1.27'}), 'pulled'],
		[row('image tag', {name: 'web:2'}, {objectId: `sha256:${id}`}), 'tagged web:2'],
		[row('image prune', {reclaimed: '1500000'}, {objectId: ''}), 'pruned, 1.5MB freed'],
		[row('service create', {name: 'api'}), 'created'],
		[row('service update', {name: 'api'}), 'updated'],
		[row('service update', {'replicas.new': '3', 'replicas.old': '2'}), 'updated: replicas 2 → 3'],
		[row('service update', {'updatestate.new': 'paused'}), 'updated: updatestate paused'],
		[row('node update', {'state.new': 'down', 'state.old': 'ready'}), 'updated: state ready → down'],
		[row('secret remove', {name: 'key'}), 'removed'],
		[row('daemon reload'), 'read its configuration anew'],
		// What an engine may tell one day.
		[row('container levitate'), 'levitate'],
		[row('container levitate', {}, {detail: 'high'}), 'levitate: high'],
	])('%o', (event, sentence) => {
		expect(events.reason(event, view)).toBe(sentence);
	});
});

describe('whom it happened to', () => {
	it.each<[string, KeptEvent, string]>([
		['a container', row('container start', {name: 'web'}), 'web'],
		['a container that is connected', row('network connect', {name: 'shop_default', container: id}), 'web'],
		['one that is gone', row('volume mount', {container: 'ff'.repeat(32)}, {objectId: 'data'}), 'ffffffffffff'],
		['a network', row('network create', {name: 'shop_default'}), 'shop_default'],
		['a volume', row('volume create', {}, {objectId: 'data'}), 'data'],
		['an image that is pulled', row('image pull', {name: 'nginx'}, {objectId: 'nginx:1.27'}), 'nginx:1.27'],
		[
			'an image without a name',
			row('image delete', {name: `sha256:${id}`}, {objectId: `sha256:${id}`}),
			'abababababab',
		],
		['a service', row('service create', {name: 'api'}), 'api'],
		['many', row('volume prune', {reclaimed: '0'}, {objectId: ''}), ''],
	])('%s', (_who, event, name) => {
		const cell = eventColumns.find(column => column.id === 'object')?.cell(event, view);
		expect(cell).toMatchObject({text: name});
	});

	it('is known of a container that is gone by what else was told of it', () => {
		const gone = 'ee'.repeat(32);
		const rows = [
			row('container destroy', {name: 'old'}, {objectId: gone}),
			row('network disconnect', {name: 'bridge', container: gone}),
		];
		const told = viewOf(web, {state: {tables: {events: {rows: new Map(rows.map(one => [one.id, one]))}}}});
		const cell = eventColumns.find(column => column.id === 'object');
		expect(rows.map(one => cell?.cell(one, told))).toMatchObject([{text: 'old'}, {text: 'old'}]);
	});

	it.each<[string, KeptEvent, readonly string[]]>([
		[
			'a container of a task, and all that it belongs to',
			row('container die', {
				'com.docker.swarm.service.id': 's1',
				'com.docker.swarm.task.id': 't1',
				'com.docker.swarm.node.id': 'n1',
				'com.docker.stack.namespace': 'shop',
			}),
			[`containers ${id}`, 'services s1', 'tasks t1', 'nodes n1', 'stacks shop'],
		],
		[
			'a container first, then what it was connected to, and its service',
			row('network connect', {name: 'shop', container: id}, {objectId: 'net1'}),
			[`containers ${id}`, 'networks net1', 'services svc1'],
		],
		['a volume by its name', row('volume create', {}, {objectId: 'data'}), ['volumes data']],
		[
			'an image by id and name',
			row('image tag', {name: 'web:2'}, {objectId: `sha256:${id}`}),
			[`images ${id}`, 'images web:2'],
		],
		['nobody, where many are pruned', row('volume prune', {}, {objectId: ''}), []],
	])('%s', (_who, event, about) => {
		expect(aboutOf(event, view)).toEqual(about);
	});
});

describe('glyph and tone', () => {
	it.each<[KeptEvent, string, string]>([
		[row('container start'), '●', 'good'],
		[row('container die', {}, {exitCode: 1, isOutOfMemory: false}), '✗', 'bad'],
		[row('container die', {}, {exitCode: 0, isOutOfMemory: false}), '○', 'plain'],
		[row('container die', {}, {exitCode: 143, isOutOfMemory: false, signal: 15}), '○', 'plain'],
		[row('container die', {}, {exitCode: 137, isOutOfMemory: false}), '✗', 'bad'],
		[row('container die', {}, {exitCode: 137, isOutOfMemory: true, signal: 9}), '✗', 'bad'],
		[row('container oom'), '✗', 'bad'],
		[row('container health_status', {}, {detail: 'unhealthy'}), '▲', 'warning'],
		[row('container health_status', {}, {detail: 'healthy'}), '●', 'good'],
		[row('volume create'), '○', 'plain'],
	])('%o', (event, glyph, tone) => {
		expect(events.condition(event, view)).toMatchObject({glyph, tone});
	});

	it('counts nothing as a fault: what happened is no matter of now', () => {
		const end = row('container die', {}, {exitCode: 1, isOutOfMemory: false});
		expect(events.isFaulty(end, view)).toBe(false);
		expect(events.standing?.([end], view)).toEqual([]);
	});
});

describe('when', () => {
	it.each<[string, number, RegExp]>([
		['today', 3_000, /^\d\d:\d\d:\d\d$/],
		['days ago', 3 * 86_400_000, /^\d\d-\d\d \d\d:\d\d$/],
	])('%s', (_when, ago, text) => {
		const event = row('container start', {}, {at: now - ago});
		const cell = eventColumns.find(column => column.id === 'time')?.cell(event, view);
		expect(cell).toMatchObject({text: expect.stringMatching(text)});
	});
});
