/* biome-ignore-all lint/suspicious/noControlCharactersInRegex: control characters are what is removed here */

/** Whether a text needs no cleaning: printable ASCII only. The common case, and quick. */
const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** OSC, DCS, SOS, PM and APC strings with their text, up to their end or the end of the line. */
const strings = /(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?/g;

/** CSI sequences, in 7-bit and 8-bit form. */
const sequences = /(?:\x1b\[|\x9b)[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]?/g;

/** Other escape sequences: ESC, intermediate bytes, a final byte. */
const escapes = /\x1b[\x20-\x2f]*[\x30-\x7e]?/g;

/** C0 but not the line feed and tab, DEL, C1. */
const controls = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

/** Marks that turn the direction of text or have no width: they would move other cells. */
const invisible =
	/[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;

/** Half a surrogate pair, which no terminal can show. */
const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text that changes nothing but its own cells: no control character, no escape sequence, one line. */
export const cleanText = (text: string): string =>
	isPlain(text)
		? text
		: text
				.replace(strings, '')
				.replace(sequences, '')
				.replace(escapes, '')
				.replaceAll(/[\n\t]/g, ' ')
				.replace(controls, '')
				.replace(invisible, '')
				.replace(loneSurrogates, '\ufffd');

/** Letters of one message that are told. */
const longestMessage = 4000;

/** A message of several lines for a terminal: each line cleaned, and not more of them than anybody reads. */
export const cleanLines = (text: string): string => {
	const told = text.slice(0, longestMessage).split('\n').map(cleanText).join('\n');
	return text.length > longestMessage ? `${told}…` : told;
};

/** Letters of one text in JSON that are kept; a screen of YAML holds fewer. */
const longestText = 20_000;

/** Levels of JSON that are kept; Docker's own answers have about ten. */
const deepest = 40;

const cleanShort = (text: string): string =>
	text.length > longestText
		? `${cleanText(text.slice(0, longestText))}… ${text.length - longestText} more letters`
		: cleanText(text);

const cleanLevel = (value: unknown, level: number): unknown => {
	if (typeof value === 'string') return cleanShort(value);
	if (typeof value !== 'object' || value === null) return value;
	if (level === deepest) return '… nested deeper';
	if (Array.isArray(value)) return value.map(inner => cleanLevel(inner, level + 1));
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [cleanShort(key), cleanLevel(inner, level + 1)]),
	);
};

/** JSON with every text in it cleaned and bounded, keys too, and no deeper than anything that is read. */
export const cleanJson = (value: unknown): unknown => cleanLevel(value, 0);
