import type {LogPlace} from './log/log-place.ts';
import type {PlaceRecord} from './place-record.ts';
import {type AnswerPlace, answer} from './places/answer.tsx';
import {type CoursePlace, course} from './places/course.tsx';
import {type HelpPlace, help} from './places/help.tsx';
import {type JobsPlace, jobs} from './places/jobs.tsx';
import {type ListPlace, list} from './places/list.tsx';
import {log} from './places/log.tsx';
import {type MessagesPlace, messages} from './places/messages.tsx';
import {type OverviewPlace, overview} from './places/overview.tsx';
import {type PagePlace, page} from './places/page.tsx';
import {type ProgramPlace, program} from './places/program.tsx';
import {type RawPlace, raw} from './places/raw.tsx';
import {type SurveyPlace, survey} from './places/survey.tsx';
import {type TreePlace, tree} from './places/tree.tsx';

/** One step of the way in; Esc takes the last one off. */
export type Place =
	| OverviewPlace
	| ListPlace
	| PagePlace
	| RawPlace
	| LogPlace
	| MessagesPlace
	| HelpPlace
	| JobsPlace
	| AnswerPlace
	| SurveyPlace
	| TreePlace
	| CoursePlace
	| ProgramPlace;

// All places. A new one is a file, and a line here and above.
const records: {readonly [Kind in Place['kind']]: PlaceRecord<Extract<Place, {kind: Kind}>>} = {
	overview,
	list,
	page,
	raw,
	log,
	messages,
	help,
	jobs,
	tree,
	answer,
	survey,
	course,
	program,
};

/** The record of a place: what it is about, wants read, and looks like. */
export const recordOf = <Given extends Place>(place: Given): PlaceRecord<Given> =>
	// Safe: each record stands under the name of the places that it is for.
	records[place.kind] as unknown as PlaceRecord<Given>;

/** Words of the command line that are about one place only, with what their place is called. */
export const everyPlaceWord = (): ReadonlyMap<string, string> =>
	new Map(
		Object.values(records).flatMap(({mode, words = []}) => words.map(({word}): [string, string] => [word, mode])),
	);
