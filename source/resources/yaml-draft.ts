import {Document, isMap, isScalar, LineCounter, parseDocument, Scalar, visit} from 'yaml';
import {cleanText} from '../model/clean-text.ts';

/** What no terminal shall be given, nor a line be ended by: written as its number, within quotes. */
const odd = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u{ad}\u{61c}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{2069}\u{feff}]/gu;

const escaped = (letter: string): string => `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** A value as YAML that comes back the same; what could drive a terminal is written as its number. */
export const yamlText = (value: unknown): string => {
	const document = new Document(value, {aliasDuplicateObjects: false});
	visit(document, {
		Scalar(_, scalar) {
			if (typeof scalar.value === 'string' && scalar.value.search(odd) !== -1) scalar.type = Scalar.QUOTE_DOUBLE;
		},
	});
	return document.toString({lineWidth: 0}).replace(odd, escaped);
};

/** A text of YAML that was read, and the line on which a way of keys stands in it; or why it cannot be. */
export type ReadYaml =
	| {readonly value: object; readonly lineOf: (path: ReadonlyArray<string | number>) => number}
	| {readonly fault: string};

/** Aliases that are followed: more than anybody writes, and too few to blow a text up. */
const mostAliases = 100;

/** Reads a map of YAML, or says why it is none and on which line. */
export const readYaml = (text: string): ReadYaml => {
	const lines = new LineCounter();
	const document = parseDocument(text, {lineCounter: lines, prettyErrors: false});
	const lineAt = (offset: number): number => lines.linePos(offset).line;
	const [fault] = [...document.errors, ...document.warnings];
	if (fault !== undefined) return {fault: `line ${lineAt(fault.pos[0])}: ${cleanText(fault.message)}`};
	if (!isMap(document.contents)) return {fault: 'line 1: it is to be a map of keys and values'};
	try {
		const value: unknown = document.toJS({maxAliasCount: mostAliases});
		if (typeof value !== 'object' || value === null) return {fault: 'line 1: it is to be a map of keys and values'};
		return {
			value,
			lineOf(path) {
				const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
				const pair = isMap(parent)
					? parent.items.find(({key}) => isScalar(key) && String(key.value) === path.at(-1))
					: undefined;
				return lineAt(isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0);
			},
		};
	} catch (error) {
		return {fault: `line 1: ${cleanText(error instanceof Error ? error.message : String(error))}`};
	}
};
