import {formatBytes} from '../../model/bytes.ts';
import {formatDuration} from '../../model/duration.ts';
import type {Line} from '../../model/tone.ts';
import {formatMoment} from '../../resources/cell.ts';
import type {View} from '../../resources/resource.ts';
import type {Job, JobPart} from '../../store/state.ts';
import {Page} from '../../ui/text-lines.tsx';
import type {PlaceRecord} from '../place-record.ts';
import {stepOf} from '../step.ts';
import {wrappedLines} from '../text/wrapped-lines.ts';

/** Verbs under way and those that ended, with a cursor. */
export type JobsPlace = {
	readonly kind: 'jobs';
	/** Id of the job that was pointed at; the first one where none was. */
	readonly selected?: string;
};

/** The jobs as they open. */
export const freshJobs: JobsPlace = {kind: 'jobs'};

/** Parts of one job that are listed; the rest is counted. */
const mostParts = 12;

const isBad = (job: Job): boolean => job.ended?.result.tone === 'bad';

/** What is under way first, then failures, then all else; the latest of each on top. */
const inOrder = ({state}: View): readonly Job[] => {
	const latest = (state.jobs ?? []).toReversed();
	const rank = (job: Job): number => (job.ended === undefined ? 0 : isBad(job) ? 1 : 2);
	return latest.toSorted((a, b) => rank(a) - rank(b));
};

const indexOf = (place: JobsPlace, jobs: readonly Job[]): number =>
	Math.max(
		0,
		jobs.findIndex(({id}) => id === place.selected),
	);

const partLine = ({name, label, done, total}: JobPart): Line => [
	{text: `      ${name}  `, tone: 'quiet'},
	{text: label},
	...(done === undefined
		? []
		: [
				{
					text: `  ${formatBytes(done)}${total === undefined ? '' : ` of ${formatBytes(total)}`}`,
					tone: 'quiet',
				} as const,
			]),
];

const isDone = ({done, total}: JobPart): boolean => done !== undefined && done === total;

const linesOf = (job: Job, isSelected: boolean, now: number): readonly Line[] => {
	const {ended, parts} = job;
	const cursor: Line = [{text: isSelected ? '› ' : '  ', tone: 'accent'}];
	if (ended === undefined) {
		// What is not done yet comes first: it tells how far it is.
		const sorted = parts.toSorted((a, b) => Number(isDone(a)) - Number(isDone(b)));
		const more = sorted.length - mostParts;
		return [
			[
				...cursor,
				{text: `◌ ${job.label}`, tone: 'busy'},
				{text: `  ${job.name}, for ${formatDuration(now - job.since)}`, tone: 'quiet'},
			],
			...sorted.slice(0, mostParts).map(partLine),
			...(more > 0 ? [[{text: `      and ${more} more`, tone: 'quiet'} as const]] : []),
		];
	}
	const {tone, text} = ended.result;
	return [
		[
			...cursor,
			{text: `${tone === 'bad' ? '✗' : '✓'} ${text}`, tone},
			{
				text: `  ${formatMoment(ended.at).slice(11)}, after ${formatDuration(ended.at - job.since)}`,
				tone: 'quiet',
			},
		],
	];
};

/** Verbs under way and those that ended: how far they are, since when, and what came of them. */
export const jobs: PlaceRecord<JobsPlace> = {
	mode: 'jobs',
	job: (place, view) => {
		const all = inOrder(view);
		return all[indexOf(place, all)]?.id;
	},
	tables: () => [],
	lay: (place, {view, size}) => {
		const all = inOrder(view);
		const index = indexOf(place, all);
		const blocks = all.map((job, at) => linesOf(job, at === index, view.now));
		// The lines of what is pointed at stay in sight.
		const end = blocks.slice(0, index + 1).flat().length;
		const lines: readonly Line[] = all.length === 0 ? [[{text: 'nothing was done yet', tone: 'quiet'}]] : blocks.flat();
		const running = all.filter(({ended}) => ended === undefined).length;
		const title = `JOBS, ${running} under way, ${all.length - running} ended`;
		const {page} = wrappedLines(title, lines, Math.max(0, end - (size.height - 1)), size);
		return {body: <Page {...page} />, place, containers: []};
	},
	command: (place, command, view) => {
		const step = stepOf(command, 10);
		if (step === undefined) return undefined;
		const all = inOrder(view);
		const index = Math.max(0, Math.min(all.length - 1, indexOf(place, all) + step));
		const selected = all[index]?.id;
		return selected === undefined ? place : {...place, selected};
	},
};
