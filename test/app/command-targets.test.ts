import {describe, expect, it} from 'vitest';
import {findNamed, findTargets} from '../../source/app/command/command-targets.ts';
import {failed, service, swarmView, task} from '../resources/swarm-view.ts';
import {initialState} from './opening-state.ts';

const idsOf = (name: string, view: ReturnType<typeof swarmView>): readonly string[] | string => {
	const found = findNamed('tasks', view, [name], resource => resource.table.id === 'tasks');
	return 'fault' in found ? found.fault : found((resource, rows) => rows.map(resource.identity));
};

describe('a name on the command line', () => {
	const rows = [
		failed({id: 'dead2', slot: 2, age: 3}),
		task({id: 'lives2', slot: 2, age: 5}),
		failed({id: 'dead3', slot: 3, age: 9}),
	];
	const view = swarmView({services: [service()], tasks: rows});

	it.each([
		['api.2', ['lives2']],
		['api.3', ['dead3']],
		['lives', ['lives2']],
		['dead', 'dead begins the ids of'],
		['api', 'there is no task called api'],
	])('%s means what is there now', (name, expected) => {
		const found = idsOf(name, view);
		if (typeof expected === 'string') expect(found).toContain(expected);
		else expect(found).toEqual(expected);
	});

	it('is of nothing that was not read yet: that is told, and not that there is none', () => {
		const named = (kinds: readonly string[]) =>
			findNamed('tasks', view, ['nginx'], ({table}) => kinds.includes(table.id));
		expect(named(['images'])).toEqual({
			fault: 'nginx is not known: the images are not read yet, :images reads them',
		});
		expect(named(['tasks', 'images'])).toMatchObject({fault: expect.stringMatching(/; images are not read yet$/)});
	});

	it('is missed by the kinds that it could be of', () => {
		const missed = (kinds: readonly string[]) =>
			findTargets(initialState, swarmView({}), [], ({table}) => kinds.includes(table.id));
		expect(missed(['nodes'])).toEqual({fault: 'no node is selected, and none was named'});
		expect(missed(['containers', 'services'])).toEqual({
			fault: 'no container or service is selected, and none was named',
		});
	});
});
