import {Box} from 'ink';
import type {Line} from '../../model/tone.ts';
import type {Resource} from '../../resources/resource.ts';
import {logViewLines} from '../../ui/log-view.ts';
import {sectionLines} from '../../ui/sections.ts';
import {Page, TextLines} from '../../ui/text-lines.tsx';
import {levelAt} from '../log/log-levels.ts';
import type {Room} from '../place-record.ts';

/** What stands beside a list: a page, and the end of a log below it. */
type BesideProps = {
	readonly title: Line;
	readonly lines: readonly Line[];
	readonly log: readonly string[];
	readonly width: number;
	readonly height: number;
};

/** Part of the height that the end of a log gets, its title included. */
const logShare = 0.3;
const logLeast = 5;

/** Lines of a log's end below a page of such a height. */
export const logHeight = (height: number): number => Math.max(logLeast, Math.floor(height * logShare));

export const BesideView = ({title, lines, log, width, height}: BesideProps) => {
	const under = log.length === 0 ? 0 : logHeight(height);
	return (
		<Box flexDirection="column" width={width} height={height}>
			<Page title={title} lines={lines.slice(0, height - under - 1)} width={width} height={height - under} />
			{under > 0 && (
				<TextLines
					title={[
						{text: 'Log, as it comes', tone: 'accent'},
						{text: '  l opens it', tone: 'quiet'},
					]}
					lines={log}
					width={width}
					height={under}
				/>
			)}
		</Box>
	);
};

/** What stands beside a list of a row: its page as far as there is room, and what its log says. */
export const besideOf = <Row,>(
	resource: Resource<Row>,
	row: Row,
	{view, graphSpan, log}: Room,
	size: {readonly width: number; readonly height: number},
): BesideProps => {
	const {glyph, word, tone} = resource.condition(row, view);
	const hasLog = resource.logs !== undefined;
	const lines = log?.shown.lines ?? [];
	const drawn = logViewLines({
		lines,
		width: size.width,
		height: logHeight(size.height) - 1,
		top: 0,
		isFollowing: true,
		isWrapped: false,
		column: 0,
		times: 'none',
		form: 'columns',
		now: view.now,
		level: at => levelAt(lines, at),
		prefix: line => resource.logPrefix?.(line, view),
	});
	return {
		title: [
			{text: `${resource.singular.toUpperCase()} ${resource.name(row)}  `, tone: 'strong'},
			{text: `${glyph} ${word}`, tone},
		],
		lines: sectionLines(resource.details(row, view, {isMasked: true, graphSpan}), size.width),
		log: hasLog ? drawn.lines : [],
		...size,
	};
};
