import {formatDuration} from '../../model/duration.ts';
import {repositoryOf} from '../../model/image.ts';
import type {Service, UpdatePolicy} from '../../model/swarm.ts';
import type {Line, Span, Tone} from '../../model/tone.ts';
import {alignedLines} from '../aligned.ts';
import {labelled} from '../cell.ts';
import type {Course, CourseRoom, Section, View} from '../resource.ts';
import {taskReason} from '../tasks/reason.ts';
import {serviceEndingSections} from './tasks-section.ts';
import {holdOf, type UpdateProgress, updateProgress} from './update-progress.ts';
import {isHeld, isReplacing, isRollback, type SlotStand, type UpdateSlot} from './update-slots.ts';

/** What needs eyes comes first. */
const order: readonly SlotStand[] = ['failing', 'moving', 'old', 'replaced'];

/** Slots that are told one by one at the end. */
const mostSlots = 500;

/** The page of the service shows of it as much as this. */
const pageRoom: CourseRoom = {width: 80, height: 20};

const tagOf = (image: string): string => image.slice(repositoryOf(image).length + 1) || 'latest';

/** `1 → 2` of tags of one repository, whole names of two. */
const versionsText = (from: string | undefined, to: string): string => {
	if (from === undefined) return `– → ${tagOf(to)}`;
	return repositoryOf(from) === repositoryOf(to) ? `${tagOf(from)} → ${tagOf(to)}` : `${from} → ${to}`;
};

const glyphs: Readonly<Record<SlotStand, Span>> = {
	failing: {text: '✗', tone: 'bad'},
	moving: {text: '◌', tone: 'busy'},
	old: {text: '○', tone: 'quiet'},
	replaced: {text: '●', tone: 'good'},
};

const toneOf = (stand: SlotStand): Tone => (stand === 'replaced' ? 'plain' : (glyphs[stand].tone ?? 'plain'));

const whyOf = (slot: UpdateSlot, isOpen: boolean, view: View): string => {
	if (slot.stand === 'failing') return taskReason(slot.slot.present, view) ?? 'it failed before';
	if (slot.stand === 'moving') return holdOf(slot, view);
	return slot.stand === 'old' && isOpen ? 'waits for its turn' : '';
};

/** One slot: which, what it ran and runs, where, how its task is since when, and why. */
const slotCells = (update: UpdateSlot, {to, from, isOpen}: UpdateProgress, view: View): readonly Span[] => {
	const {slot, stand} = update;
	const {present} = slot;
	const tone = toneOf(stand);
	const before = stand === 'old' ? present.image : (update.from ?? from);
	const since = present.since === undefined ? '' : ` ${formatDuration(view.now - present.since)}`;
	return [
		{text: `${glyphs[stand].text} ${present.slot ?? present.nodeName ?? present.nodeId ?? present.name}`, tone},
		{text: update.isUntouched ? tagOf(to) : versionsText(before, to), ...(stand === 'old' ? {tone} : {})},
		{text: `${present.state}${since}`, tone},
		...(present.slot === undefined ? [] : [{text: present.nodeName ?? '–', tone: 'quiet' as const}]),
		{text: whyOf(update, isOpen, view), tone},
	];
};

const sumWords: Readonly<Record<SlotStand, string>> = {
	failing: 'at fault',
	moving: 'under way',
	old: 'not replaced yet',
	replaced: 'as they are to be',
};

const sumLine = (slots: readonly UpdateSlot[], stand: SlotStand, isRest: boolean): Line => {
	const count = slots.filter(slot => slot.stand === stand).length;
	const {text, tone = 'plain'} = glyphs[stand];
	return count === 0 ? [] : [{text: `${text} ${count} ${isRest ? 'more ' : ''}${sumWords[stand]}`, tone}];
};

/** Lines that a line takes which is wrapped. */
const heightOf = (line: Line, width: number): number =>
	Math.max(1, Math.ceil(line.reduce((sum, {text}) => sum + text.length, 0) / (width - 2)));

/** The first of them that fit, and the rest as sums. */
const fitted = (
	slots: readonly UpdateSlot[],
	lines: readonly Line[],
	{width, height}: CourseRoom,
): {readonly lines: readonly Line[]; readonly isWhole: boolean} => {
	const heights = lines.map(line => heightOf(line, width));
	const all = heights.reduce((sum, one) => sum + one, 0);
	if (lines.length === slots.length && all <= height) return {lines, isWhole: true};
	let left = height - new Set(slots.map(({stand}) => stand)).size;
	let shown = 0;
	for (const one of heights) {
		left -= one;
		if (left < 0) break;
		shown++;
	}
	const [some, rest] = [slots.slice(0, shown), slots.slice(shown)];
	const sums = order.map(stand =>
		sumLine(
			rest,
			stand,
			some.some(slot => slot.stand === stand),
		),
	);
	return {lines: [...lines.slice(0, shown), ...sums.filter(line => line.length > 0)], isWhole: false};
};

const pace = ({parallelism, delay, order: way}: UpdatePolicy): string =>
	[
		parallelism === 0 ? 'all at once' : `${parallelism} at a time`,
		...(delay === 0 ? [] : [`${formatDuration(delay)} between`]),
		way,
	].join(', ');

