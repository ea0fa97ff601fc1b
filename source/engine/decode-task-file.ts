import {cleanJson, cleanText} from '../model/clean-text.ts';
import type {Content, FileReference, TaskFile, TaskFileDetails, TaskFileNoun} from '../model/task-file.ts';
import {id, labels, moment, present, text, type Wire, wire, wires} from './wire.ts';

/** A row of `GET /secrets` or `GET /configs`, without its content. */
export const decodeTaskFile = (value: unknown, host: string): TaskFile | undefined => {
	const row = wire(value);
	const rowId = id(row.ID);
	if (rowId === undefined) return undefined;
	const spec = wire(row.Spec);
	const tags = labels(spec.Labels);
	return present<TaskFile>({
		host,
		id: rowId,
		name: text(spec.Name) ?? rowId,
		createdAt: moment(row.CreatedAt),
		updatedAt: moment(row.UpdatedAt),
		labels: tags,
		stack: tags['com.docker.stack.namespace'],
		driver: text(wire(spec.Driver).Name),
		template: text(wire(spec.Templating).Name),
	});
};

/** What is no text in any file that somebody wrote: control characters beside tabs, ends of lines and escapes. */
const binary = /[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]/;

const bytesOf = (data: unknown): Buffer => Buffer.from(typeof data === 'string' ? data : '', 'base64');

const textOf = (bytes: Buffer): string | undefined => {
	try {
		const whole = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
		return binary.test(whole) ? undefined : whole;
	} catch {
		return undefined;
	}
};

/** Content as text, nothing cleaned; undefined where it is none. */
export const wholeText = (data: unknown): string | undefined => textOf(bytesOf(data));

/** Content as it can be shown: cleaned line by line, or only counted where it is no text. */
export const contentOf = (data: unknown): Content => {
	const bytes = bytesOf(data);
	const whole = textOf(bytes);
	if (whole === undefined) return {bytes: bytes.length};
	// The end of the last line begins no other.
	const lines = whole.replace(/\r?\n$/, '').split(/\r?\n/);
	return {lines: lines.map(line => cleanText(line.replaceAll('\t', '    ')))};
};

/** The engine's own JSON of one, without its content. */
const rawOf = (body: Wire): unknown => {
	const {Data: _, ...spec} = wire(body.Spec);
	return cleanJson({...body, Spec: spec});
};

/** `GET /secrets/{id}` or `GET /configs/{id}`. The content of a secret is told by no engine, and never kept if it were. */
export const decodeTaskFileDetails = (body: Wire, noun: TaskFileNoun): TaskFileDetails => ({
	raw: rawOf(body),
	...(noun === 'secret' ? {} : {content: contentOf(wire(body.Spec).Data)}),
});

/** Files of one service that are kept. */
const mostOfOne = 1000;

/** What a service's container spec says of its secrets or configs; undefined where it has none. */
export const fileReferences = (container: Wire, noun: TaskFileNoun): readonly FileReference[] | undefined => {
	const [list, idKey, nameKey] =
		noun === 'secret' ? [container.Secrets, 'SecretID', 'SecretName'] : [container.Configs, 'ConfigID', 'ConfigName'];
	const found = wires(list)
		.slice(0, mostOfOne)
		.flatMap((value): readonly FileReference[] => {
			const reference = wire(value);
			const fileId = id(reference[idKey]);
			if (fileId === undefined) return [];
			const target = text(wire(reference.File).Name);
			return [{id: fileId, name: text(reference[nameKey]) ?? fileId, ...(target === undefined ? {} : {target})}];
		});
	return found.length === 0 ? undefined : found;
};
