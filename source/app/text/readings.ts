import {withArticle} from '../../model/article.ts';
import type {Reading, Resource, View} from '../../resources/resource.ts';
import {rowOf} from '../../resources/rows.ts';
import {type AppState, type MenuItem, pushPlace, withFault, withWord} from '../app-state.ts';
import {menuOf} from '../asking/menu.ts';
import {courseItems} from '../command/course-command.ts';
import {type Outcome, only} from '../effects.ts';
import {freshAnswer} from '../places/answer.tsx';
import {walkFiles} from './file-walk.ts';

const bad = (state: AppState, text: string, now: number): Outcome<AppState> => only(withFault(state, text, now));

/** Reads a text of a row from its engine and opens it. */
export const readText = <Row>(
	resource: Resource<Row>,
	reading: Reading<Row>,
	row: Row,
	state: AppState,
	view: View,
): Outcome<AppState> => {
	const name = resource.name(row);
	const why = reading.refusal?.(row, view);
	if (why !== undefined) return bad(state, `cannot read ${reading.id} of ${name}: ${why}`, view.now);
	const id = resource.identity(row);
	return {
		state,
		effects: [
			{
				kind: 'learn',
				id,
				title: `${reading.id} of ${name}`,
				async ask(engine, signal) {
					const lines = await reading.read(row, engine, signal);
					const title = `${reading.id.toUpperCase()} ${name}`;
					const opened = freshAnswer({resource: resource.table.id, id, title, note: reading.note(lines), lines});
					return now => only(pushPlace(now, opened));
				},
			},
		],
	};
};

/** Hands a text to the clipboard, and says so. */
export const copyText = (state: AppState, text: string, view: View): Outcome<AppState> => ({
	state: withWord(state, `copied ${text}`, view.now),
	effects: [{kind: 'copy', text}],
});

/** Copies the address of a row, or asks which one where it has several. */
export const copyAddress = <Row>(resource: Resource<Row>, row: Row, state: AppState, view: View): Outcome<AppState> => {
	const addresses = resource.addresses?.(row, view) ?? [];
	const [first, ...others] = addresses;
	const name = resource.name(row);
	if (first === undefined) return bad(state, `${name} publishes no port just now`, view.now);
	if (others.length === 0) return copyText(state, first.url, view);
	const items = addresses.map(
		({url, help}): MenuItem => ({label: url, help, take: (before, now) => copyText(before, url, now)}),
	);
	return only({...state, overlay: menuOf(`Which address of ${name}?`, items, 'copy it')});
};

const refusedFor = (refusal: string | undefined) => (refusal === undefined ? {} : {refusal});

/** What can be read and copied of a row beside its verbs, as items of a menu; the row is found again when one is taken. */
export const lookItems = <Row>(resource: Resource<Row>, row: Row, view: View): readonly MenuItem[] => {
	const id = resource.identity(row);
	const onRow =
		(use: (row: Row, state: AppState, now: View) => Outcome<AppState>) =>
		(state: AppState, now: View): Outcome<AppState> => {
			const found = rowOf(resource, now.state, id);
			return found === undefined ? bad(state, `${resource.name(row)} is gone`, now.now) : use(found, state, now);
		};
	const texts = (resource.readings ?? []).map((reading): MenuItem => {
		const refusal = reading.refusal?.(row, view);
		return {
			label: reading.id,
			help: reading.help,
			...refusedFor(refusal),
			take: onRow((found, state, now) => readText(resource, reading, found, state, now)),
		};
	});
	const courses = courseItems(resource, row);
	const {files} = resource;
	const walk: readonly MenuItem[] =
		files === undefined
			? []
			: [
					{
						label: 'files',
						help: 'walk through its folders, read files, and copy them to this machine',
						...refusedFor(files.refusal?.(row, view)),
						take: onRow((found, state, now) => walkFiles(resource, found, '/', state, {view: now, isReadOnly: false})),
					},
				];
	if (resource.addresses === undefined) return [...texts, ...courses, ...walk];
	const hasNone = resource.addresses(row, view).length === 0;
	return [
		...texts,
		...courses,
		...walk,
		{
			label: 'address',
			help: `copy the address at which ${withArticle(resource.singular)} is published`,
			...(hasNone ? {refusal: 'it publishes no port just now'} : {}),
			take: onRow((found, state, now) => copyAddress(resource, found, state, now)),
		},
	];
};
