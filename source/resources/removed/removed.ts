import {formatDuration} from '../../model/duration.ts';
import type {RemovedObject} from '../../model/removed-object.ts';
import {removedSource} from '../../store/removals.ts';
import {ageOf, explained, formatMoment, labelled} from '../cell.ts';
import type {Condition, Resource, Section, View} from '../resource.ts';
import {stateColumn} from '../state-column.ts';
import {again} from './again.ts';

const condition = ({definition: {refusal}}: RemovedObject): Condition =>
	refusal === undefined
		? {glyph: '○', word: 'can be made', tone: 'plain'}
		: {glyph: '✗', word: 'is gone', tone: 'quiet'};

const details = (row: RemovedObject, view: View): readonly Section[] => {
	const {noun, name, id, lost, refusal} = row.definition;
	return [
		{
			title: 'Removed',
			lines: [
				...labelled('What', `${noun} ${name}`),
				...labelled('ID', {text: id, tone: 'quiet'}),
				...labelled('When', `${formatMoment(row.at)} (${formatDuration(view.now - row.at)} ago)`),
				...labelled('By', row.by),
			],
		},
		{
			title: 'Again',
			lines: [
				...labelled('Made again', refusal ?? `by :again ${name}, as the engine told it just before it went`),
				...labelled('Never back', lost),
			],
		},
	];
};

/** What this program removed in this session, as it was. It is kept here and nowhere else, until the program ends. */
export const removed: Resource<RemovedObject> = {
	table: removedSource,
	singular: 'removed object',
	title: 'Removed',
	isAside: true,
	isOfSession: true,
	identity: ({id}) => id,
	copied: ({definition}) => definition.id,
	shortId: ({definition}) => definition.id.slice(0, 12),
	toldAs: ({definition}) => [`${definition.kind} ${definition.id}`],
	name: ({definition}) => definition.name,
	createdAt: ({at}) => at,
	columns: [
		{
			id: 'name',
			title: 'NAME',
			align: 'left',
			width: 14,
			maxWidth: 48,
			priority: 100,
			cell: ({definition}) => ({text: definition.name, tone: 'strong'}),
			order: ({definition}) => definition.name,
		},
		stateColumn({width: 11, priority: 99}, condition),
		{
			id: 'kind',
			title: 'KIND',
			align: 'left',
			width: 9,
			priority: 95,
			cell: ({definition}) => ({text: definition.noun}),
			order: ({definition}) => definition.noun,
		},
		{
			id: 'by',
			title: 'BY',
			align: 'left',
			width: 12,
			maxWidth: 40,
			priority: 70,
			cell: ({by}) => ({text: by}),
			order: ({by}) => by,
		},
		{
			id: 'ago',
			title: 'AGO',
			align: 'right',
			width: 6,
			priority: 90,
			cell: ({at}, {now}) => ageOf(at, now),
			order: ({at}) => at,
			isDescendingFirst: true,
		},
	],
	defaultSort: {column: 'ago', isDescending: true},
	condition,
	urgency: () => 0,
	standing: () => [],
	isFaulty: () => false,
	isRunning: () => true,
	searched: ({definition, by}) => [definition.name, definition.noun, definition.id, by],
	fields: ['kind', 'id'],
	field: ({definition}, name) =>
		name === 'kind' ? [definition.noun, definition.kind] : name === 'id' ? [definition.id] : [],
	reason: ({definition}) => definition.lost,
	reasonTitle: 'NEVER BACK',
	explain: row => explained(row.definition.name, `cannot come back: ${row.definition.lost}`, 'plain'),
	details,
	enter: () => ({kind: 'page'}),
	masks: 'raw',
	verbs: [again],
	usedContainers: () => [],
	emptyReason: () => 'nothing was removed in this session',
};
