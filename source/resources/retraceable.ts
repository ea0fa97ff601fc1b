import type {Engine} from '../engine/engine.ts';
import type {ActionOutcome} from '../engine/outcome.ts';
import type {ReplacedSpec} from '../engine/replaced-spec.ts';
import {type SpecChange, specDifference} from '../engine/spec-difference.ts';
import type {Retraceable} from '../store/monitor.ts';

/** Differences that a question tells before the rest is counted. */
const mostChanges = 10;

/** Differences of two specs as lines of a question. */
export const changeLines = (changes: readonly SpecChange[]): readonly string[] => {
	const rest = changes.length - mostChanges;
	return [
		...changes.slice(0, mostChanges).map(({field, before, after}) => `${field}: ${before} → ${after}`),
		...(rest > 0 ? [`and ${rest} more fields`] : []),
	];
};

/** What came of a spec that was sent: it is taken back by the one before, which `putBack` sends. */
export const retraceable = (
	title: string,
	{before, after}: ReplacedSpec,
	putBack: (engine: Engine, signal: AbortSignal) => Promise<ActionOutcome>,
	outcome: ActionOutcome = 'done',
): Retraceable => ({
	outcome,
	wayBack: {
		title,
		back: 'is as it was before',
		reach: changeLines(specDifference(after, before)),
		restore: putBack,
	},
});
