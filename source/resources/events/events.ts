import {formatDuration} from '../../model/duration.ts';
import type {KeptEvent} from '../../model/event.ts';
import {explained, formatMoment, labelled} from '../cell.ts';
import type {Resource, Section, View} from '../resource.ts';
import {aboutOf, subjectOf} from './about.ts';
import {eventColumns} from './columns.ts';
import {eventCondition} from './condition.ts';
import {objectName, objectNameIn} from './names.ts';
import {sentenceOf} from './sentence.ts';
import {eventsTable} from './table.ts';

const details = (row: KeptEvent, view: View): readonly Section[] => {
	const {tone, glyph} = eventCondition(row);
	return [
		{
			title: 'Event',
			lines: [
				...labelled('What', {text: `${glyph} ${sentenceOf(row)}`, tone}),
				...labelled('When', `${formatMoment(row.at)} (${formatDuration(view.now - row.at)} ago)`),
				...labelled('To', objectNameIn(row, view)),
				...labelled('Type', row.type),
				...labelled('Action', row.detail === undefined ? row.action : `${row.action}: ${row.detail}`),
				...labelled('ID', {text: row.objectId, tone: 'quiet'}),
			],
		},
		{
			title: 'Attributes',
			lines: Object.entries(row.attributes).map(([name, value]) => [{text: `${name}=`, tone: 'quiet'}, {text: value}]),
		},
	];
};

/** Whether the object is no more, whatever lists say that were read before it went. */
const isItsEnd = ({action}: KeptEvent): boolean => ['destroy', 'remove', 'delete'].includes(action);

const tones: readonly string[] = ['bad', 'warning', 'busy'];

const urgency = (row: KeptEvent): number => {
	const place = tones.indexOf(eventCondition(row).tone);
	return place === -1 ? tones.length : place;
};

const field = (row: KeptEvent, name: string, view: View): readonly string[] => {
	switch (name) {
		case 'about':
			return aboutOf(row, view);
		case 'label':
			return Object.entries(row.attributes).flatMap(([key, value]) => [key, `${key}=${value}`]);
		case 'id':
			return [row.objectId];
		case 'image':
			return row.attributes.image === undefined ? [] : [row.attributes.image];
		default:
			return [];
	}
};

/** What happens on this engine, and what happened since the program began and before that, as far as it is remembered. */
export const events: Resource<KeptEvent> = {
	table: eventsTable,
	reads: ['containers'],
	singular: 'event',
	title: 'Events',
	aliases: ['event', 'ev'],
	digit: '0',
	tellsOf: 'about',
	toldAs: subjectOf,
	identity: row => row.id,
	name: objectName,
	createdAt: row => row.at,
	columns: eventColumns,
	defaultSort: {column: 'time', isDescending: true},
	condition: eventCondition,
	urgency,
	// What happened is no matter of now.
	standing: () => [],
	isFaulty: () => false,
	isRunning: () => true,
	searched: row => [objectName(row), row.objectId, row.type, row.action, sentenceOf(row)],
	fields: ['label', 'id', 'image'],
	field,
	reason: sentenceOf,
	reasonTitle: 'WHAT',
	explain: (row, view) => explained(objectNameIn(row, view), sentenceOf(row), eventCondition(row).tone),
	details,
	enter: row => (isItsEnd(row) ? {kind: 'page'} : {kind: 'object', names: subjectOf(row)}),
	verbs: [],
	usedContainers: () => [],
	emptyReason: () => 'nothing happened that this engine remembers',
};
