import {describe, expect, it} from 'vitest';
import type {EngineInfo} from '../../source/model/engine-info.ts';
import {fleetState, type Member} from '../../source/store/fleet-state.ts';
import {watchedFleet} from '../app/watched-fleet.ts';

const member = (id: string, told: Partial<EngineInfo>): Member => {
	const state = watchedFleet();
	const info: EngineInfo = {name: 'a', swarm: 'none', isSimulated: false, ...state.info, id: 'KEY', ...told};
	return {state: {...state, id, role: 'none', info}, isReadOnly: false, isStrict: false};
};

const containersOf = (...members: readonly Member[]): number =>
	fleetState(members, {ofManagers: new Set(), inspecting: undefined}).tables.containers.rows.size;

describe('engines that tell one id', () => {
	const alone = containersOf(member('one', {}));

	it('are listed once where one daemon is reached by two ways', () => {
		expect(containersOf(member('one', {}), member('two', {}))).toBe(alone);
	});

	it.each([
		['names', {name: 'copy'}],
		['nodes', {nodeId: 'another'}],
	])('are both listed where they are copies of one machine with other %s', (_what, told) => {
		expect(containersOf(member('one', {nodeId: 'first'}), member('two', {nodeId: 'first', ...told}))).toBe(2 * alone);
	});
});
