import {ofAllKinds, type ResourceId, resourceIds} from '../../resources/registry.ts';
import type {Resource} from '../../resources/resource.ts';
import {surveyNamed, surveys} from '../../resources/surveys/surveys.ts';
import type {GeneralVerb, Verb} from '../../resources/verb.ts';
import {either, nearest} from '../../settings/nearest.ts';
import {logWords} from '../log/log-words.ts';
import {allScreens} from '../screens.ts';
import type {EngineWord} from './engine-command.ts';

/** What the first word of a command line can be. */
export type CommandWord =
	| {readonly kind: 'screen'; readonly word: string; readonly resource: ResourceId | undefined}
	| {readonly kind: 'look'; readonly word: LookWord}
	| {readonly kind: 'reading'; readonly word: string}
	| {readonly kind: 'survey'; readonly word: string}
	| {readonly kind: 'course'; readonly word: string}
	| {readonly kind: 'verb'; readonly word: string};

/** Words that only look. */
export type LookWord =
	| EngineWord
	| 'address'
	| 'logs'
	| 'exec'
	| 'files'
	| 'cp'
	| 'inspect'
	| 'yaml'
	| 'tree'
	| 'sort'
	| 'columns'
	| 'group'
	| 'filter'
	| 'beside'
	| 'mouse'
	| 'messages'
	| 'jobs'
	| 'cancel'
	| 'help'
	| 'quit';

const lookWords: readonly LookWord[] = [
	'logs',
	'exec',
	'files',
	'cp',
	'address',
	'inspect',
	'yaml',
	'tree',
	'sort',
	'columns',
	'group',
	'filter',
	'beside',
	'mouse',
	'context',
	'host',
	'only',
	'messages',
	'jobs',
	'cancel',
	'help',
	'quit',
];

/** What people type for the same: vi's words, kubectl's. */
const aliasesOfLooks: Readonly<Record<string, string>> = {
	home: 'overview',
	log: 'logs',
	shell: 'exec',
	sh: 'exec',
	describe: 'inspect',
	df: 'disk',
	info: 'engine',
	ctx: 'context',
	q: 'quit',
	exit: 'quit',
};

/** All words that stand for another one. */
const aliases = (): Readonly<Record<string, string>> => ({
	...aliasesOfLooks,
	...Object.fromEntries(ofAllKinds(({table, aliases = []}) => aliases.map(alias => [alias, table.id])).flat()),
});

/** What a word asks of a kind: a verb, and only what that does by this name where it may do two things. */
export const verbCalled = <Row>(
	{verbs}: Pick<Resource<Row>, 'verbs'>,
	word: string,
): {readonly verb: Verb<Row>; readonly does: string | undefined} | undefined => {
	for (const verb of verbs) {
		const called = verb.words?.find(candidate => candidate.word === word);
		if (called !== undefined) return {verb, does: called.does ?? word};
		if (verb.id === word) return {verb, does: undefined};
	}
	return undefined;
};

/** Ids of the verbs of all kinds and their words, without those that only stand for another one. */
const verbWords = (isReadOnly: boolean): readonly string[] => [
	...new Set(
		ofAllKinds(({verbs}) =>
			verbs
				.filter(({isReading}) => !isReadOnly || isReading === true)
				.flatMap(({id, words = []}) => [id, ...words.filter(({does}) => does === undefined).map(({word}) => word)]),
		).flat(),
	),
];

/** Whether a word is that of a verb that only looks. */
const isReadingWord = (word: string): boolean => verbWords(true).includes(word);

/** A verb on no row with the kind that it is of, as people call that. */
export type CalledGeneral = {
	readonly verb: GeneralVerb;
	readonly kind: {readonly id: ResourceId; readonly words: readonly string[]};
};

const allGeneral = (): readonly CalledGeneral[] =>
	ofAllKinds(({table, singular, aliases = [], general = []}) => {
		const kind = {id: table.id, words: [table.id, singular, ...aliases]};
		return general.map(verb => ({verb, kind}));
	}).flat();

/** The verbs on no row that go by a word; several where several kinds have one. */
export const generalCalled = (word: string): readonly CalledGeneral[] =>
	allGeneral().filter(({verb: {id, words = []}}) => id === word || words.some(candidate => candidate.word === word));

/** Ids of the verbs on no row, and their words, without those that only stand for another one. */
const generalWords = (): readonly string[] =>
	allGeneral().flatMap(({verb: {id, words = []}}) => [
		id,
		...words.filter(({does}) => does === undefined).map(({word}) => word),
	]);

/** Words of the texts that are read on demand, of all kinds. */
const readingWords = (): readonly string[] => [
	...new Set(ofAllKinds(({readings = []}) => readings.map(({id}) => id)).flat()),
];

/** Words of what goes on with rows for a while, of all kinds. */
const courseWords = (): readonly string[] =>
	ofAllKinds(({course}) => (course === undefined ? [] : [course.word])).flat();

/** All words that may begin a command line. */
export const firstWords = (isReadOnly: boolean): readonly string[] => [
	...allScreens().map(({word}) => word),
	...lookWords,
	...surveys.map(({word}) => word),
	...readingWords(),
	...courseWords(),
	...new Set([...verbWords(isReadOnly), ...(isReadOnly ? [] : generalWords())]),
];

const known = (word: string): CommandWord | undefined => {
	const screen = allScreens().find(candidate => candidate.word === word);
	if (screen !== undefined) return {kind: 'screen', word, resource: screen.resource};
	const look = lookWords.find(candidate => candidate === word);
	if (look !== undefined) return {kind: 'look', word: look};
	if (surveyNamed(word) !== undefined) return {kind: 'survey', word};
	if (readingWords().includes(word)) return {kind: 'reading', word};
	if (courseWords().includes(word)) return {kind: 'course', word};
	const isVerb =
		generalCalled(word).length > 0 || ofAllKinds(resource => verbCalled(resource, word) !== undefined).includes(true);
	return isVerb ? {kind: 'verb', word} : undefined;
};

/** Whether a word, as it stands, means something after `:`, here or in a log. */
export const isCommandWord = (word: string): boolean =>
	known(word) !== undefined || aliases()[word] !== undefined || logWords.some(own => own.word === word);

/** Understands a first word: as it stands, as an alias, or as the beginning of one word only; else a sentence why not. */
export const commandWord = (typed: string, isReadOnly: boolean): CommandWord | {readonly fault: string} => {
	const word = typed.toLowerCase();
	const exact = known(word) ?? known(aliases()[word] ?? '');
	if (exact !== undefined) {
		return exact.kind === 'verb' && isReadOnly && !isReadingWord(exact.word)
			? {fault: `${exact.word} is off: read-only`}
			: exact;
	}
	const words = firstWords(isReadOnly);
	const longer = words.filter(candidate => candidate.startsWith(word));
	const [only] = longer;
	if (only !== undefined && longer.length === 1) return known(only) ?? {fault: `no command ${typed}`};
	if (longer.length > 1) return {fault: `${typed} may be ${either(longer)}`};
	const near = nearest(word, [...words, ...Object.keys(aliases())]);
	return {
		fault:
			near.length > 0
				? `no command ${typed}: did you mean ${either(near)}?`
				: `no command ${typed}; there are ${words.join(', ')}`,
	};
};

/** Kinds to look for a name in: the one on screen first. */
export const searchOrder = (here: ResourceId | undefined): readonly ResourceId[] =>
	here === undefined ? resourceIds() : [here, ...resourceIds().filter(id => id !== here)];
