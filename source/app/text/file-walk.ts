import {formatBytes} from '../../model/bytes.ts';
import {type FileEntry, insidePath, lastPart, parentPath} from '../../model/file-entry.ts';
import {formatMoment} from '../../resources/cell.ts';
import type {Detour, PreparedDetour, Resource, RowFiles, View} from '../../resources/resource.ts';
import {rowOf} from '../../resources/rows.ts';
import {type AppState, type Confirm, type MenuItem, pushPlace, withFault} from '../app-state.ts';
import {askAbout, unanswered} from '../asking/confirm.ts';
import {menuOf} from '../asking/menu.ts';
import {putQuestion} from '../asking/put-question.ts';
import {type Outcome, only} from '../effects.ts';
import {freshAnswer} from '../places/answer.tsx';

/** A row whose files are walked through. */
type Walked<Row> = {
	readonly resource: Resource<Row>;
	readonly files: RowFiles<Row>;
	readonly id: string;
	readonly isReadOnly: boolean;
};

const bad = (state: AppState, text: string, view: View): Outcome<AppState> => only(withFault(state, text, view.now));

/** Goes on with the row as it is now, if it is still there. */
const withRow = <Row>(
	{resource, id}: Walked<Row>,
	use: (row: Row, state: AppState, view: View) => Outcome<AppState>,
): MenuItem['take'] => {
	return (state, view) => {
		const row = rowOf(resource, view.state, id);
		return row === undefined ? bad(state, `its ${resource.singular} is gone`, view) : use(row, state, view);
	};
};

const ranks: Readonly<Record<FileEntry['kind'], number>> = {directory: 0, link: 1, file: 1, other: 2};

const byName = (a: FileEntry, b: FileEntry): number =>
	ranks[a.kind] - ranks[b.kind] || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

const helpOf = ({kind, size, mode, changedAt, target}: FileEntry): string =>
	[
		mode,
		size === undefined ? (kind === 'other' ? 'device' : '') : formatBytes(size),
		changedAt === undefined ? '' : formatMoment(changedAt),
		target === undefined ? '' : `→ ${target}`,
	]
		.filter(text => text !== '')
		.join('  ');

const readFile = <Row>(walked: Walked<Row>, row: Row, path: string, state: AppState): Outcome<AppState> => {
	const {resource, files, id} = walked;
	const name = resource.name(row);
	return {
		state,
		effects: [
			{
				kind: 'learn',
				id,
				title: `${name}:${path}`,
				async ask(engine, signal) {
					const {lines, isWhole} = await files.read(row, path, engine, signal);
					const note = isWhole ? `${lines.length} lines` : 'its beginning: copy it to have all of it';
					const opened = freshAnswer({resource: resource.table.id, id, title: `FILE ${name}:${path}`, note, lines});
					return now => only(pushPlace(now, opened));
				},
			},
		],
	};
};

/** What can be done with a file. */
const fileMenu = <Row>(walked: Walked<Row>, row: Row, path: string, state: AppState): Outcome<AppState> => {
	const {resource, files} = walked;
	const items: readonly MenuItem[] = [
		{
			label: 'read',
			help: 'its text, from the beginning',
			take: withRow(walked, (found, before) => readFile(walked, found, path, before)),
		},
		copyItem(walked, files, path),
		upItem(walked, path, 'back'),
	];
	return only({...state, overlay: menuOf(`${resource.name(row)}:${path}`, items, 'take it')});
};

const copyItem = <Row>(walked: Walked<Row>, files: RowFiles<Row>, path: string): MenuItem => ({
	label: 'copy',
	help: `copy ${lastPart(path)} to this machine`,
	...(walked.isReadOnly ? {refusal: 'read-only'} : {}),
	take: withRow(walked, (row, state, view) =>
		putQuestion(
			state,
			askAbout(walked.resource, files.copyOut(path, `./${lastPart(path)}`), [row], view, state.settings.asking),
			view,
		),
	),
});

const upItem = <Row>(walked: Walked<Row>, path: string, way: 'back' | 'up'): MenuItem => ({
	label: '..',
	help: `${way} to ${parentPath(path)}`,
	take: withRow(walked, (found, before) => openFolder(walked, found, parentPath(path), before)),
});

/** The path that a link in a directory leads to. */
const ledTo = (directory: string, target: string): string =>
	insidePath(target.startsWith('/') ? target : `${directory}/${target}`);