const failureWords: Readonly<Record<string, string>> = {
	pause: 'the engine pauses',
	continue: 'the engine goes on all the same',
	rollback: 'the engine rolls back',
};

const failuresText = ({failed, allowed, policy}: UpdateProgress): Span => {
	const {failureAction = 'pause', ratio = 0, monitor = 0} = policy ?? {};
	const acts = failureWords[failureAction] ?? failureAction;
	const limit =
		failureAction === 'continue'
			? acts
			: `${allowed === 0 ? 'none' : `at most ${allowed}`} may fail (ratio ${Number(ratio.toFixed(2))}) in ${formatDuration(monitor)}, else ${acts}`;
	const tone = failed === 0 ? 'quiet' : failed > allowed ? 'bad' : 'warning';
	return {text: `${failed} ${failed === 1 ? 'slot' : 'slots'}; ${limit}`, tone};
};

const imagesText = ({from, to}: UpdateProgress): string => {
	if (from === undefined) return to;
	return from === to ? `${to}, with other settings or anew` : `${from} → ${to}`;
};

const timesText = ({update}: Service, now: number): string | undefined => {
	if (update?.startedAt === undefined) return undefined;
	const {startedAt, completedAt} = update;
	return completedAt === undefined || completedAt < startedAt
		? `${formatDuration(now - startedAt)} ago`
		: `${formatDuration(now - startedAt)} ago, took ${formatDuration(completedAt - startedAt)}`;
};

const headLines = (service: Service, progress: UpdateProgress, view: View): readonly Line[] => {
	const {verdict, why, slots, policy, holds} = progress;
	const replaced = slots.filter(({stand}) => stand === 'replaced').length;
	const isOpen = isReplacing(service) || isHeld(service);
	const because = why === undefined ? '' : `: ${why}`;
	return [
		...labelled(isRollback(service) ? 'Back to' : 'Image', imagesText(progress)),
		...labelled('Verdict', {text: `${verdict.glyph} ${verdict.word}${because}`, tone: verdict.tone}),
		...labelled(
			'Replaced',
			`${replaced} of ${slots.length}${policy === undefined || !isOpen ? '' : `, ${pace(policy)}`}`,
		),
		...(isOpen || progress.failed > 0 ? labelled('Failures', failuresText(progress)) : []),
		...holds.flatMap(hold => labelled('Held by', {text: hold, tone: 'busy'})),
		...labelled('Began', timesText(service, view.now)),
		...(isHeld(service)
			? labelled('From here', {text: ':rollback goes back, :continue replaces the rest all the same', tone: 'accent'})
			: []),
	];
};

type Told = {readonly sections: readonly Section[]; readonly isWhole: boolean};

/** What is told of an update in so much room; whether that is every slot that matters. */
const toldOf = (service: Service, progress: UpdateProgress, view: View, room: CourseRoom): Told => {
	const head = headLines(service, progress, view);
	const title = isRollback(service) ? 'Rollback' : 'Update';
	const news = {title, isWhy: true, lines: head};
	const isOpen = isReplacing(service) || isHeld(service);
	if (!isOpen && progress.slots.every(({stand}) => stand === 'replaced')) return {sections: [news], isWhole: true};
	const slots = progress.slots.toSorted((a, b) => order.indexOf(a.stand) - order.indexOf(b.stand));
	const rows = alignedLines(slots.slice(0, room.height).map(slot => slotCells(slot, progress, view)));
	const taken = head.reduce((sum, line) => sum + heightOf(line, room.width), 0);
	// Two titles, and a blank line between them.
	const left = {width: room.width, height: Math.max(3, room.height - taken - 3)};
	const {lines, isWhole} = fitted(slots, rows, left);
	return {sections: [news, {title: 'Slots', isWhy: true, lines}], isWhole};
};

/** How an update goes, in so much room: what is at fault first; slots that did not fit follow below. */
export const updateSections = (service: Service, view: View, room: CourseRoom): readonly Section[] => {
	const progress = updateProgress(service, view);
	if (progress === undefined) return [];
	const {sections, isWhole} = toldOf(service, progress, view, room);
	const every = isWhole ? [] : progress.slots.slice(0, mostSlots).map(slot => slotCells(slot, progress, view));
	return [
		...sections,
		...serviceEndingSections(service, view),
		...(isWhole ? [] : [{title: `Every slot, ${progress.slots.length}`, lines: alignedLines(every)}]),
	];
};

/** What the page of a service tells of its update: while it runs, and where it ended badly. */
export const updateNews = (service: Service, view: View): readonly Section[] => {
	const progress = updateProgress(service, view);
	const isNews = progress !== undefined && (isReplacing(service) || ['bad', 'warning'].includes(progress.verdict.tone));
	return isNews ? toldOf(service, progress, view, pageRoom).sections : [];
};

/** An update or rollback as a place of its own. */
export const updateCourse: Course<Service> = {
	word: 'update',
	help: 'how its update or rollback goes, slot by slot',
	absence: 'it was not updated since it was made, or scaled',
	sections: (row, view, room) => (row.update === undefined ? undefined : updateSections(row, view, room)),
};
