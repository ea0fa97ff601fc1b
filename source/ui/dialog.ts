import type {Line} from '../model/tone.ts';
import {fitLine, paintLine} from './paint.ts';
import {parseStyled, windowOfRuns} from './styled-text.ts';
import {textWidth} from './text-width.ts';
import {wrapLine} from './wrap-text.ts';

/** What a dialog says and asks. */
export type Dialog = {
	readonly title: string;
	readonly lines: readonly Line[];
	readonly choices?: readonly string[];
	/** Index of the choice in force. */
	readonly chosen?: number;
	/** What is typed or chosen line by line, as it stands. */
	readonly input?: readonly Line[];
	/** The keys that answer. */
	readonly hint: Line;
	readonly width: number;
	/** The most lines that there is room for. */
	readonly height: number;
};

/** A dialog as painted lines, and whether its title, choices, input and keys are all among them. */
export type DialogBox = {readonly lines: readonly string[]; readonly isWhole: boolean};

const sides = 6;

/** Cells of a line within a dialog of a width. */
export const dialogRoom = (width: number): number => Math.max(1, width - sides);

/** Cells in which a verb and a name can be read. */
const narrowest = 20;

const joined = (parts: ReadonlyArray<readonly Line[]>, isSpaced: boolean): readonly Line[] =>
	parts.filter(part => part.length > 0).flatMap((part, index) => (index === 0 || !isSpaced ? part : [[], ...part]));

/**
 * A box of painted lines, each exactly `width` cells. The title wraps: what is acted on must be read whole. Where there
 * is no room the blank lines go first, then what is told between the title and the answers, which says how much it was.
 */
export const dialogBox = (dialog: Dialog): DialogBox => {
	const room = dialogRoom(dialog.width);
	const choices = (dialog.choices ?? []).map((choice, index): Line => {
		const isChosen = index === dialog.chosen;
		return [{text: `${isChosen ? '●' : '○'} ${choice}`, tone: isChosen ? 'strong' : 'quiet'}];
	});
	const wrapped = (line: Line) => wrapLine(line, room, 2);
	const title = wrapLine([{text: dialog.title, tone: 'strong'}], room);
	const told = dialog.lines.flatMap(wrapped);
	const answers = [choices.length > 1 ? choices.flatMap(wrapped) : [], dialog.input ?? [], wrapped(dialog.hint)];
	const most = dialog.height - 2;
	const spaced = joined([title, told, ...answers], true);
	const dense = joined([title, told, ...answers], false);
	const left = most - joined([title, ...answers], false).length - 1;
	const shortened: readonly Line[] =
		left < 0
			? []
			: [
					...told.slice(0, left),
					[{text: `… ${told.length - left} more lines, a larger terminal shows them`, tone: 'quiet'}],
				];
	const body =
		spaced.length <= most ? spaced : dense.length <= most ? dense : joined([title, shortened, ...answers], false);
	const edge = '─'.repeat(Math.max(0, dialog.width - 2));
	const framed = (line: Line): Line => [
		{text: '│  ', tone: 'accent'},
		...fitLine(line, room),
		{text: '  │', tone: 'accent'},
	];
	const lines = [
		[{text: `╭${edge}╮`, tone: 'accent'} as const],
		...body.map(framed),
		[{text: `╰${edge}╯`, tone: 'accent'} as const],
	].map(line => paintLine(line, dialog.width));
	return {lines, isWhole: lines.length <= dialog.height && room >= narrowest};
};

const cellsOf = (painted: string): number => parseStyled(painted).reduce((sum, run) => sum + textWidth(run.text), 0);

/** Lays painted lines over the middle of a painted screen, cutting the lines below to the cell. */
export const overlay = (
	base: readonly string[],
	dialog: readonly string[],
	width: number,
	height: number,
): readonly string[] => {
	const boxWidth = Math.min(width, cellsOf(dialog[0] ?? ''));
	const left = Math.floor((width - boxWidth) / 2);
	const top = Math.max(0, Math.floor((height - dialog.length) / 2));
	// Too tall a box keeps its end, where the answer is.
	const shown = dialog.slice(Math.max(0, dialog.length - height));
	return Array.from({length: height}, (_, row) => {
		const below = base[row] ?? ' '.repeat(width);
		const line = shown[row - top];
		if (line === undefined) return below;
		const runs = parseStyled(below);
		const right = left + boxWidth;
		return `${windowOfRuns(runs, 0, left)}${windowOfRuns(parseStyled(line), 0, boxWidth)}${windowOfRuns(runs, right, width - right)}`;
	});
};
