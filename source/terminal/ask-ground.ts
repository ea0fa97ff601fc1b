import type {Ground} from '../model/theme-name.ts';

/** The terminal, as far as it is asked. */
type Terminal = {readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream};

/** A question to the terminal on its background. */
export type AskedGround = {
	/** What the terminal answered; undefined where it did not in time, or cannot tell. */
	readonly ground: Promise<Ground | undefined>;
	/** Gives the keyboard back, with what was typed meanwhile; does so by itself once all is answered. */
	readonly release: () => void;
};

/** How long an answer is waited for, ms. */
const patience = 100;

// The second question is one that every terminal answers: where its answer comes first, there is none to the other.
const question = '\u{1b}]11;?\u{7}\u{1b}[c';

const colorAnswer =
	/\u{1b}\]11;(?:rgba?:([0-9a-f]+)\/([0-9a-f]+)\/([0-9a-f]+)[^\u{7}\u{1b}\u{9c}]*)?(?:\u{7}|\u{1b}\\|\u{9c})/iu;
const attributesAnswer = /\u{1b}\[\?[\d;]*c/u;

/** The answer's parts have one to four digits, each of its own scale. */
const partOf = (digits: string): number => Number.parseInt(digits, 16) / (16 ** digits.length - 1);

const groundOf = (answer: RegExpExecArray): Ground | undefined => {
	const [red, green, blue] = answer.slice(1, 4).map(digits => (digits === undefined ? undefined : partOf(digits)));
	if (red === undefined || green === undefined || blue === undefined) return undefined;
	return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 ? 'light' : 'dark';
};

/**
 * Asks the terminal for its background (OSC 11) before anybody reads its keys. The keyboard is kept in raw mode until the
 * answer came or it is released, so that a late one is neither echoed nor left in a line. All that came is put back for
 * whoever reads next: the input's filter, which swallows answers, whole or with the rest of them that comes later.
 * `interrupt` is called for ^C, which raw mode makes a key.
 */
export const askGround = ({stdin, stdout}: Terminal, interrupt: () => void): AskedGround => {
	const answered = Promise.withResolvers<Ground | undefined>();
	// Each byte as one letter, so that what is put back is what came.
	let heard = '';
	let isReleased = false;
	const ignore = (): void => undefined;
	const release = (): void => {
		if (isReleased) return;
		isReleased = true;
		clearTimeout(timer);
		answered.resolve(undefined);
		stdin.off('data', hear).pause();
		stdin.off('error', ignore);
		stdin.setRawMode(false);
		if (heard !== '' && !stdin.readableEnded) stdin.unshift(Buffer.from(heard, 'latin1'));
	};
	const hear = (piece: Buffer | string): void => {
		heard += typeof piece === 'string' ? Buffer.from(piece).toString('latin1') : piece.toString('latin1');
		if (heard.includes('\u{3}')) interrupt();
		const color = colorAnswer.exec(heard);
		if (color !== null) answered.resolve(groundOf(color));
		if (attributesAnswer.test(heard)) release();
	};
	const timer = setTimeout(() => answered.resolve(undefined), patience);
	stdin.setRawMode(true);
	stdin.on('error', ignore);
	stdin.on('data', hear).resume();
	stdout.write(question);
	return {ground: answered.promise, release};
};