/** Reads a directory and shows it as a menu: into its directories, up, and what can be done with its files. */
const openFolder = <Row>(
	walked: Walked<Row>,
	row: Row,
	path: string,
	state: AppState,
	/** Where a link leads: what is done where it leads to a file. */
	orFile?: string,
): Outcome<AppState> => {
	const {resource, files, id} = walked;
	const name = resource.name(row);
	const itemOf = (entry: FileEntry): MenuItem => {
		const inner = insidePath(`${path}/${entry.name}`);
		return {
			label: `${entry.name}${entry.kind === 'directory' ? '/' : entry.kind === 'link' ? '@' : ''}`,
			help: helpOf(entry),
			...(entry.kind === 'other' ? {refusal: 'it is a device or a pipe'} : {}),
			take: withRow(walked, (found, before) =>
				entry.kind === 'file'
					? fileMenu(walked, found, inner, before)
					: openFolder(
							walked,
							found,
							inner,
							before,
							entry.target === undefined ? undefined : ledTo(path, entry.target),
						),
			),
		};
	};
	return {
		state,
		effects: [
			{
				kind: 'learn',
				id,
				title: `${name}:${path}`,
				async ask(engine, signal) {
					const listing = await files.folder(row, path, engine, signal).catch((error: unknown) => {
						if (orFile === undefined || signal.aborted) throw error;
						return undefined;
					});
					if (listing === undefined) return now => fileMenu(walked, row, orFile ?? path, now);
					const {entries, isWhole} = listing;
					const up: readonly MenuItem[] =
						path === '/'
							? []
							: [
									upItem(walked, path, 'up'),
									{...copyItem(walked, files, path), label: '.', help: 'copy this folder to this machine'},
								];
					const items = [...up, ...entries.toSorted(byName).map(itemOf)];
					const cut = isWhole ? '' : ', not all: there is too much below it to be read';
					const title = `${name}:${path}  ${entries.length} here${cut}`;
					return now => only({...now, overlay: menuOf(title, items, 'open it')});
				},
			},
		],
	};
};

const detourQuestion = <Row>(
	walked: Walked<Row>,
	{why, reach, files}: PreparedDetour<Row>,
	row: Row,
	path: string,
	state: AppState,
): Confirm => ({
	kind: 'confirm',
	title: `Look into ${walked.resource.singular} ${walked.resource.name(row)} all the same?`,
	lines: [why, ...reach].map(text => [{text}]),
	...unanswered({danger: 'none'}, []),
	word: () => undefined,
	effects: () => openFolder({...walked, files}, row, path, state).effects,
	requests: () => [],
});

/** Walks through files by a way that is asked about first, where it is needed. */
const byDetour = <Row>(
	walked: Walked<Row>,
	detour: Detour<Row>,
	row: Row,
	path: string,
	state: AppState,
): Outcome<AppState> => {
	const {resource, id, isReadOnly} = walked;
	const name = resource.name(row);
	return {
		state,
		effects: [
			{
				kind: 'learn',
				id,
				title: `${name}:${path}`,
				async ask(engine, signal) {
					const found = await detour.prepare(row, engine, signal);
					if (found === undefined) return now => openFolder(walked, row, path, now);
					return (now, view) => {
						const off = isReadOnly ? 'read-only' : detour.refusal?.(row, view);
						if ('refusal' in found) return bad(now, `cannot look at the files of ${name}: ${found.refusal}`, view);
						return off === undefined
							? only({...now, overlay: detourQuestion(walked, found, row, path, now)})
							: bad(now, `cannot look at the files of ${name}: ${found.why}, and what would help is off: ${off}`, view);
					};
				},
			},
		],
	};
};

/** Walks through the files of a row from a path on, or says why they cannot be. */
export const walkFiles = <Row>(
	resource: Resource<Row>,
	row: Row,
	path: string,
	state: AppState,
	{view, isReadOnly}: {readonly view: View; readonly isReadOnly: boolean},
): Outcome<AppState> => {
	const {files} = resource;
	const name = resource.name(row);
	if (files === undefined) return bad(state, `${name} has no files of its own`, view);
	const why = files.refusal?.(row, view);
	if (why !== undefined) return bad(state, `cannot look at the files of ${name}: ${why}`, view);
	const walked = {resource, files, id: resource.identity(row), isReadOnly};
	return files.detour === undefined
		? openFolder(walked, row, insidePath(path), state)
		: byDetour(walked, files.detour, row, insidePath(path), state);
};
