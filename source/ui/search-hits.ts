import type {Run} from './styled-text.ts';
import {plainText} from './styled-text.ts';
import {currentTheme} from './theme.ts';

/** Characters of a line that are searched: a pattern that backtracks must not stop the screen. */
const searchedLength = 20_000;

const asGlobal = (search: RegExp): RegExp =>
	search.global ? search : new RegExp(search.source, `${search.flags.replace('y', '')}g`);

/** Makes the hits of a search stand out in runs; those of the line it stands on more. */
export const highlightRuns = (runs: readonly Run[], search: RegExp, isCurrent: boolean): readonly Run[] => {
	const plain = runs
		.map(run => run.text)
		.join('')
		.slice(0, searchedLength);
	const hits = [...plain.matchAll(asGlobal(search))].filter(hit => hit[0] !== '');
	if (hits.length === 0) return runs;
	const {inverse, currentHit} = currentTheme();
	const look = isCurrent ? currentHit.open : inverse.open;
	const result: Run[] = [];
	let start = 0;
	for (const run of runs) {
		const end = start + run.text.length;
		let at = start;
		for (const hit of hits) {
			const from = Math.max(hit.index, start);
			const to = Math.min(hit.index + hit[0].length, end);
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

/** Index of the next line that a search hits, beginning after `from` (before it, going up), or undefined. No wrapping round. */
export const findMatch = <Item>(
	lines: readonly Item[],
	textOf: (line: Item) => string,
	search: RegExp,
	from: number,
	direction: 1 | -1,
): number | undefined => {
	const single = new RegExp(search.source, search.flags.replaceAll(/[gy]/g, ''));
	for (let index = from + direction; index >= 0 && index < lines.length; index += direction) {
		const line = lines[index];
		if (line !== undefined && single.test(plainText(textOf(line)).slice(0, searchedLength))) return index;
	}
	return undefined;
};
