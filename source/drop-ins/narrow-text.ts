// Printable ASCII and signs that take one cell, never join with a neighbour and have no meaning to a terminal: what
// nearly every text on the screen is made of. test/drop-ins asks Ink's own modules about each of them.
const narrow =
	/^[ -~\u00a1-\u00ac\u00ae-\u00ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u259f\u25b2-\u25fb\u2713-\u2718\u2800-\u28ff]*$/;

const sgr = /(\u001b\[[\d;]*m)/;
const everySgr = /\u001b\[[\d;]*m/g;

/** Whether every character takes one cell and stands for itself: no escape sequence, no line break. */
export const isNarrow = (text: string): boolean => narrow.test(text);

/** The text without its colours (SGR sequences); other sequences stay. */
export const withoutColours = (text: string): string => (text.includes('\u001b') ? text.replace(everySgr, '') : text);

/** The text cut at its SGR sequences: text, sequence, text, and so on, of which a text may be empty. */
export const splitAtColours = (text: string): readonly string[] => text.split(sgr);
