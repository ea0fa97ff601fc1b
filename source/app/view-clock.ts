import type {Thresholds} from '../model/thresholds.ts';
import type {View} from '../resources/resource.ts';
import type {Monitor} from '../store/monitor.ts';

/**
 * What is believed, at this second: ages and graphs then change once a second and not with every frame. The same object
 * as long as nothing changed, so that what was worked out from it once holds for the next key too.
 */
export const createViewClock = (store: Monitor['store'], now: () => number, thresholds: Thresholds): (() => View) => {
	let last: View = {state: store.getState(), now: 0, thresholds};
	return () => {
		const state = store.getState();
		const second = Math.floor(now() / 1000) * 1000;
		if (last.state !== state || last.now !== second) last = {state, now: second, thresholds};
		return last;
	};
};
