import type {Dice} from './dice.ts';

/** What no text of an engine may do to the terminal: a title, a clear screen, a colour, a mode, an answer wanted. */
export const escapes: readonly string[] = [
	'\u{1b}]0;owned\u{7}',
	'\u{1b}[2J\u{1b}[31337m',
	'\u{9b}31337m',
	'\u{1b}P+q31337\u{1b}\\',
	'\u{1b}[?31337h',
	'\u{1b}c',
	'\u{1b}[6n',
];

const longTexts = [10_000, 1_000_000] as const;

const hostileText = (dice: Dice, old: string): string => {
	switch (dice.below(9)) {
		case 0:
			return `${old}${dice.pick(escapes)}after`;
		case 1:
			return dice.pick(['x', '漢', '👩‍👩‍👧‍👦', 'e\u{301}', ' ', '\n']).repeat(dice.pick(longTexts) / 4);
		case 2:
			return '';
		case 3:
			return '\u{202e}\u{200b}\u{feff}\u{0}\r\n\t';
		case 4:
			return '\u{d800}';
		case 5:
			return `${old} ü/..%2f?#`;
		case 6:
			return '9999999999-99-99T99:99:99Z';
		case 7:
			return '0001-01-01T00:00:00Z';
		default:
			return old.slice(0, Math.floor(old.length / 2));
	}
};

const hostileNumber = (dice: Dice, old: number): number =>
	dice.pick([0, -1, -old, 2 ** 31, 2 ** 53, 2 ** 63, 1e300, 0.5, old * 1e6, 137]);

/** Stands for JSON that is nested thousands deep, which nothing here could walk through. */
const deep = '@deep@';

const nested = (depth: number): string => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`;

/** A value of another type, or a hostile one of the same. */
export const hostileValue = (dice: Dice, old: unknown): unknown => {
	if (dice.oneIn(3))
		return dice.pick<unknown>([null, [], {}, '', 0, true, 'text', [null], {message: 'no'}, deep, 1e300]);
	if (typeof old === 'string') return hostileText(dice, old);
	if (typeof old === 'number') return hostileNumber(dice, old);
	if (typeof old === 'boolean') return !old;
	if (Array.isArray(old)) {
		const first: unknown = old[0];
		return dice.pick<unknown>([[], [...old, null], Array.from({length: 300}, () => first), [...old, ...old], 'list']);
	}
	return dice.pick<unknown>([{}, null, {...(old as object), '\u{1b}[31337m': '\u{1b}]0;owned\u{7}'}, []]);
};

type Path = ReadonlyArray<string | number>;

/** Ways to every value in it, the outermost too. */
const pathsOf = (value: unknown, path: Path = []): Path[] => {
	const inner =
		typeof value === 'object' && value !== null
			? Object.entries(value).flatMap(([name, member]) => pathsOf(member, [...path, name]))
			: [];
	return [path, ...inner];
};

const changed = (value: unknown, [step, ...rest]: Path, change: (old: unknown) => unknown): unknown => {
	if (step === undefined) return change(value);
	if (Array.isArray(value))
		return value.map((item, index) => (String(index) === step ? changed(item, rest, change) : item));
	const members = Object.entries(value as Record<string, unknown>).map(
		([name, member]) => [name, name === step ? changed(member, rest, change) : member] as const,
	);
	return Object.fromEntries(members.filter(([, member]) => member !== gone));
};

const gone = Symbol('gone');

/** JSON with a few of its values made hostile, missing or of another type. */
export const mutateJson = (dice: Dice, text: string): string => {
	let value: unknown = JSON.parse(text);
	for (let times = 1 + dice.below(4); times > 0; times--) {
		const paths = pathsOf(value);
		const path = dice.pick(paths);
		const isMember = path.length > 0 && dice.oneIn(4);
		value = changed(value, path, old => (isMember ? gone : hostileValue(dice, old)));
		if (value === gone) value = null;
	}
	const mutated = JSON.stringify(value, (_name, member: unknown) => (member === gone ? undefined : member)) ?? 'null';
	return mutated.replaceAll(JSON.stringify(deep), nested(6000));
};
