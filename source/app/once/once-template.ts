import {columnsWithReason} from '../../resources/reason-column.ts';
import type {Column, Resource, View} from '../../resources/resource.ts';
import {shortIdOf} from '../../resources/rows.ts';
import {jsonRow} from './once-json.ts';
import {alignedLines, cellText, plainSigns} from './once-table.ts';

type Part<Row> = string | {readonly title: string; readonly value: (row: Row, view: View) => string};

/** A template as docker's `--format` takes it, understood for one kind. */
type Template<Row> = {
	readonly parts: ReadonlyArray<Part<Row>>;
	/** Whether it began with `table`: titles, and columns aligned. */
	readonly isTable: boolean;
	/** Whether it shows figures of usage, which are waited for. */
	readonly hasUsage: boolean;
};

/** Docker's names of fields that our columns call by another; all in lower case. */
const dockersNames: Readonly<Record<string, string>> = {
	names: 'name',
	hostname: 'name',
	cpuperc: 'cpu',
	memusage: 'memory',
	memperc: 'memory-percent',
	netio: 'network',
	blockio: 'block',
	currentstate: 'state',
	desiredstate: 'desired',
	engineversion: 'engine',
	managerstatus: 'manager',
	runningfor: 'created',
	reason: 'why',
};

/** Fields of which docker prints all values; of others the first is what is meant. */
const listed = new Set(['label', 'network', 'mount']);

const keyOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const columnOf = <Row>(resource: Resource<Row>, name: string): Column<Row> | undefined => {
	const columns = columnsWithReason(resource);
	const id = dockersNames[name.toLowerCase()];
	return id === undefined
		? columns.find(column => keyOf(column.id) === keyOf(name) || keyOf(column.title) === keyOf(name))
		: columns.find(column => column.id === id);
};

const fieldValue =
	<Row>(resource: Resource<Row>, field: string) =>
	(row: Row, view: View): string => {
		const values = resource.field(row, field, view);
		if (!listed.has(field)) return values[0] ?? '';
		return (field === 'label' ? values.filter(value => value.includes('=')) : values).join(',');
	};

const labelValue =
	<Row>(resource: Resource<Row>, label: string) =>
	(row: Row, view: View): string =>
		resource
			.field(row, 'label', view)
			.find(value => value.startsWith(`${label}=`))
			?.slice(label.length + 1) ?? '';

/** What a field of docker's or of ours prints; undefined when there is none of that name. */
const printedField = <Row>(
	resource: Resource<Row>,
	name: string,
): {readonly value: (row: Row, view: View) => string; readonly isUsage: boolean} | undefined => {
	if (name === 'ID' || name === 'Container') return {value: row => shortIdOf(resource, row), isUsage: false};
	if (name === 'Names' || name === 'Name' || name === 'Hostname') return {value: resource.name, isUsage: false};
	const column = columnOf(resource, name);
	if (column !== undefined)
		return {value: (row, view) => plainSigns(cellText(column, row, view)), isUsage: column.isUsage === true};
	const field = resource.fields.find(known => keyOf(known) === keyOf(name) || `${keyOf(known)}s` === keyOf(name));
	return field === undefined ? undefined : {value: fieldValue(resource, field), isUsage: false};
};

const knownNames = <Row>(resource: Resource<Row>): string =>
	['ID', 'Names', ...columnsWithReason(resource).map(column => column.id), ...resource.fields]
		.map(name => name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()))
		.filter((name, index, all) => all.indexOf(name) === index && name !== 'Graph')
		.join(' ');

const isString = (part: unknown): part is string => typeof part === 'string';

/** Understands `{{.Names}}\t{{json .Ports}}`, with `table ` in front for titles; or says what it cannot. */
export const parseTemplate = <Row>(text: string, resource: Resource<Row>): Template<Row> | {readonly fault: string} => {
	const isTable = /^table\s/.test(text);
	const body = (isTable ? text.replace(/^table\s+/, '') : text).replaceAll('\\t', '\t').replaceAll('\\n', '\n');
	const parts: Part<Row>[] = [];
	let hasUsage = false;
	for (const [index, piece] of body.split(/\{\{-?\s*([^{}]*?)\s*-?\}\}/).entries()) {
		if (index % 2 === 0) {
			if (piece.includes('{{')) return {fault: `a {{ without its }}: ${piece}`};
			if (piece !== '') parts.push(piece);
			continue;
		}
		const [, json, name] = /^(json )?\.(\w*)$/.exec(piece) ?? [];
		const label = /^\.Label "([^"]+)"$/.exec(piece)?.[1];
		if (label !== undefined) {
			parts.push({title: label, value: labelValue(resource, label)});
			continue;
		}
		if (name === undefined || (name === '' && json === undefined))
			return {fault: `{{${piece}}} is more than it can: {{.Field}}, {{json .Field}}, {{json .}}, {{.Label "name"}}`};
		if (name === '') {
			hasUsage = true;
			parts.push({title: 'JSON', value: (row, view) => JSON.stringify(jsonRow(resource, row, view))});
			continue;
		}
		const found = printedField(resource, name);
		if (found === undefined)
			return {fault: `there is no field .${name} of ${resource.table.id}: ${knownNames(resource)}`};
		hasUsage ||= found.isUsage;
		const {value} = found;
		parts.push({
			title: columnOf(resource, name)?.title ?? name.toUpperCase(),
			value: json === undefined ? value : (row, view) => JSON.stringify(value(row, view)),
		});
	}
	return {parts, isTable, hasUsage};
};

/** A line a row, or a table with titles. */
export const templateText = <Row>({parts, isTable}: Template<Row>, rows: readonly Row[], view: View): string => {
	const lines = rows.map(row => parts.map(part => (isString(part) ? part : part.value(row, view))).join(''));
	if (!isTable) return lines.join('\n');
	const titles = parts.map(part => (isString(part) ? part : part.title)).join('');
	return alignedLines([titles, ...lines].map(line => line.split('\t')));
};
