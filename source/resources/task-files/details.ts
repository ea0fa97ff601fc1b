import {EngineError} from '../../engine/engine-error.ts';
import {formatBytes} from '../../model/bytes.ts';
import {formatDuration} from '../../model/duration.ts';
import type {TaskFile, TaskFileDetails} from '../../model/task-file.ts';
import type {Line, Span} from '../../model/tone.ts';
import type {EngineState, Inspected} from '../../store/state.ts';
import {formatMoment, labelled} from '../cell.ts';
import type {Reading, Section, View} from '../resource.ts';
import {type FileList, fileUsers} from './users.ts';

/** What inspecting told of the row whose page is open. */
const inspectedOf = (
	list: FileList,
	row: TaskFile,
	{inspected}: EngineState,
): (Inspected & {readonly details?: TaskFileDetails}) | undefined =>
	// Safe: what is inspected of this table comes from its own listing.
	inspected?.table === list && inspected.id === row.id
		? (inspected as Inspected & {readonly details?: TaskFileDetails})
		: undefined;

/** Why no secret's value is shown. */
const untold = 'the engine gives it to the tasks only, and never tells it again';

const binaryText = (bytes: number): string => `it is no text, but ${formatBytes(bytes)} of other bytes`;

const toldOf = (list: FileList, row: TaskFile, {state}: View): Span => {
	if (list === 'secrets') return {text: untold, tone: 'quiet'};
	const inspected = inspectedOf(list, row, state);
	if (inspected?.fault !== undefined) return {text: inspected.fault.message, tone: 'bad'};
	const content = inspected?.details?.content;
	if (content === undefined) return {text: 'reading it…', tone: 'quiet'};
	if ('bytes' in content) return {text: binaryText(content.bytes), tone: 'warning'};
	const count = content.lines.length;
	return {text: `${count} ${count === 1 ? 'line' : 'lines'} of text; :content shows ${count === 1 ? 'it' : 'them'}`};
};

/** The text of a config, which is read on demand; a secret's is told by no engine. */
export const contentReading = (list: FileList): Reading<TaskFile> => ({
	id: 'content',
	help: list === 'secrets' ? 'its value, which no engine tells' : 'the text that its tasks get',
	...(list === 'secrets' ? {refusal: () => untold} : {}),
	read: async ({id}, engine, signal) => {
		const {content = {lines: []}} = await engine[list].inspect(id, signal);
		if ('bytes' in content) throw new EngineError('rejected', binaryText(content.bytes));
		return content.lines;
	},
	note: ({length}) => `${length} ${length === 1 ? 'line' : 'lines'}`,
});

const moment = (at: number | undefined, now: number): string | undefined =>
	at === undefined ? undefined : `${formatMoment(at)} (${formatDuration(now - at)} ago)`;

const orNone = (lines: readonly Line[]): readonly Line[] =>
	lines.length === 0 ? [[{text: 'none', tone: 'quiet'}]] : lines;

/** Where tasks find it: secrets by a name below their own folder, configs by a path. */
const targetText = (list: FileList, target: string | undefined): string => {
	if (target === undefined) return '';
	if (target.startsWith('/')) return `  at ${target}`;
	return list === 'secrets' ? `  at /run/secrets/${target}` : `  at /${target}`;
};

/** The page of a secret or config. */
export const fileDetails =
	(list: FileList) =>
	(row: TaskFile, view: View): readonly Section[] => {
		const users = fileUsers(list, row, view.state);
		return [
			{
				title: 'Summary',
				lines: [
					...labelled(list === 'secrets' ? 'Value' : 'Content', toldOf(list, row, view)),
					...labelled('Driver', row.driver),
					...labelled('Template', row.template),
					...labelled('Stack', row.stack),
					...labelled('Created', moment(row.createdAt, view.now)),
					...labelled('Updated', moment(row.updatedAt, view.now)),
					...labelled('ID', {text: row.id, tone: 'quiet'}),
				],
			},
			{
				title: 'Used by',
				lines:
					users.length === 0 && view.state.tables.services.at === undefined
						? [[{text: 'the services are not known yet', tone: 'quiet'}]]
						: orNone(
								users.map(({service, target}) => [
									{text: service.name},
									{text: targetText(list, target), tone: 'quiet'},
								]),
							),
			},
			{
				title: 'Labels',
				lines: orNone(
					Object.entries(row.labels).map(([name, value]) => [{text: `${name}=`, tone: 'quiet'}, {text: value}]),
				),
			},
		];
	};
