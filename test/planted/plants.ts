import {appPlants} from './app-plants.ts';
import {commandPlants} from './command-plants.ts';
import {containerPlants} from './container-plants.ts';
import {enginePlants} from './engine-plants.ts';
import {fleetPlants} from './fleet-plants.ts';
import {housePlants} from './house-plants.ts';
import {jobPlants} from './job-plants.ts';
import {listPlants} from './list-plants.ts';
import {logPlants} from './log-plants.ts';
import {mousePlants} from './mouse-plants.ts';
import {objectPlants} from './object-plants.ts';
import {panelPlants} from './panel-plants.ts';
import type {Plant} from './plant.ts';
import {settingsPlants} from './settings-plants.ts';
import {surveyPlants} from './survey-plants.ts';
import {swarmPlants} from './swarm-plants.ts';
import {undoPlants} from './undo-plants.ts';

/** All faults that are known to be worth noticing. */
export const plants: readonly Plant[] = [
	...panelPlants,
	...objectPlants,
	...appPlants,
	...commandPlants,
	...containerPlants,
	...enginePlants,
	...fleetPlants,
	...housePlants,
	...jobPlants,
	...listPlants,
	...logPlants,
	...mousePlants,
	...settingsPlants,
	...surveyPlants,
	...swarmPlants,
	...undoPlants,
];
