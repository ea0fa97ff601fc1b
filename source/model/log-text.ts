/* biome-ignore-all lint/suspicious/noControlCharactersInRegex: control characters are what this is about */

/** A line of which every letter is one cell and nothing else: the common case, and quick. */
const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** Letters of a line that are kept. More is told and not shown. */
const longestLine = 200_000;

/** Columns that a line may be moved over: a cursor sent further stays there. */
const lastColumn = 10_000;

/** Marks that turn the direction of text or have no width: they would move other cells. */
const invisible =
	/^[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]$/u;

/** What joins the cell before it: marks, variation selectors, joiners, modifiers of emoji. */
const joins = /^(?:\p{Mark}|\u200d|[\ufe00-\ufe0f]|[\u{1f3fb}-\u{1f3ff}])$/u;

/** What most terminals draw in two cells. Their tables differ at the edges; here it only places what is overwritten. */
const wide =
	/^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;

/** Parts of a select graphic rendition, with the colour of underlines and its arguments left out. */
const withoutUnderlineColour = (parts: readonly string[]): readonly string[] => {
	const kept: string[] = [];
	for (let at = 0; at < parts.length; at++) {
		if (parts[at] !== '58') kept.push(parts[at] ?? '');
		else at += parts[at + 1] === '5' ? 2 : parts[at + 1] === '2' ? 4 : 0;
	}
	return kept;
};

/** One parameter with colons, as the semicolons that mean the same; undefined for what has no such form. */
const withoutColons = (part: string): string | undefined => {
	if (!part.includes(':')) return part;
	const [code, kind, ...rest] = part.split(':');
	if (code === '4') return kind === '0' ? '24' : '4';
	if (code !== '38' && code !== '48') return undefined;
	if (kind === '5') return [code, kind, rest[0] ?? '0'].join(';');
	// With a colour space before its three bytes, or without.
	return kind === '2' ? [code, kind, ...rest.slice(-3).map(byte => byte || '0')].join(';') : undefined;
};

/** The parameters of a colour code in the one form that all that comes later reads; undefined when nothing is left. */
const plainParameters = (parameters: string): string | undefined => {
	if (parameters === '') return '';
	const parts = withoutUnderlineColour(parameters.split(';'))
		.map(withoutColons)
		.filter(part => part !== undefined);
	return parts.length === 0 ? undefined : parts.join(';');
};

/** The end of a string that began before `from`: OSC, DCS and their kin go to BEL or ST, or to the end of the line. */
const afterString = (text: string, from: number): number => {
	for (let at = from; at < text.length; at++) {
		const letter = text[at];
		if (letter === '\x07' || letter === '\x9c') return at + 1;
		if (letter === '\x1b') return text[at + 1] === '\\' ? at + 2 : at;
	}
	return text.length;
};

const sequence = /[\x30-\x3f]*[\x20-\x2f]*/y;

/** One cell: what stands in it and the look that it was written with; the second cell of a wide letter is empty text. */
type Cell = {text: string; look: string};

/** The cells of one line as a terminal of endless width would have them. */
class TerminalLine {
	readonly #cells: Cell[] = [];
	#column = 0;
	#look = '';

	write(letter: string): void {
		const last = this.#cells[this.#column - 1];
		if (joins.test(letter)) {
			const base = last?.text === '' ? this.#cells[this.#column - 2] : last;
			if (base !== undefined && base.text.length < 40) base.text += letter;
			return;
		}
		// A letter after a joiner belongs to the same picture.
		const before = last?.text === '' ? this.#cells[this.#column - 2] : last;
		if (before?.text.endsWith('\u200d') === true) {
			before.text += letter;
			return;
		}
		const cells = wide.test(letter) ? [letter, ''] : [letter];
		if (this.#column > lastColumn && this.#column > this.#cells.length) return;
		this.#fill(this.#column);
		this.#split(this.#column);
		this.#split(this.#column + cells.length);
		for (const text of cells) {
			this.#cells[this.#column] = {text, look: this.#look};
			this.#column++;
		}
	}

	/** Half of a wide letter that loses its other half is a blank. */
	#split(column: number): void {
		const right = this.#cells[column];
		const left = this.#cells[column - 1];
		if (right?.text !== '' || left === undefined) return;
		left.text = ' ';
		right.text = ' ';
	}

	#fill(until: number): void {
		while (this.#cells.length < until) this.#cells.push({text: ' ', look: ''});
	}

	to(column: number): void {
		this.#column = Math.max(0, Math.min(lastColumn, column));
	}

