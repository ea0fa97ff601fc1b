import {formatBytes, formatMemory, formatPercent} from '../../model/bytes.ts';
import {formatDuration} from '../../model/duration.ts';
import type {Stack} from '../../model/stack.ts';
import type {Line} from '../../model/tone.ts';
import {formatMoment, labelled} from '../cell.ts';
import {usageOfContainers} from '../local-usage.ts';
import type {Section, View} from '../resource.ts';
import {kindText, runningText, usageShare, usedContainers} from './columns.ts';
import {objectsOf, type StackObject} from './objects.ts';
import {faultyParts, type Part, partsOf} from './parts.ts';

/** What its containers use together, and of how many of those that run that is. */
const usageLines = (row: Stack, view: View): readonly Line[] => {
	const usage = usageOfContainers(view.state, usedContainers(row));
	const share = usageShare(row);
	if (usage === undefined && share === undefined) return [];
	const known = (value: number | undefined, format: (value: number) => string) =>
		value === undefined ? '–' : format(value);
	const pair = (one: number | undefined, other: number | undefined, words: readonly [string, string]) =>
		`${known(one, formatBytes)}/s ${words[0]}, ${known(other, formatBytes)}/s ${words[1]}`;
	return [
		...labelled('CPU', known(usage?.cpu, formatPercent)),
		...labelled('Memory', known(usage?.memory, formatMemory)),
		...labelled('Network', pair(usage?.receiveRate, usage?.sendRate, ['in', 'out'])),
		...labelled('Block', pair(usage?.readRate, usage?.writeRate, ['read', 'written'])),
		...labelled(
			'Of',
			share === undefined
				? undefined
				: {text: `${share.counted} of ${share.running} that run, those on this engine`, tone: 'warning'},
		),
	];
};

const summary = (row: Stack, view: View): readonly Line[] => {
	const moment = (at: number | undefined) =>
		at === undefined ? undefined : `${formatMoment(at)} (${formatDuration(view.now - at)} ago)`;
	return [
		...labelled('Kind', kindText(row)),
		...labelled('Running', runningText(row)),
		...labelled(
			'Tasks',
			row.services.length === 0 ? undefined : `${row.taskCount.running} of ${row.taskCount.of} that should run`,
		),
		...labelled('Created', moment(row.createdAt)),
		...labelled('Updated', moment(row.updatedAt)),
		...labelled('Directory', row.workingDirectory),
		...row.configFiles.flatMap(file => labelled('Config file', file)),
	];
};

const partLine = ({name, condition, figure}: Part): Line => [
	{text: `${condition.glyph} `, tone: condition.tone},
	{text: `${name}  `},
	{text: condition.word, tone: condition.tone},
	{text: `  ${figure}`, tone: 'quiet'},
];

const none: readonly Line[] = [[{text: 'none', tone: 'quiet'}]];

const listed = (texts: readonly string[]): readonly Line[] => (texts.length === 0 ? none : texts.map(text => [{text}]));

/** What was declared with it or is used by it: what is another's, and what nothing of it uses, is said to be so. */
const objectLines = (objects: readonly StackObject[]): readonly Line[] =>
	objects.length === 0
		? none
		: objects.map(({name, isOwn, isUsed}) => [
				{text: name},
				...(isOwn === false ? [{text: '  external', tone: 'quiet'} as const] : []),
				...(isUsed ? [] : [{text: '  not used by its parts here', tone: 'quiet'} as const]),
			]);

/** Secrets or configs, where there are any. */
const fileSection = (title: string, objects: readonly StackObject[]): readonly Section[] =>
	objects.length === 0 ? [] : [{title, lines: objectLines(objects)}];

/** The page of a group: how it stands, why, its parts, and what they share. */
export const stackDetails = (row: Stack, view: View): readonly Section[] => {
	const faults = faultyParts(row, view);
	const objects = objectsOf(row, view);
	return [
		{title: 'Summary', lines: summary(row, view)},
		...(faults.length === 0
			? []
			: [
					{
						title: `At fault: ${faults.length}`,
						lines: faults.map(
							({name, condition, reason}): Line => [
								{text: `${name}: `, tone: 'quiet'},
								{text: reason ?? condition.word, tone: condition.tone},
							],
						),
					},
				]),
		{title: 'Parts', lines: partsOf(row, view).map(partLine)},
		{title: 'Usage', lines: usageLines(row, view)},
		{title: 'Ports', lines: listed(row.ports)},
		{title: 'Images', lines: listed(row.images)},
		{title: 'Networks', lines: objectLines(objects.networks)},
		{title: 'Volumes', lines: objectLines(objects.volumes)},
		...fileSection('Secrets', objects.secrets),
		...fileSection('Configs', objects.configs),
	];
};
