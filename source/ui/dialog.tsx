import {Box} from 'ink';
import type {Line} from '../model/tone.ts';
import {StyledLines} from './styled-line.tsx';
import {currentTheme} from './theme.ts';
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

/** The lines inside a dialog's box, and whether its title, choices, input and keys are all among them. */
export type DialogLines = {readonly lines: readonly Line[]; readonly isWhole: boolean};

/** Cells that the box and its blanks take. */
const sides = 6;

/** Cells of a line within a dialog of a width. */
export const dialogRoom = (width: number): number => Math.max(1, width - sides);

/** Lines that the box itself takes. */
const edges = 2;

type Size = {readonly columns: number; readonly rows: number};

/** Cells in which a verb and a name can be read. */
const narrowest = 20;

const joined = (parts: ReadonlyArray<readonly Line[]>, isSpaced: boolean): readonly Line[] =>
	parts.filter(part => part.length > 0).flatMap((part, index) => (index === 0 || !isSpaced ? part : [[], ...part]));

/**
 * What a dialog says, in lines that fit into its box. The title wraps: what is acted on must be read whole. Where there
 * is no room the blank lines go first, then what is told between the title and the answers, which says how much it was.
 */
export const dialogLines = (dialog: Dialog): DialogLines => {
	const room = dialogRoom(dialog.width);
	const choices = (dialog.choices ?? []).map((choice, index): Line => {
		const isChosen = index === dialog.chosen;
		return [{text: `${isChosen ? '●' : '○'} ${choice}`, tone: isChosen ? 'strong' : 'quiet'}];
	});
	const wrapped = (line: Line) => wrapLine(line, room, 2);
	const title = wrapLine([{text: dialog.title, tone: 'strong'}], room);
	const told = dialog.lines.flatMap(wrapped);
	const answers = [choices.length > 1 ? choices.flatMap(wrapped) : [], dialog.input ?? [], wrapped(dialog.hint)];
	const most = dialog.height - edges;
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
	return {lines: body, isWhole: body.length <= most && room >= narrowest};
};

/** The middle of the screen for a box: cells on its left, and lines above it. */
const middleOf = (box: {readonly width: number; readonly height: number}, screen: Size) => ({
	marginLeft: Math.floor((screen.columns - box.width) / 2),
	marginTop: Math.max(0, Math.floor((screen.rows - box.height) / 2)),
});

/** A dialog over the middle of the screen, in a box of its own. */
export const DialogBox = ({dialog, screen}: {readonly dialog: Dialog; readonly screen: Size}) => {
	const {lines} = dialogLines(dialog);
	const width = Math.min(dialog.width, screen.columns);
	// Too tall a box keeps its end, where the answer is.
	const shown = lines.slice(Math.max(0, lines.length + edges - screen.rows));
	const height = shown.length + edges;
	const {edge} = currentTheme();
	return (
		<Box position="absolute" {...middleOf({width, height}, screen)}>
			<Box
				flexDirection="column"
				width={width}
				height={height}
				borderStyle="round"
				{...(edge === undefined ? {} : {borderColor: edge})}
			>
				<StyledLines
					rows={shown.map(line => ({line: [{text: '  '}, ...line]}))}
					width={width - 2}
					height={shown.length}
				/>
			</Box>
		</Box>
	);
};