	move(columns: number): void {
		this.to(this.#column + columns);
	}

	tab(): void {
		this.to(this.#column + 8 - (this.#column % 8));
		this.#fill(this.#column);
	}

	/** `CSI K`: to the end, to the start, all. */
	erase(what: number): void {
		if (what === 2) this.#cells.length = 0;
		else if (what === 1) {
			const end = Math.min(this.#column, this.#cells.length - 1);
			this.#split(end + 1);
			for (let at = 0; at <= end; at++) this.#cells[at] = {text: ' ', look: ''};
		} else if (what === 0) {
			this.#split(this.#column);
			this.#cells.length = Math.min(this.#cells.length, this.#column);
		}
	}

	colour(parameters: string): void {
		const isReset = /^(?:0*;?)*$/.test(parameters);
		const look = isReset ? '' : `${this.#look}\x1b[${parameters}m`;
		// A line that changes its colour for ever keeps the last changes.
		this.#look = look.length > 400 ? `\x1b[${parameters}m` : look;
	}

	toString(): string {
		let result = '';
		let look = '';
		for (const cell of this.#cells) {
			if (cell.text !== '' && cell.look !== look) {
				result += `${look === '' ? '' : '\x1b[0m'}${cell.look}`;
				look = cell.look;
			}
			result += cell.text;
		}
		return look === '' ? result : `${result}\x1b[0m`;
	}
}

const number = (parameters: string, usual: number): number => {
	const value = Number.parseInt(parameters, 10);
	return Number.isNaN(value) ? usual : Math.min(value, lastColumn);
};

const applySequence = (line: TerminalLine, final: string, parameters: string): void => {
	if (/^[<=>?]/.test(parameters)) return;
	switch (final) {
		case 'm': {
			const plain = plainParameters(parameters);
			if (plain !== undefined) line.colour(plain);
			break;
		}
		case 'C':
			line.move(Math.max(1, number(parameters, 1)));
			break;
		case 'D':
			line.move(-Math.max(1, number(parameters, 1)));
			break;
		case 'G':
		case '`':
			line.to(Math.max(1, number(parameters, 1)) - 1);
			break;
		case 'K':
			line.erase(number(parameters, 0));
			break;
		default:
		// It moves elsewhere or drives the terminal: nothing in a line of a log may.
	}
};

/** Applies what begins with ESC or an 8-bit introducer; returns where the text goes on. */
const applyEscape = (line: TerminalLine, text: string, at: number): number => {
	const letter = text[at] ?? '';
	const introducer = letter === '\x1b' ? text[at + 1] : letter === '\x9b' ? '[' : ']';
	const body = letter === '\x1b' ? at + 2 : at + 1;
	if (introducer === undefined) return text.length;
	if (introducer === '[') {
		sequence.lastIndex = body;
		const parameters = sequence.exec(text)?.[0] ?? '';
		const end = body + parameters.length;
		const final = text[end] ?? '';
		// A control character ends it without effect and keeps its own.
		if (final < '\x40' || final > '\x7e') return end;
		if (!/[\x20-\x2f]/.test(parameters)) applySequence(line, final, parameters);
		return end + 1;
	}
	if (letter !== '\x1b' || ']PX^_'.includes(introducer)) return afterString(text, body);
	if (introducer === '\x1b') return at + 1;
	// ESC, intermediate bytes, a final byte.
	const rest = /^[\x20-\x2f]*[\x30-\x7e]?/.exec(text.slice(at + 1, at + 20))?.[0] ?? '';
	return at + 1 + rest.length;
};

const controls: Readonly<Record<string, (line: TerminalLine) => void>> = {
	'\r': line => line.to(0),
	'\b': line => line.move(-1),
	'\t': line => line.tab(),
};

const isControl = (letter: string): boolean => letter < ' ' || (letter >= '\x7f' && letter <= '\x9f');

/**
 * What a terminal would show of a line of a log in the end: what moves or erases within the line is applied, colours are
 * kept (each look turned on from nothing, in semicolon form), tabs are spaces, and what would drive the terminal or
 * leave the line is gone, without any text beside it. `more` letters of it did not come here: they are told.
 */
export const logText = (raw: string, more = 0): string => {
	if (more === 0 && raw.length <= longestLine && isPlain(raw)) return raw;
	const text = raw.slice(0, longestLine);
	const rest = raw.length - text.length + more;
	const line = new TerminalLine();
	for (let at = 0; at < text.length; ) {
		const letter = text[at] ?? '';
		if (letter === '\x1b' || '\x9b\x9d\x90\x98\x9e\x9f'.includes(letter)) {
			at = applyEscape(line, text, at);
			continue;
		}
		if (isControl(letter)) {
			controls[letter]?.(line);
			at++;
			continue;
		}
		const point = String.fromCodePoint(text.codePointAt(at) ?? 0xfffd);
		at += point.length;
		// Half a surrogate pair, which no terminal can show.
		if (/^[\ud800-\udfff]$/u.test(point)) line.write('\ufffd');
		else if (!invisible.test(point)) line.write(point);
	}
	return rest === 0 ? line.toString() : `${line.toString()}… ${rest} more letters`;
};
