import type {Pattern} from '../resources/pattern.ts';
import type {Run} from './styled-text.ts';
import {currentTheme} from './theme.ts';

/** Letters of a line whose hits are shown: more are never in sight at once. */
const shownLength = 20_000;

/** Makes the hits of a search stand out in runs; those of the line it stands on more. */
export const highlightRuns = (runs: readonly Run[], search: Pattern, isCurrent: boolean): readonly Run[] => {
	const plain = runs
		.map(run => run.text)
		.join('')
		.slice(0, shownLength);
	const hits = search.hits(plain);
	if (hits.length === 0) return runs;
	const {inverse, currentHit} = currentTheme();
	const look = isCurrent ? currentHit.open : inverse.open;
	const result: Run[] = [];
	let start = 0;
	for (const run of runs) {
		const end = start + run.text.length;
		let at = start;
		for (const hit of hits) {
			const from = Math.max(hit.from, start);
			const to = Math.min(hit.to, end);
			if (to <= from) continue;
			if (from > at) result.push({text: run.text.slice(at - start, from - start), codes: run.codes});
			result.push({text: run.text.slice(from - start, to - start), codes: run.codes + look});
			at = to;
		}
		if (at < end) result.push({text: run.text.slice(at - start), codes: run.codes});
		start = end;
	}
	return result;
};
