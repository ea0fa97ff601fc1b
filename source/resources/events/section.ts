import {formatDuration} from '../../model/duration.ts';
import type {KeptEvent} from '../../model/event.ts';
import type {Line} from '../../model/tone.ts';
import type {Section, View} from '../resource.ts';
import {aboutOf} from './about.ts';
import {eventCondition} from './condition.ts';
import {objectNameIn} from './names.ts';
import {sentenceOf} from './sentence.ts';
import {eventsTable} from './table.ts';

/** The newest of them that a page shows. */
const most = 10;

const newestOf = (about: string, view: View): readonly KeptEvent[] => {
	const found: KeptEvent[] = [];
	for (const row of [...eventsTable.of(view.state).rows.values()].reverse()) {
		if (aboutOf(row, view).includes(about)) found.push(row);
		if (found.length === most) break;
	}
	return found;
};

const eventLine = (row: KeptEvent, name: string, view: View): Line => {
	const {glyph, tone} = eventCondition(row);
	const object = objectNameIn(row, view);
	return [
		{text: `${glyph} `, tone},
		{text: `${formatDuration(view.now - row.at)} ago  `, tone: 'quiet'},
		...(object === name ? [] : [{text: `${object}: `, tone: 'quiet'} as const]),
		{text: sentenceOf(row), tone: tone === 'good' ? 'plain' : tone},
	];
};

/** What happened last to a row of a table, for its page; the table of events is one that the page reads. */
export const eventsSection = (
	table: string,
	row: {readonly id: string; readonly name: string},
	view: View,
): Section => {
	const lines = newestOf(`${table} ${row.id}`, view).map(event => eventLine(event, row.name, view));
	const {at, fault} = eventsTable.of(view.state);
	const none: Line =
		fault !== undefined
			? [{text: fault.message, tone: 'bad'}]
			: [{text: at === undefined ? 'reading…' : 'none that the engine remembers', tone: 'quiet'}];
	return {title: 'Events, newest first (v shows all)', lines: lines.length === 0 ? [none] : lines};
};
