import type {NamedLog} from '../../store/monitor.ts';

/** So many logs are read at once at most. */
export const mostTargets = 30;

/** Logs that are read, and how many more there are. */
export type LogTargets = {readonly targets: readonly NamedLog[]; readonly leftOut: number};

const isSame = (one: NamedLog) => (other: NamedLog) => one.kind === other.kind && one.id === other.id;

/**
 * The logs to read when there are others than before: those that are read stay, new ones follow as long as there is
 * room. What is gone is read as long as it takes no room: the engine may still have its last lines.
 */
export const nextTargets = (known: LogTargets, current: readonly NamedLog[]): LogTargets => {
	const staying = known.targets.filter(target => current.some(isSame(target)));
	const added = current.filter(target => !known.targets.some(isSame(target)));
	const gone = known.targets.filter(target => !current.some(isSame(target)));
	const wanted = [...staying, ...added];
	const targets = [...wanted, ...gone].slice(0, mostTargets);
	const leftOut = Math.max(0, wanted.length - mostTargets);
	const isUnchanged =
		leftOut === known.leftOut &&
		targets.length === known.targets.length &&
		known.targets.every(target => targets.some(isSame(target)));
	return isUnchanged ? known : {targets, leftOut};
};
