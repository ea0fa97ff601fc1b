import type {Engine} from '../../engine/engine.ts';
import {formatDuration} from '../../model/duration.ts';
import type {Line} from '../../model/tone.ts';
import {engineNameOf, isStrictFor} from '../../resources/across.ts';
import type {Resource, View} from '../../resources/resource.ts';
import {shortIdOf} from '../../resources/rows.ts';
import type {Draft, Field, GeneralVerb, Prepared, Values, Verb} from '../../resources/verb.ts';
import type {Asking} from '../../settings/settings.ts';
import type {ActionRequest} from '../../store/monitor.ts';
import {editorOf} from '../../ui/line-editor.ts';
import {fitText, textWidth} from '../../ui/text-width.ts';
import type {Confirm} from '../app-state.ts';
import type {Effect} from '../effects.ts';
import {type FieldState, freshField} from './field.ts';
import {askedOf, withWayBack} from './way-back.ts';

/** Rows whose reach is told one by one; more are counted. */
const namedAtMost = 6;

const losesData = ({field, editor}: FieldState): boolean =>
	field.kind === 'choice' && field.options.some(({id, losesData}) => id === editor.value && losesData === true);

/** Whether Enter alone is a yes to these fields, as there is something to be typed in them or gone through. */
const isAnsweredByEnter = (fields: readonly FieldState[]): boolean =>
	fields.length > 1 || fields.some(({field}) => field.kind !== 'choice');

/**
 * The one policy of asking. Every verb is asked about. Removing several things, or anything together with its data or in
 * a form, asks for a typed word, so that no key held too long can do it; one word is enough. The strict policy wants one
 * for whatever interrupts or destroys.
 */
export const wordFor =
	({danger, losesData: isLost = false}: Pick<Verb<never>, 'danger' | 'losesData'>, count: number, asking: Asking) =>
	(fields: readonly FieldState[]): string | undefined => {
		if (fields.some(({field}) => field.kind === 'word')) return undefined;
		const isMany = count > 1 || isAnsweredByEnter(fields);
		const isGrave = isLost || (danger === 'destroys' && (isMany || asking === 'strict'));
		if (isGrave || fields.some(losesData)) return 'remove';
		return danger === 'interrupts' && asking === 'strict' ? 'yes' : undefined;
	};

/** What a key would do to rows now: one verb for all, that of the first row on which it can be done. */
export const verbOn = <Row>(verb: Verb<Row>, rows: readonly Row[], view: View): string | undefined => {
	const leader = rows.find(row => verb.refusal(row, view) === undefined) ?? rows[0];
	return leader === undefined ? undefined : verb.label(leader);
};

/** Who is left out and why, a line for each reason. */
const leftOut = <Row>(
	refusals: ReadonlyArray<{readonly row: Row; readonly reason: string | undefined}>,
	nameOf: (row: Row) => string,
): readonly Line[] => {
	const names = new Map<string, string[]>();
	for (const {row, reason} of refusals) {
		if (reason !== undefined) names.set(reason, [...(names.get(reason) ?? []), nameOf(row)]);
	}
	return [...names].map(([reason, all]) => {
		const more = all.length > namedAtMost ? ` and ${all.length - namedAtMost} more` : '';
		return [{text: `left out: ${all.slice(0, namedAtMost).join(', ')}${more} (${reason})`, tone: 'warning'}];
	});
};

/** Why a verb has to wait: one at a time on an object, but what ends it may come through. */
export const underWay = (view: View, id: string, verb: Pick<Verb<never>, 'cutsShort'>): string | undefined => {
	const pending = view.state.pending.get(id);
	return pending === undefined || verb.cutsShort === true
		? undefined
		: `${pending.label} since ${formatDuration(view.now - pending.since)}, one verb at a time`;
};

/** What the question tells between its title and its answers: who it is about, what else that touches, who is left out. */
const toldOf = <Row>(
	resource: Resource<Row>,
	verb: Verb<Row>,
	willing: readonly Row[],
	view: View,
): readonly Line[] => {
	const named = willing.slice(0, namedAtMost).flatMap((row): readonly Line[] => {
		const [name, id, engine] = [resource.name(row), shortIdOf(resource, row), engineNameOf(row, view)];
		return [
			// What is called by its id is not named twice.
			[
				{text: name, tone: 'strong'},
				...(engine === undefined ? [] : [{text: `  on ${engine}`, tone: 'accent'} as const]),
				...(id === name ? [] : [{text: `  ${id}`, tone: 'quiet'} as const]),
			],
			...verb.reach(row, view).map((line): Line => [{text: `  ${line}`}]),
		];
	});
	const rest = willing.slice(namedAtMost);
	return rest.length === 0
		? named
		: [...named, [{text: `and ${rest.length} more: ${rest.map(resource.name).join(', ')}`}]];
};

