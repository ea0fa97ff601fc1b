import type {Command} from '../../keys.ts';
import {formatDuration} from '../../model/duration.ts';
import type {Line} from '../../model/tone.ts';
import type {View} from '../../resources/resource.ts';
import type {Survey} from '../../resources/surveys/survey.ts';
import {surveyNamed} from '../../resources/surveys/surveys.ts';
import {engineKey} from '../../store/engine-key.ts';
import {scrollOffset} from '../../ui/scroll-offset.ts';
import type {StyledRow} from '../../ui/styled-line.tsx';
import {Tree} from '../../ui/tree.tsx';
import type {Laid, PlaceRecord, Room} from '../place-record.ts';
import {type SurveyBlock, type SurveyRow, surveyHeader, surveyLines, surveyRows} from '../survey-rows.ts';

/** What engines as a whole told when they were asked, as rows that fold. */
export type SurveyPlace = {
	readonly kind: 'survey';
	readonly word: string;
	/** One for each engine that is looked at. */
	readonly blocks: readonly SurveyBlock[];
	/** Keys of the rows that were folded or unfolded. */
	readonly toggled: ReadonlySet<string>;
	/** Index of the row that one stands on, and of the first in sight. */
	readonly cursor: number;
	readonly top: number;
};

/** Asks the engines in view anew. */
const asking = ({state, now}: View): readonly SurveyBlock[] =>
	state.parts === undefined
		? [{name: state.info?.name ?? state.host, since: now}]
		: state.parts.map(({id, name}) => ({engine: id, name, since: now}));

/** What a survey is as it opens: it asks. */
export const freshSurvey = (word: string, view: View): SurveyPlace => ({
	kind: 'survey',
	word,
	blocks: asking(view),
	toggled: new Set(),
	cursor: 0,
	top: 0,
});

const keyOf = (word: string, {engine = '', since}: SurveyBlock): string => `${word} ${engine} ${since}`;

const isAsking = ({blocks}: SurveyPlace): boolean => blocks.some(({answer}) => answer === undefined);

/** The row that one stands on. */
const rowAt = (place: SurveyPlace, view: View): SurveyRow | undefined =>
	surveyRows(place.blocks, place.toggled, view)[place.cursor];

const titleOf = (place: SurveyPlace, survey: Survey, {now}: View): Line => {
	const [first] = place.blocks;
	const since = first === undefined ? 0 : now - first.since;
	const {answer} = first ?? {};
	const summary =
		place.blocks.length === 1 && answer !== undefined && 'report' in answer ? answer.report.summary : undefined;
	return [
		{text: `${survey.title.toUpperCase()}  `, tone: 'strong'},
		...(summary === undefined ? [] : [{text: `${summary}  `}]),
		isAsking(place)
			? {text: `asking… ${formatDuration(since)}, Esc stops`, tone: 'busy'}
			: {text: `as of ${formatDuration(since)} ago`, tone: 'quiet'},
	];
};

const lay = (place: SurveyPlace, {view, size}: Room): Laid<SurveyPlace> => {
	const {width, height} = size;
	const survey = surveyNamed(place.word);
	if (survey === undefined) return {body: <Tree title={[]} rows={[]} {...size} />, place, containers: []};
	const header = surveyHeader(survey, width);
	const room = height - (header === undefined ? 1 : 2);
	const rows = surveyRows(place.blocks, place.toggled, view);
	const cursor = Math.max(0, Math.min(place.cursor, rows.length - 1));
	const linesOf = (index: number): readonly Line[] => {
		const row = rows[index];
		return row === undefined ? [] : surveyLines(survey, row, width);
	};
	const top = scrollOffset(cursor, place.top, room, rows.length, index =>
		survey.columns.length > 0 ? 1 : linesOf(index).length,
	);
	const drawn: StyledRow[] = [];
	for (let index = top; index < rows.length && drawn.length < room; index++)
		for (const line of linesOf(index)) drawn.push(index === cursor ? {line, style: {isSelected: true}} : {line});
	return {
		body: (
			<Tree
				title={titleOf(place, survey, view)}
				{...(header === undefined ? {} : {header})}
				rows={drawn.slice(0, room)}
				{...size}
			/>
		),
		place: {...place, cursor, top},
		containers: [],
	};
};

const toggle = (place: SurveyPlace, key: string): SurveyPlace => {
	const toggled = new Set(place.toggled);
	if (!toggled.delete(key)) toggled.add(key);
	return {...place, toggled};
};

/** Folds the row that one stands on, or goes to the one that it lies under. */
const folded = (place: SurveyPlace, view: View): SurveyPlace => {
	const rows = surveyRows(place.blocks, place.toggled, view);
	const row = rows[place.cursor];
	if (row === undefined) return place;
	if (row.fold === 'open') return toggle(place, row.key);
	const above = rows.slice(0, place.cursor).findLastIndex(({depth}) => depth < row.depth);
	return above === -1 ? place : {...place, cursor: above};
};

const commanded = (place: SurveyPlace, command: Command, view: View): SurveyPlace | 'back' | undefined => {
	const row = rowAt(place, view);
	switch (command) {
		case 'quit':
			// What takes minutes is given up before the program is.
			return isAsking(place) ? 'back' : undefined;
		case 'fold':
			return folded(place, view);
		case 'unfold':
			return row?.fold === 'folded' ? toggle(place, row.key) : place;
		case 'enter':
			return row === undefined || row.fold === 'none' ? undefined : toggle(place, row.key);
		case 'ask-again':
			return isAsking(place) ? place : {...place, blocks: asking(view)};
		default:
			return undefined;
	}
};

/** What engines as a whole tell of themselves when they are asked. */
export const survey: PlaceRecord<SurveyPlace> = {
	mode: 'tree',
	scroll: {top: place => place.cursor, to: (place, cursor) => ({...place, cursor})},
	tables: ({word}) => surveyNamed(word)?.reads ?? [],
	asks: {
		of: ({word, blocks}) => {
			const found = surveyNamed(word);
			return found === undefined
				? []
				: blocks
						.filter(({answer}) => answer === undefined)
						.map(block => ({
							key: keyOf(word, block),
							id: block.engine === undefined ? '' : engineKey(block.engine, ''),
							ask: found.ask,
						}));
		},
		with: (place, key, answer) => ({
			...place,
			blocks: place.blocks.map(block => (keyOf(place.word, block) === key ? {...block, answer} : block)),
		}),
	},
	points: (place, view) => {
		const row = rowAt(place, view);
		return row === undefined ? undefined : {names: row.names, engine: row.engine, copied: row.copied};
	},
	lay,
	command: commanded,
};
