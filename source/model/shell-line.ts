/** A word as a shell would have to be given it. */
const shellWord = (word: string): string =>
	/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** Words of a command as one line that a shell would take apart into the same words. */
export const shellLine = (words: readonly string[]): string => words.map(shellWord).join(' ');