/** What each of several rows has a value of its own for, in a word; undefined where one answer does for all. */
const ownOfEach = <Row>(verb: Verb<Row>, rows: readonly Row[], fields: readonly Field[]): string | undefined => {
	if (rows.length < 2) return undefined;
	if (fields.some(field => field.kind === 'number' && field.current !== undefined)) return 'a number';
	const textOf = (row: Row, id: string): string | undefined => {
		const field = verb.fields?.(row).find(candidate => candidate.id === id);
		return field?.kind === 'text' ? field.default : undefined;
	};
	const isOwn = ({kind, id}: Field): boolean => kind === 'text' && new Set(rows.map(row => textOf(row, id))).size > 1;
	return fields.some(isOwn) ? 'a text' : undefined;
};

const titleOf = <Row>(resource: Resource<Row>, verb: Verb<Row>, willing: readonly [Row, ...Row[]]): string => {
	const [first] = willing;
	if (verb.question !== undefined) return verb.question(willing);
	return willing.length === 1
		? `${verb.label(first)} ${resource.singular} ${resource.name(first)}?`
		: `${verb.label(first)} ${willing.length} ${resource.title.toLowerCase()}?`;
};

/** A question, or why it cannot be asked. */
export type Asked =
	| Confirm
	/** `why` is the reason without what cannot be done. */
	| {readonly kind: 'refused'; readonly reason: string; readonly why: string}
	| Drafting
	| Preparation
	| Unasked;

/** What is done at once, as a person said that nothing is asked before it. */
export type Unasked = {readonly kind: 'unasked'; readonly effects: readonly Effect[]};

/** A text that is edited first. */
export type Drafting = {
	readonly kind: 'draft';
	/** Identity of the row that it is about. */
	readonly id: string;
	/** What begins with the text again: `edit web`. */
	readonly command: string;
	readonly draft: Draft;
	/** The question about what was changed. */
	readonly question: (
		read: {readonly reach: readonly string[]; readonly request: ActionRequest},
		view: View,
	) => Confirm;
};

/** A question that the engine is to be asked about first. */
export type Preparation = {
	readonly kind: 'prepare';
	/** Identity of the row that it is about. */
	readonly id: string;
	/** What is read meanwhile: `limits of web`. */
	readonly title: string;
	/** What the question is then. */
	readonly ask: (engine: Engine, signal: AbortSignal) => Promise<(view: View) => Exclude<Asked, Preparation>>;
};

/** How strictly is asked about rows: as for the strictest of their engines. */
export const askingOf = <Row>(rows: readonly Row[], view: View, asking: Asking): Asking =>
	rows.some(row => isStrictFor(row, view)) ? 'strict' : asking;

/** A question as it opens: nothing is typed or chosen yet, and what changes nothing needs no more than an Enter. */
export const unanswered = (
	{danger, discord, preview}: Pick<GeneralVerb, 'danger' | 'discord' | 'preview'>,
	fields: readonly Field[],
): Pick<Confirm, 'fields' | 'typed' | 'focus' | 'isYes' | 'isTouched' | 'discord' | 'preview'> => ({
	fields: fields.map(freshField),
	typed: editorOf(''),
	focus: 0,
	isYes: danger === 'none',
	isTouched: false,
	...(discord === undefined ? {} : {discord}),
	...(preview === undefined ? {} : {preview}),
});

/** What a question is made of. */
type Questioned<Row> = {
	readonly resource: Resource<Row>;
	readonly verb: Verb<Row>;
	/** Rows that it can be done to. */
	readonly willing: readonly [Row, ...Row[]];
	readonly view: View;
	readonly asking: Asking;
	/** What is told beside who it is about. */
	readonly lines: readonly Line[];
	readonly prepared?: Prepared;
};

