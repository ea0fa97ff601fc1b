import type {IBufferCell, Terminal} from '@xterm/headless';
import type {Ground} from '../../source/model/theme-name.ts';

const cellWidth = 8.4;
const cellHeight = 18;
const margin = 12;
type Shades = {readonly ground: string; readonly ink: string; readonly palette: readonly string[]};

/** Grounds with the 16 standard colours, as a calm dark terminal and a light one have them. */
const shades: Readonly<Record<Ground, Shades>> = {
	dark: {
		ground: '#14171c',
		ink: '#d3d7de',
		palette: [
			'#2b303b',
			'#e06c75',
			'#98c379',
			'#d9b263',
			'#61afef',
			'#c678dd',
			'#4fb8c4',
			'#d3d7de',
			'#6b7280',
			'#ef8891',
			'#b1d196',
			'#e8cb8b',
			'#84c2f5',
			'#d79bea',
			'#7fd0d9',
			'#f0f2f5',
		],
	},
	light: {
		ground: '#fbfbfa',
		ink: '#24292f',
		palette: [
			'#24292f',
			'#b4232c',
			'#2f7d32',
			'#9a6700',
			'#0b5cad',
			'#8a3ea8',
			'#0f7285',
			'#d0d4d9',
			'#6b7280',
			'#c93c45',
			'#3f9142',
			'#b07d10',
			'#2f7ac6',
			'#a35cc0',
			'#2b8fa3',
			'#f6f7f8',
		],
	},
};

const hex = (value: number): string => value.toString(16).padStart(2, '0');

/** A colour of the cube of 216 and the ramp of 24 greys behind the standard ones. */
const fixedColor = (index: number): string => {
	if (index >= 232) return `#${hex(8 + (index - 232) * 10).repeat(3)}`;
	const level = (step: number): number => (step === 0 ? 0 : 55 + step * 40);
	const at = index - 16;
	return `#${[Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map(step => hex(level(step))).join('')}`;
};

type Look = {
	readonly color: string;
	readonly back: string | undefined;
	readonly isBold: boolean;
	readonly isDim: boolean;
};

const lookOf = (cell: IBufferCell, {ground, ink, palette}: Shades): Look => {
	const colorOf = (isPalette: boolean, color: number) =>
		isPalette ? (palette[color] ?? fixedColor(color)) : undefined;
	const front = colorOf(cell.isFgPalette(), cell.getFgColor()) ?? ink;
	const back = colorOf(cell.isBgPalette(), cell.getBgColor());
	const isInverse = cell.isInverse() !== 0;
	return {
		color: isInverse ? (back ?? ground) : front,
		back: isInverse ? front : back,
		isBold: cell.isBold() !== 0,
		isDim: cell.isDim() !== 0,
	};
};

const escapeXml = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const round = (value: number): string => String(Math.round(value * 10) / 10);

type Piece = {text: string; column: number; cells: number; readonly look: Look};

const isSame = (a: Look, b: Look): boolean =>
	a.color === b.color && a.back === b.back && a.isBold === b.isBold && a.isDim === b.isDim;

/** Runs of one look; blanks end a run, so that every word stands on its own cell whatever the font. */
const piecesOf = (terminal: Terminal, row: number, shade: Shades): readonly Piece[] => {
	const pieces: Piece[] = [];
	const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
	for (let column = 0; column < terminal.cols; column++) {
		const cell = line?.getCell(column);
		if (cell === undefined || cell.getWidth() === 0) continue;
		const text = cell.getChars() || ' ';
		const look = lookOf(cell, shade);
		const last = pieces.at(-1);
		if (last !== undefined && isSame(last.look, look) && (text === ' ') === last.text.endsWith(' ')) {
			last.text += text;
			last.cells += cell.getWidth();
		} else pieces.push({text, column, cells: cell.getWidth(), look});
	}
	return pieces;
};

const lowestBar = 0x25_81;
const fullBar = 0x25_88;
const brailleBase = 0x28_00;

// Where each bit of a braille character has its dot: column, row.
const dots = [
	[0, 0],
	[0, 1],
	[0, 2],
	[1, 0],
	[1, 1],
	[1, 2],
	[0, 3],
	[1, 3],
] as const;

/** Bars and dots are drawn as shapes: fonts differ in them, and many have none of the right width. */
const shapeOf = (char: string, x: number, y: number): string | undefined => {
	const code = char.codePointAt(0) ?? 0;
	if (code >= lowestBar && code <= fullBar) {
		const height = ((code - lowestBar + 1) / 8) * cellHeight;
		return `M${round(x)} ${round(y + cellHeight - height)}h${round(cellWidth)}v${round(height)}h${round(-cellWidth)}z`;
	}
	if (code <= brailleBase || code > brailleBase + 0xff) return undefined;
	return dots
		.filter((_, bit) => ((code - brailleBase) & (1 << bit)) !== 0)
		.map(([column, row]) => `M${round(x + 1.1 + column * 4.2)} ${round(y + 1.2 + row * 4.5)}h2v2h-2z`)
		.join('');
};

const drawPiece = ({text, column, cells, look}: Piece, row: number): string => {
	const x = margin + column * cellWidth;
	const y = margin + row * cellHeight;
	const back =
		look.back === undefined
			? ''
			: `<rect x="${round(x)}" y="${y}" width="${round(cells * cellWidth)}" height="${cellHeight}" fill="${look.back}" shape-rendering="crispEdges"/>`;
	if (text.trim() === '') return back;
	const style = `${look.isBold ? ' font-weight="bold"' : ''}${look.isDim ? ' opacity="0.6"' : ''}`;
	const shapes = Array.from(text, (char, index) => shapeOf(char, x + index * cellWidth, y));
	if (shapes.every(shape => shape !== undefined))
		return `${back}<path d="${shapes.join('')}" fill="${look.color}" shape-rendering="crispEdges"${style}/>`;
	return `${back}<text x="${round(x)}" y="${y + 13}" fill="${look.color}" textLength="${round(cells * cellWidth)}"${style}>${escapeXml(text)}</text>`;
};

/** The screen as a picture: the same cells always give the same bytes. */
export const terminalSvg = (terminal: Terminal, on: Ground = 'dark'): string => {
	const shade = shades[on];
	const width = round(terminal.cols * cellWidth + margin * 2);
	const height = terminal.rows * cellHeight + margin * 2;
	const rows = Array.from({length: terminal.rows}, (_, row) =>
		piecesOf(terminal, row, shade)
			.map(piece => drawPiece(piece, row))
			.join(''),
	).filter(row => row !== '');
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" xml:space="preserve">`,
		`<rect width="${width}" height="${height}" rx="8" fill="${shade.ground}"/>`,
		...rows,
		'</svg>',
		'',
	].join('\n');
};
