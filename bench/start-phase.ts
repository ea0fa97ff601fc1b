import type {Measured} from './figures.ts';
import {type KnownNames, showsNames, showsUsage} from './readiness.ts';
import type {Session} from './session.ts';

const patience = 30_000;

/** From the start to real containers on the screen, and to their first true CPU figures; absent what never came. */
export const measureStart = async (session: Session, names: KnownNames, step: number): Promise<Measured> => {
	const measured: Measured = {};
	await session.until(at => {
		const lines = session.screen.lines();
		if (measured.start === undefined && showsNames(lines, names)) measured.start = at - session.startedAt;
		if (measured.start === undefined || !showsUsage(lines, names, step)) return false;
		measured.firstCpu = at - session.startedAt;
		return true;
	}, patience);
	return measured;
};
