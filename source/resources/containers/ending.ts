import type {Container} from '../../model/container.ts';
import type {Ending} from '../../store/monitor.ts';
import type {View} from '../resource.ts';
import {containerCondition} from './condition.ts';

/** The log of one that ended or keeps ending; of one that never ran there is none. */
export const endingOf = (row: Container, view: View): Ending | undefined => {
	const isDown = row.state === 'exited' || row.state === 'dead';
	if (!isDown && containerCondition(row, view).word !== 'restarting') return undefined;
	const last = view.state.deaths.get(row.id)?.at(-1)?.at;
	return {target: {kind: 'container', id: row.id}, chapter: String(last ?? '')};
};
