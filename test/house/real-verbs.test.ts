import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {ofAllKinds} from '../../source/resources/registry.ts';

// Every verb is asked of a real engine by some test: which one, and the words there that ask for it.

/** Where a verb is run, and the words that do it; or why no test does. */
type Run = readonly [file: string, words: string] | {readonly why: string};

const walk = 'test/app/verbs.engine.test.ts';
const changes = 'test/app/container-changes.engine.test.ts';
const shell = 'test/pty/shell.engine.test.ts';
const incident = 'test/pty/incident.engine.test.ts';
const swarm = 'test/resources/swarm-verbs.engine.test.ts';
// Run by the test of the swarm.
const settings = 'test/resources/service-settings.ts';
const stacks = 'test/app/stacks.engine.test.ts';

const noCompose: Run = {
	why: 'compose is no part of what runs engine tests: a script stands for it in test/app/local-programs.test.ts',
};

/** By kind and id. */
const runs: Readonly<Record<string, Run>> = {
	'containers stop': [walk, "'stop verbs-buoy'"],
	'containers restart': [walk, "'restart verbs-buoy'"],
	'containers remove': [walk, "'remove verbs-hulk'"],
	'containers kill': [walk, "'kill verbs-buoy'"],
	'containers pause': [walk, "'pause verbs-buoy'"],
	'containers rename': [changes, "'rename dinghy launch'"],
	'containers limits': [changes, "'limits dinghy memory=96m"],
	'containers recreate': [walk, "'recreate verbs-buoy pull=no"],
	'containers commit': [changes, "'commit dinghy image=boats:1"],
	'containers export': [changes, '`export dinghy file='],
	'containers attach': [shell, "'attach box'"],
	'containers debug': [shell, "'debug box'"],
	'containers run': ['test/app/run.engine.test.ts', 'name=skiff ports='],
	'containers prune': [walk, "'prune containers'"],
	'services restart': [walk, "'restart verbs-web'"],
	'services remove': [walk, "'remove verbs-new'"],
	'services scale': [walk, "'scale verbs-web 2'"],
	'services update': [walk, "'update verbs-web image=verbs/web:2'"],
	'services rollback': [incident, "press('B'"],
	'services continue': [swarm, "verbOf(serviceVerbs, 'continue')"],
	'services limits': [settings, "'limits',"],
	'services env': [settings, "['env', {change: 'set'"],
	'services label': [settings, "['label', {change: 'set'"],
	'services constrain': [settings, "'constrain',"],
	'services publish': [settings, "'publish',"],
	'services policy': [settings, "'policy',"],
	'services edit': [swarm, "verbOf(serviceVerbs, 'edit')"],
	'services create': [walk, "'create service verbs/web:2 name=verbs-new'"],
	'tasks end': [swarm, "verbOf(taskVerbs, 'end')"],
	'nodes availability': [walk, "'availability lab pause'"],
	'nodes promote': [swarm, "verbOf(nodeVerbs, 'promote')"],
	'nodes demote': [swarm, "verbOf(nodeVerbs, 'demote')"],
	'nodes label': [swarm, "verbOf(nodeVerbs, 'label')"],
	'nodes remove': [swarm, "verbOf(nodeVerbs, 'remove'), removable"],
	'nodes rotate-token': [walk, "'rotate-token worker'"],
	'stacks stop': [stacks, "'stop wiki'"],
	'stacks restart': [walk, "'restart verbs-stack'"],
	'stacks remove': [stacks, "'remove shop'"],
	'stacks deploy': [walk, '`deploy '],
	'stacks up': noCompose,
	'stacks down': noCompose,
	'images remove': [walk, '`remove '],
	'images run': [walk, "'run verbs/web:2 name=verbs-run'"],
	'images create-service': [walk, "'create-service verbs/web:2 name=verbs-of'"],
	'images tag': [walk, "'tag verbs/web:2 name=verbs/web:3'"],
	'images pull-again': [walk, '`pull-again '],
	'images push': [walk, '`push '],
	'images save': [walk, '`save verbs/web:2 file='],
	'images pull': [walk, '`pull '],
	'images load': [walk, '`load '],
	'images login': [walk, '`login '],
	'images logout': [walk, '`logout '],
	'images prune': [walk, "'prune images'"],
	'images prune-unused': [walk, "'prune-unused images'"],
	'images prune-cache': [walk, "'prune-cache images'"],
	'volumes remove': [walk, "'remove verbs-hold'"],
	'volumes create': [walk, "'create volume verbs-hold'"],
	'volumes prune': [walk, "'prune volumes'"],
	'volumes prune-unused': [walk, "'prune-unused volumes'"],
	'networks remove': [walk, "'remove verbs-mole'"],
	'networks connect': [walk, "'connect verbs-quay container=verbs-pilot"],
	'networks disconnect': [walk, "'disconnect verbs-quay container=verbs-pilot'"],
	'networks create': [walk, "'create network verbs-mole'"],
	'networks prune': [walk, "'prune networks'"],
	'secrets remove': [walk, "'remove verbs-chart-2'"],
	'secrets rotate': [walk, "'rotate verbs-chart'"],
	'secrets create': [walk, '`create '],
	'configs remove': [walk, "'remove verbs-chart-2'"],
	'configs rotate': [walk, "'rotate verbs-chart'"],
	'configs edit': [walk, "'edit verbs-chart'"],
	'configs create': [walk, '`create '],
	'removed again': ['test/app/removed.engine.test.ts', '`again '],
};

const verbs = ofAllKinds(({table, verbs: own, general = []}) =>
	[...own, ...general].map(({id}) => `${table.id} ${id}`),
).flat();

describe('verbs on a real engine', () => {
	it('are each run by a test, or it is said why not', () => {
		expect(Object.keys(runs).toSorted()).toEqual(verbs.toSorted());
	});

	it.each(Object.entries(runs))('%s', (_verb, run) => {
		if ('why' in run) expect(run.why).not.toBe('');
		else expect(readFileSync(run[0], 'utf8')).toContain(run[1]);
	});
});
