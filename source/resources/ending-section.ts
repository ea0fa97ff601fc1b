import type {LogLine} from '../model/log-line.ts';
import type {Line} from '../model/tone.ts';
import type {Inspected} from '../store/state.ts';
import type {Section, View} from './resource.ts';

/** The time of day of a line, as the engine told it: to the second, in the reader's own zone. */
const timeOf = ({timestamp}: LogLine): string => {
	const at = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
	return Number.isNaN(at) ? '' : `${new Date(at).toTimeString().slice(0, 8)}  `;
};

const writtenLine = (line: LogLine): Line => [
	{text: timeOf(line), tone: 'quiet'},
	{text: line.text, tone: line.source === 'stderr' ? 'warning' : 'plain'},
];

const linesOf = (inspected: Inspected | undefined): readonly Line[] => {
	const ending = inspected?.ending;
	if (ending === undefined) return [[{text: 'reading…', tone: 'quiet'}]];
	if (ending.fault !== undefined) return [[{text: `its log cannot be read: ${ending.fault.message}`, tone: 'bad'}]];
	if (ending.lines.length === 0) return [[{text: 'nothing', tone: 'quiet'}]];
	return ending.lines.map(writtenLine);
};

/** What a row of a table wrote last before it ended, as far as that was read for its page. */
export const endingSection = (table: string, id: string, {state: {inspected}}: View): Section => ({
	title: 'What it wrote last (l opens the log)',
	isWhy: true,
	lines: linesOf(inspected?.table === table && inspected.id === id ? inspected : undefined),
});
