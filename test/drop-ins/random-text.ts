import type {Dice} from '../fuzz/dice.ts';

const narrow = [...'abcXYZ  018.,:()[]#*m;é×●▁█│─→…⣿✓░'];

const wide = ['漢字', 'ｱﾞ', '한글', 'ᄀ', '각', '👩‍👩‍👧', '🇩🇪', '🇩', '❤️', '1️⃣', '😀', '✊', '〰', '⚠'];

const odd = [
	...['e\u0301', '\u0301', '\u200b', '\u200d', '\u00ad', '\ufe0f', '\u034f', '\ud83d', '\udc00', 'ก็', 'नि', '\u2028'],
	...['\u00a0', '\u3000', '\ufeff', '\t', '\r', '\u0007', '\u007f', '\u0000', '\u0085'],
];

const colours = [
	...[
		'',
		'0',
		'1',
		'2',
		'3',
		'4',
		'5',
		'7',
		'8',
		'9',
		'21',
		'22',
		'23',
		'24',
		'27',
		'31',
		'32',
		'39',
		'41',
		'44',
		'49',
	],
	...['53', '55', '59', '91', '97', '101', '1;31', '2;1', '31;44;1', '0;32', '38;5;120', '48;5;9', '38;2;1;2;3', ';'],
	...['48;2;9;8;7;1', '38;5', '58;5;3', '58;2;1;2;3', '1;22', '39;49', '999', '00', '01'],
].map(code => `\u001b[${code}m`);

const sequences = [
	...['\u001b]8;;http://a.example\u0007', '\u001b]8;;\u0007', '\u001b]8;id=1;http://b\u001b\\', '\u001b]8;;\u001b\\'],
	...[
		'\u001b]0;title\u0007',
		'\u001b[2J',
		'\u001b[',
		'\u001b',
		'\u001b[4:3m',
		'\u001b[38:2::1:2:3m',
		'\u001b[31',
		'\u001b7',
	],
	...['\u009b31m', '\u009d8;;http://c\u009c', '\u001bPq\u001b\\', '\u001b[?25l', '\u001b[1 m', '\u001b]8;;never'],
];

const times = <Value>(count: number, make: () => Value): readonly Value[] => Array.from({length: count}, make);

/** A piece of text without line breaks: mostly narrow characters and colours, sometimes anything. */
export const randomLine = (dice: Dice, most = 24): string => {
	const isOdd = dice.oneIn(4);
	const isColoured = !dice.oneIn(3);
	return times(dice.below(most + 1), () => {
		if (isColoured && dice.oneIn(4)) return dice.pick(colours);
		if (isOdd && dice.oneIn(3)) return dice.pick(dice.pick([wide, wide, odd, sequences]));
		return dice.pick(narrow);
	}).join('');
};

/** A text of one line or a few, of which some are empty. */
export const randomText = (dice: Dice, most = 24): string =>
	times(dice.oneIn(4) ? 1 + dice.below(4) : 1, () => randomLine(dice, most)).join(dice.oneIn(8) ? '\r\n' : '\n');

/** A row of a panel: narrow characters and colours in exactly `width` cells. */
export const randomRow = (dice: Dice, width: number): string => {
	const colour = dice.pick(['31', '32', '1', '7', '90']);
	const cells = times(width, () => dice.pick(narrow)).join('');
	const at = dice.below(width + 1);
	return `${cells.slice(0, at)}\u001b[${colour}m${cells.slice(at)}\u001b[0m`;
};
