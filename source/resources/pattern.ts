import {RE2JS} from 're2js';

/** Where a pattern hits a text: from (in) to (out), in UTF-16 units. */
export type Hit = {readonly from: number; readonly to: number};

/** What is searched for. Searching takes time in proportion to the text, whatever was typed. */
export type Pattern = {
	test(text: string): boolean;
	/** All hits that are not empty, in order. */
	hits(text: string): readonly Hit[];
};

/** A pattern as typed, understood, or why not. */
export type ParsedPattern = {readonly pattern: Pattern} | {readonly fault: string};

/** A longer one is no pattern that anybody typed. */
const longest = 1000;

const signs = /[.*+?^${}()|[\]\\]/;

/** A text that is searched for as it stands, upper and lower case alike. */
export const literalPattern = (text: string): Pattern => {
	const wanted = text.toLowerCase();
	return {
		test: searched => searched.toLowerCase().includes(wanted),
		hits(searched) {
			const lower = searched.toLowerCase();
			const found: Hit[] = [];
			// Some letters are longer in lower case: positions would be those of another text.
			if (wanted === '' || lower.length !== searched.length) return found;
			for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, at + wanted.length))
				found.push({from: at, to: at + wanted.length});
			return found;
		},
	};
};

/**
 * A regular expression, upper and lower case alike. It runs in RE2's automaton, which no pattern can make slow: V8's own
 * engine takes for ever over `(a+)+$`. There are no look-arounds and back references in it.
 */
export const parsePattern = (source: string): ParsedPattern => {
	if (source.length > longest) return {fault: `longer than ${longest} letters`};
	if (!signs.test(source)) return {pattern: literalPattern(source)};
	let compiled: RE2JS;
	try {
		compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
	} catch {
		return {fault: 'not a regular expression yet'};
	}
	return {
		pattern: {
			test: text => compiled.matcher(text).find(),
			hits(text) {
				const matcher = compiled.matcher(text);
				const found: Hit[] = [];
				while (matcher.find()) {
					const hit = {from: matcher.start(), to: matcher.end()};
					if (hit.to > hit.from) found.push(hit);
				}
				return found;
			},
		},
	};
};

let last: {readonly source: string; readonly pattern: Pattern} | undefined;

/**
 * What a search in text looks for; undefined when it looks for nothing. Half a regular expression, while it is typed, is
 * searched for as it stands. The last one is kept: it is asked for with each frame.
 */
export const searchPattern = (source: string): Pattern | undefined => {
	if (source === '') return undefined;
	if (last?.source === source) return last.pattern;
	const parsed = parsePattern(source);
	const pattern = 'pattern' in parsed ? parsed.pattern : literalPattern(source.slice(0, longest));
	last = {source, pattern};
	return pattern;
};
