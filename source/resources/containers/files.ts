import {insideTarget} from '../../engine/container-files.ts';
import type {Engine} from '../../engine/engine.ts';
import {localPath, standsAt} from '../../engine/local-file.ts';
import {formatBytes} from '../../model/bytes.ts';
import {cleanText} from '../../model/clean-text.ts';
import type {Container} from '../../model/container.ts';
import {insidePath, lastPart} from '../../model/file-entry.ts';
import type {RowFiles} from '../resource.ts';
import {type Field, flagValue, textValue, type Verb} from '../verb.ts';
import {request} from './request.ts';

const beingRemoved = (row: Container): string | undefined =>
	row.state === 'removing' ? 'it is being removed' : undefined;

const overwrite: Field = {kind: 'flag', id: 'overwrite', title: 'Write over what is there'};

/** Where a copy to this machine ends up: within a folder that is there, or under the name that was given. */
const localTarget = (path: string, from: string): string => {
	const whole = localPath(path);
	return path.endsWith('/') || standsAt(whole) === 'folder' ? `${whole.replace(/\/$/, '')}/${lastPart(from)}` : whole;
};

const localFault = (path: string): string | undefined => {
	if (path.trim() === '') return 'name a path on this machine';
	if (path.endsWith('/') && standsAt(localPath(path)) !== 'folder') return `there is no folder ${localPath(path)}`;
	const parent = localPath(path).replace(/\/[^/]*$/, '') || '/';
	return standsAt(localPath(path)) !== 'nothing' || standsAt(parent) === 'folder'
		? undefined
		: `there is no folder ${parent}`;
};

const leftWords = (left: number): string => (left === 0 ? '' : `; ${left} devices or pipes were left out`);

/** Whose files are copied out: rows that have an id and a name, each found in a container. */
export type CopiedOut<Row> = {
	readonly refusal: (row: Row) => string | undefined;
	/** Finds the container, and the path in it, that a path of the row is; it stays so until `use` is through. */
	readonly within: <Result>(
		asked: {readonly row: Row; readonly path: string; readonly engine: Engine; readonly signal: AbortSignal},
		use: (at: Located) => Promise<Result>,
	) => Promise<Result>;
};

/** A path within a container. */
export type Located = {readonly id: string; readonly path: string};

/** The verb that copies a path to this machine. */
export const copyOutOf = <Row extends Pick<Container, 'id' | 'name'>>(
	{refusal, within}: CopiedOut<Row>,
	from: string,
	to: string,
): Verb<Row> => ({
	id: 'copy',
	label: () => 'copy out',
	danger: 'none',
	question: ([row]) => `Copy ${row?.name ?? ''}:${insidePath(from)} to this machine?`,
	refusal: row =>
		refusal(row) ?? (insidePath(from) === '/' ? 'export writes all of its files: copy a folder below /' : undefined),
	reach: () => ['links are copied as links, and are not followed'],
	fields: () => [{kind: 'text', id: 'to', title: 'To', default: to, check: localFault}, overwrite],
	discord(values) {
		const target = localTarget(textValue(values, 'to') ?? '', from);
		return standsAt(target) === 'file' && !flagValue(values, 'overwrite')
			? {id: 'overwrite', text: `${target} is there already: say yes to write over it`}
			: undefined;
	},
	request(row, values) {
		const path = textValue(values, 'to') ?? '';
		const target = localTarget(path, from);
		return request(
			row,
			{pending: 'copying', done: 'copied of', verb: `copy ${insidePath(from)} of`, already: 'is copied already'},
			async (engine, signal, tell) => {
				const options = {path, isFolder: path.endsWith('/'), isOverwriting: flagValue(values, 'overwrite')};
				const count = (soFar: number): void => tell(`copying ${formatBytes(soFar)}`);
				const {files, bytes, left} = await within({row, path: from, engine, signal}, ({id, path: source}) =>
					engine.containers.files.copyOut(id, source, options, count, signal),
				);
				const counted = files === 1 ? '1 file' : `${files} files`;
				return {
					told: `copied ${row.name}:${insidePath(from)} to ${target}: ${counted}, ${formatBytes(bytes)}${leftWords(left)}`,
				};
			},
		);
	},
});

/** Copies a path of this machine to one of a container. */
const copyIn = (from: string, to: string): Verb<Container> => ({
	id: 'copy',
	label: () => 'copy in',
	danger: 'interrupts',
	question: ([row]) => `Copy ${localPath(from)} into ${row?.name ?? ''}?`,
	refusal: row =>
		beingRemoved(row) ?? (standsAt(localPath(from)) === 'nothing' ? `there is no ${localPath(from)}` : undefined),
	reach: () => [],
	async prepare(row, engine, signal) {
		const target = await insideTarget(engine.containers.files, row.id, to, lastPart(localPath(from)), signal);
		const path = insidePath(`${target.directory}/${target.name}`);
		return {
			reach: [
				`it is ${row.name}:${path} then${target.isThere ? ', which is there: what is called the same is replaced' : ''}`,
			],
			fields: target.isThere ? [overwrite] : [],
			request: values =>
				request(
					row,
					{pending: 'copying', done: 'copied into', verb: `copy ${localPath(from)} into`, already: 'is copied already'},
					async (given, end, tell) => {
						if (target.isThere && !flagValue(values, 'overwrite')) return 'already';
						const {bytes, left} = await given.containers.files.copyIn(
							row.id,
							from,
							target,
							soFar => tell(`copying ${formatBytes(soFar)}`),
							end,
						);
						return {told: `copied ${localPath(from)} to ${row.name}:${path}, ${formatBytes(bytes)}${leftWords(left)}`};
					},
				),
		};
	},
	// Where nothing is there, no field is asked for.
	discord: values =>
		'overwrite' in values && !flagValue(values, 'overwrite')
			? {id: 'overwrite', text: 'it is there already: say yes to replace it'}
			: undefined,
	request: () => [],
});

/** Letters that no text has. */
const isText = (bytes: Buffer): boolean => !bytes.subarray(0, 8000).includes(0);

/** The beginning of a file as lines. */
export const readLines = async (engine: Engine, {id, path}: Located, signal: AbortSignal) => {
	const {bytes, isWhole} = await engine.containers.files.readFile(id, path, signal);
	if (!isText(bytes)) return {lines: ['it is no text; copy it to look at it'], isWhole: true};
	const lines = bytes.toString('utf8').split(/\r?\n/);
	if (lines.at(-1) === '') lines.pop();
	return {lines: lines.map(line => cleanText(line.replaceAll('\t', '    '))), isWhole};
};

const own: CopiedOut<Container> = {
	refusal: beingRemoved,
	within: ({row, path}, use) => use({id: row.id, path}),
};

/** Files of a container, whether it runs or not. */
export const containerFiles: RowFiles<Container> = {
	refusal: beingRemoved,
	folder: (row, path, engine, signal) => engine.containers.files.folder(row.id, path, signal),
	read: (row, path, engine, signal) => readLines(engine, {id: row.id, path}, signal),
	copyOut: (from, to) => copyOutOf(own, from, to),
	copyIn,
};
