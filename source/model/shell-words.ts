// Ours and not shell-quote, which answers operators, globs and variables as objects to be told apart: here all of these are
// refused, as no shell reads the line.

/** Words of a line as a POSIX shell splits it, or why it cannot be read without one. */
export type Words = {readonly words: readonly string[]} | {readonly fault: string};

const isBlank = (letter: string | undefined): boolean => letter === undefined || /\s/.test(letter);

/** The end of a quote that began before `from`; undefined where it has none. */
const closing = (line: string, from: number, quote: string): number | undefined => {
	for (let at = from; at < line.length; at++) {
		if (line[at] === '\\' && quote === '"') at++;
		else if (line[at] === quote) return at;
	}
	return undefined;
};

const shellsOwn = (line: string, at: number): string | undefined => {
	const rest = line.slice(at);
	const [variable] = /^\$(?:\w+|[({][^)}]*[)}]?)|^`[^`]*`?/.exec(rest) ?? [];
	return variable === undefined
		? undefined
		: `${variable} is for a shell, and none reads this: write what it stands for, or put it into single quotes`;
};

/**
 * Splits a line into words as a POSIX shell does: blanks, single and double quotes, backslashes, lines that go on. What only a
 * shell could do (variables, pipes, globs, ~ unless `keepsHome`) is refused: it would be something else than what was meant.
 */
export const splitWords = (line: string, {keepsHome = false}: {readonly keepsHome?: boolean} = {}): Words => {
	const words: string[] = [];
	let word: string | undefined;
	for (let at = 0; at < line.length; at++) {
		const letter = line[at] ?? '';
		if (isBlank(letter)) {
			if (word !== undefined) words.push(word);
			word = undefined;
			continue;
		}
		if (letter === '\\') {
			const next = line[at + 1];
			// The end of a line that goes on; where lines were joined to one, what is left of that.
			const isContinued = next === '\n' || (word === undefined && isBlank(next) && isBlank(line[at + 2]));
			if (!isContinued) word = (word ?? '') + (next ?? '');
			at++;
			continue;
		}
		if (letter === "'" || letter === '"') {
			const end = closing(line, at + 1, letter);
			if (end === undefined) return {fault: `a quote ${letter} is not closed`};
			const quoted = line.slice(at + 1, end);
			if (letter === '"')
				for (let inner = 0; inner < quoted.length; inner++) {
					if (quoted[inner] === '\\') inner++;
					else {
						const fault = shellsOwn(quoted, inner);
						if (fault !== undefined) return {fault};
					}
				}
			word = (word ?? '') + (letter === '"' ? quoted.replaceAll(/\\([$`"\\])/g, '$1') : quoted);
			at = end;
			continue;
		}
		const fault = shellsOwn(line, at);
		if (fault !== undefined) return {fault};
		if (/[|&;<>()]/.test(letter)) return {fault: `${letter} is for a shell, and none reads this: put it into quotes`};
		if (letter === '~' && word === undefined && !keepsHome)
			return {fault: '~ is for a shell, and none reads this: write the whole path'};
		word = (word ?? '') + letter;
	}
	if (word !== undefined) words.push(word);
	return {words};
};

/** A word as a shell reads it back: as it is where that is plain, else in single quotes. */
export const quoteWord = (word: string): string =>
	/^[\w@%+=:,./^-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** Words as a line that is split into the same words. */
export const joinWords = (words: readonly string[]): string => words.map(quoteWord).join(' ');
