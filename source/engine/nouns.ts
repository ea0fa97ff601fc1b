import type {Calls} from './calls.ts';
import {createContainers} from './containers.ts';
import {createImages} from './images.ts';
import {createRemovals} from './made-again.ts';
import {createNetworks} from './networks.ts';
import {createNodes} from './nodes.ts';
import {createPrune} from './prune.ts';
import {createServices} from './services.ts';
import {createStacks} from './stacks.ts';
import {createSwarm} from './swarm.ts';
import {createSystem} from './system.ts';
import {createConfigs, createSecrets} from './task-files.ts';
import {createTasks} from './tasks.ts';
import {createVolumes} from './volumes.ts';

/** What an engine can be asked about, a file for each: `engine.containers.list(…)`. A new noun is one line here. */
export const createNouns = (calls: Calls) => ({
	containers: createContainers(calls),
	services: createServices(calls),
	tasks: createTasks(calls),
	nodes: createNodes(calls),
	swarm: createSwarm(calls),
	stacks: createStacks(calls),
	images: createImages(calls),
	volumes: createVolumes(calls),
	networks: createNetworks(calls),
	prune: createPrune(calls),
	removals: createRemovals(calls),
	secrets: createSecrets(calls),
	configs: createConfigs(calls),
	system: createSystem(calls),
});

/** The nouns of an engine. */
export type Nouns = ReturnType<typeof createNouns>;
