import {type AnsiCode, ansiCodesToString, diffAnsiCodes, reduceAnsiCodes, tokenize} from '@alcalzone/ansi-tokenize';

/** The SGR codes that hold for a piece of text, in the order in which they came. Equal styles are one object. */
export type TextStyle = {
	readonly codes: readonly AnsiCode[];
	/** The style after a sequence, by the sequence. */
	readonly after: Map<string, TextStyle>;
	/** What to write between a text of this style and one of another. */
	readonly changes: Map<TextStyle, string>;
};

const createStyle = (codes: readonly AnsiCode[]): TextStyle => ({codes, after: new Map(), changes: new Map()});

/** No colour at all. */
export const plainStyle: TextStyle = createStyle([]);

// A screen has some dozens; true colour that wanders must not fill the memory.
const mostKept = 5000;
let kept = 0;
const styles = new Map<string, TextStyle>();

const keep = (): void => {
	kept += 1;
	if (kept <= mostKept) return;
	kept = 0;
	styles.clear();
	plainStyle.after.clear();
	plainStyle.changes.clear();
};

const findStyle = (codes: readonly AnsiCode[]): TextStyle => {
	if (codes.length === 0) return plainStyle;
	const key = codes.map(({code}) => code).join('');
	const known = styles.get(key);
	if (known !== undefined) return known;
	keep();
	const style = createStyle(codes);
	styles.set(key, style);
	return style;
};

/** The style of what follows an SGR sequence. */
export const styleAfter = (style: TextStyle, sequence: string): TextStyle => {
	const known = style.after.get(sequence);
	if (known !== undefined) return known;
	keep();
	const added = tokenize(sequence).filter(token => token.type === 'ansi');
	const next = findStyle(reduceAnsiCodes([...style.codes, ...added]));
	style.after.set(sequence, next);
	return next;
};

/** The sequences that Ink writes between a text in one style and a text in another. */
export const styleChange = (from: TextStyle, to: TextStyle): string => {
	if (from === to) return '';
	const known = from.changes.get(to);
	if (known !== undefined) return known;
	keep();
	const change = ansiCodesToString(diffAnsiCodes([...from.codes], [...to.codes]));
	from.changes.set(to, change);
	return change;
};
