import {formatDuration} from '../../model/duration.ts';
import type {LocalProgram, ProgramEnd, ProgramNews} from '../../model/local-program.ts';
import type {Line} from '../../model/tone.ts';
import {TextLines} from '../../ui/text-lines.tsx';
import type {Laid, PlaceRecord, Room} from '../place-record.ts';
import {drawnText} from '../text/drawn-text.ts';
import {freshText, searchTitle, type Text, type TextState, wholeText} from '../text/text-state.ts';

/** What programs on this machine print, as long as they run and after that; leaving it ends the one that runs. */
export type ProgramPlace = {
	readonly kind: 'program';
	/** What the program is known by among those that run. */
	readonly key: string;
	readonly title: string;
	readonly since: number;
	readonly lines: readonly string[];
	/** How many lines before these are not kept. */
	readonly dropped: number;
	readonly end?: ProgramEnd;
	readonly text: TextState;
};

/** Lines that are kept; older ones fall out. */
const mostLines = 5000;

/** Programs of which the first was just started, `now` in ms. */
export const freshProgram = (key: string, programs: readonly LocalProgram[], now: number): ProgramPlace => ({
	kind: 'program',
	key,
	title: `${programs[0]?.title ?? ''}${programs.length > 1 ? ` and ${programs.length - 1} more` : ''}`,
	since: now,
	lines: [],
	dropped: 0,
	text: freshText(true),
});

const withNews = (place: ProgramPlace, {lines, end}: ProgramNews): ProgramPlace => {
	const all = [...place.lines, ...lines];
	const kept = all.slice(-mostLines);
	return {
		...place,
		lines: kept,
		dropped: place.dropped + all.length - kept.length,
		...(end === undefined ? {} : {end}),
	};
};

/** Lines are known by how many came before them. */
const textOf = ({lines, dropped}: ProgramPlace): Text => {
	const whole = wholeText(lines);
	return {...whole, number: index => index + dropped, index: number => whole.index(number - dropped)};
};

const titleOf = ({title, end, text, since, dropped}: ProgramPlace, now: number): Line => [
	{text: `${title}  `, tone: 'strong'},
	end === undefined
		? {text: `◌ runs for ${formatDuration(now - since)}, Esc ends it`, tone: 'busy'}
		: {text: `${end.isWell ? '✓' : '✗'} ${end.text}`, tone: end.isWell ? 'good' : 'bad'},
	{text: dropped === 0 ? '' : `  ${dropped} older lines are not kept`, tone: 'quiet'},
	{text: text.search === '' ? '' : `  ${searchTitle(text)}`, tone: 'accent'},
];

const lay = (place: ProgramPlace, {size, view}: Room): Laid<ProgramPlace> => {
	const {text, lines, dropped} = place;
	const {match, ...rest} = text;
	const drawn = drawnText(
		{
			...rest,
			top: text.isFollowing ? Math.max(0, lines.length - (size.height - 1)) : Math.max(0, text.top - dropped),
			...(match === undefined ? {} : {match: match - dropped}),
		},
		lines,
		size,
	);
	return {
		body: <TextLines title={titleOf(place, view.now)} lines={drawn.lines} {...size} />,
		place: {...place, text: {...text, top: drawn.top + dropped}},
		containers: [],
	};
};

/** What a program on this machine prints. */
export const program: PlaceRecord<ProgramPlace> = {
	mode: 'text',
	crumb: place => place.title,
	text: {of: place => place.text, with: (place, text) => ({...place, text}), lines: textOf, isLive: true},
	tables: () => [],
	runs: {
		key: ({key, end}) => (end === undefined ? key : undefined),
		with: (place, key, news) => (place.key === key ? withNews(place, news) : place),
	},
	lay,
	// What takes long is given up before the screen is.
	command: (place, command) => (command === 'quit' && place.end === undefined ? 'back' : undefined),
};