const questionOf = <Row>({resource, verb, willing, view, asking, lines, prepared = {}}: Questioned<Row>): Confirm => {
	const {session, program} = verb;
	return {
		kind: 'confirm',
		title: titleOf(resource, verb, willing),
		lines: [
			...toldOf(resource, verb, willing, view),
			...(prepared.reach ?? []).map((line): Line => [{text: `  ${line}`}]),
			...lines,
		],
		...unanswered(verb, prepared.fields ?? verb.fields?.(willing[0]) ?? []),
		word: wordFor(verb, willing.length, askingOf(willing, view, asking)),
		...(session === undefined
			? {}
			: {
					effects: (values: Values): readonly Effect[] => {
						const asked = session(willing[0], values);
						return [{kind: 'shell', id: asked.id, name: asked.name, session: asked}];
					},
				}),
		...(program === undefined
			? {}
			: {effects: () => [{kind: 'program', programs: willing.map(row => program(row, view))}] as const}),
		// Rows are captured here, and the moment with them: the verb acts on what was named, by id.
		requests: values =>
			prepared.request === undefined
				? willing.flatMap(row => withWayBack({resource, verb, row, values, view}))
				: [{...prepared.request(values), asked: askedOf(resource, verb, willing[0], view)}],
	};
};

const refusedFor = (why: string): Asked => ({kind: 'refused', reason: why, why});

/** Letters of a name before the reason of a refusal, which has to fit behind it. */
const nameRoom = 24;

const briefName = (name: string): string => (textWidth(name) <= nameRoom ? name : fitText(name, nameRoom));

/** Asks about a verb on rows, or says why it cannot be done. `does` where it was named: `stop` must not become a start. */
export const askAbout = <Row>(
	resource: Resource<Row>,
	verb: Verb<Row>,
	rows: readonly Row[],
	view: View,
	asking: Asking,
	does = verbOn(verb, rows, view),
): Asked => {
	const refusals = rows.map(row => ({
		row,
		reason:
			underWay(view, resource.identity(row), verb) ??
			verb.refusal(row, view) ??
			(verb.label(row) === does ? undefined : `one can only ${verb.label(row)} it now`),
	}));
	const [first, ...others] = refusals.filter(entry => entry.reason === undefined).map(entry => entry.row);
	if (first === undefined) {
		const refused = refusals[0];
		if (refused === undefined) return refusedFor('nothing is selected');
		const {row, reason: why = ''} = refused;
		return {kind: 'refused', reason: `cannot ${does ?? verb.label(row)} ${briefName(resource.name(row))}: ${why}`, why};
	}
	const willing = [first, ...others] as const;
	const {prepare} = verb;
	const fields = verb.fields?.(first) ?? [];
	const isOneOnly = prepare !== undefined || verb.session !== undefined;
	const own = ownOfEach(verb, willing, fields) ?? (isOneOnly && others.length > 0 ? 'something' : undefined);
	if (own !== undefined)
		return refusedFor(`${verb.label(first)} asks for ${own} of its own for each: do it one by one`);
	const lines = leftOut(refusals, resource.name);
	if (prepare === undefined) {
		const question = questionOf({resource, verb, willing, view, asking, lines});
		// Who is left out of several is to be seen first, and where a word is wanted it is typed.
		const isUnasked = verb.isUnasked === true && lines.length === 0 && question.word(question.fields) === undefined;
		return isUnasked ? {kind: 'unasked', effects: question.effects?.({}) ?? []} : question;
	}
	return {
		kind: 'prepare',
		id: resource.identity(first),
		title: `what ${verb.label(first)} needs of ${resource.name(first)}`,
		async ask(engine, signal) {
			const prepared = await prepare(first, engine, signal);
			const {refusal: why, draft} = prepared;
			if (draft !== undefined)
				return () => ({
					kind: 'draft',
					id: resource.identity(first),
					command: `${verb.id} ${resource.name(first)}`,
					draft,
					question: ({reach, request}, now) =>
						questionOf({resource, verb, willing, view: now, asking, lines, prepared: {reach, request: () => request}}),
				});
			if (why === undefined) return now => questionOf({resource, verb, willing, view: now, asking, lines, prepared});
			const reason = `cannot ${does ?? verb.label(first)} ${briefName(resource.name(first))}: ${why}`;
			return () => ({kind: 'refused', reason, why});
		},
	};
};
