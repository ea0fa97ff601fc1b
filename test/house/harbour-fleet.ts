import {planFleet} from '../../source/simulator/fleet-parts.ts';
import type {Fleet} from '../../source/simulator/world.ts';

/** Two ships afloat in `north`, two that ended well in `south`, on an engine outside of any swarm. */
export const harbourFleet = (now = Date.now()): Fleet =>
	planFleet(
		{
			engineName: 'sea',
			containers: [
				{name: 'ferry', image: 'ship:1', networks: ['north']},
				{name: 'trawler', image: 'ship:1', networks: ['north']},
				{name: 'barge', image: 'ship:1', networks: ['south'], state: 'exited'},
				{name: 'tug', image: 'ship:1', networks: ['south'], state: 'exited'},
			],
			nodes: [],
			services: [],
		},
		now,
	);
