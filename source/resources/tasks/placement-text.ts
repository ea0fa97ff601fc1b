import {formatMemory} from '../../model/bytes.ts';
import type {Task} from '../../model/swarm.ts';
import type {Span} from '../../model/tone.ts';
import {alignedLines} from '../aligned.ts';
import type {Section, View} from '../resource.ts';
import {type Check, checks, cpusText, placementOf, type Refusal, type Verdict} from './placement.ts';

const labelOf = (plugin: string): string => {
	const [type = '', ...name] = plugin.split('/');
	return `${type.toLowerCase()} plugin ${name.join('/')}`;
};

const platformsText = (task: Task): string =>
	(task.wishes?.platforms ?? []).map(({os = 'any', architecture = 'any'}) => `${os}/${architecture}`).join(' or ');

/** What a shortage is of: what is asked for, and what the nodes have at most. */
const shortage = (task: Task, [first, ...others]: readonly Refusal[]): string => {
	if (first === undefined) return '';
	const {nanoCpus = 0, memory = 0, generic} = task.reservation ?? {};
	const left = Math.max(first.left ?? 0, ...others.map(other => other.left ?? 0));
	const format = first.word === 'memory' ? formatMemory : first.word === 'CPU' ? cpusText : String;
	const asked = first.word === 'memory' ? memory : first.word === 'CPU' ? nanoCpus : (generic?.[first.word] ?? 0);
	return `(reserves ${format(asked)}, ${others.length > 0 ? 'at most ' : ''}${format(left)} free)`;
};

/** How many nodes refuse in one way, in words: `1 lacks memory (reserves 4GiB, 1.2GiB free)`. */
const groupText = (task: Task, refusals: readonly Refusal[]): string => {
	const [first] = refusals;
	const count = refusals.length;
	if (first === undefined) return '';
	const verb = (one: string, many: string) => `${count} ${count === 1 ? one : many}`;
	switch (first.check) {
		case 'ready':
			return `${count} ${first.word}`;
		case 'resources':
			return `${verb('lacks', 'lack')} ${first.word} ${shortage(task, refusals)}`;
		case 'plugin':
			return `${verb('lacks', 'lack')} the ${labelOf(first.word)}`;
		case 'constraint':
			return `${verb('misses', 'miss')} ${first.word}`;
		case 'platform':
			return `${verb('is', 'are')} not ${platformsText(task)}`;
		case 'host port':
			return `${verb('has', 'have')} ${count === 1 ? first.text.replace(/ is taken/, ' taken') : `${first.word} taken`}`;
		case 'replicas':
			return `${verb('runs', 'run')} it already (at most ${task.wishes?.mostPerNode ?? 1} per node)`;
	}
};

/** The reason of each node that the scheduler counts. */
const counted = (verdicts: readonly Verdict[]): readonly Refusal[] =>
	verdicts.map(({refusals}) => refusals[0]).filter(refusal => refusal !== undefined);

/** How many nodes each check of the scheduler refuses, as it counts them; only those that refuse any. */
export const refusalCounts = (verdicts: readonly Verdict[]): Readonly<Partial<Record<Check, number>>> => {
	const counts: Partial<Record<Check, number>> = {};
	for (const {check} of counted(verdicts)) counts[check] = (counts[check] ?? 0) + 1;
	return counts;
};

/**
 * Why no node takes a task, as one sentence: `no suitable node: 2 drained, 1 lacks memory (reserves 4GiB, 1.2GiB free)`.
 * Undefined where by what is known some node would: what the engine says holds then.
 */
export const placementReason = (task: Task, view: View): string | undefined => {
	const verdicts = placementOf(task, view);
	if (verdicts === undefined || verdicts.some(({refusals}) => refusals.length === 0)) return undefined;
	if (verdicts.length === 0) return undefined;
	// Most nodes first; of as many, in the order in which the scheduler asks.
	const inOrder = counted(verdicts).toSorted((a, b) => checks.indexOf(a.check) - checks.indexOf(b.check));
	const groups = [...Map.groupBy(inOrder, ({word}) => word).values()];
	const texts = groups.toSorted((a, b) => b.length - a.length).map(group => groupText(task, group));
	return `no suitable node: ${texts.join(', ')}`;
};

/** What it wants, for the line above the table. */
const wantedText = (task: Task): string => {
	const {nanoCpus, memory, generic = {}} = task.reservation ?? {};
	const wants = [
		nanoCpus === undefined ? undefined : `${cpusText(nanoCpus)} CPUs`,
		memory === undefined ? undefined : `${formatMemory(memory)} memory`,
		...Object.entries(generic).map(([kind, amount]) => `${amount} ${kind}`),
		...(task.wishes?.constraints ?? []),
		platformsText(task),
		task.wishes?.mostPerNode === undefined ? undefined : `at most ${task.wishes.mostPerNode} a node`,
	].filter(part => part !== undefined && part !== '');
	return wants.length === 0 ? 'nothing but a node that is ready' : wants.join(', ');
};

const cellOf = ({refusals}: Verdict, check: Check): Span => {
	const found = refusals.filter(refusal => refusal.check === check);
	return found.length === 0
		? {text: '✓', tone: 'good'}
		: {text: `✗ ${found.map(({text}) => text).join(', ')}`, tone: 'bad'};
};

/** Which checks a table shows: whether nodes are ready, and what else any of them refuses for. */
const shownChecks = (verdicts: readonly Verdict[]): readonly Check[] =>
	checks.filter(
		check => check === 'ready' || verdicts.some(({refusals}) => refusals.some(refusal => refusal.check === check)),
	);

/** Nodes that are shown one by one. */
const mostNodes = 30;

/** Which node refuses a task that waits for one, and why: a table of nodes and reasons. None for other tasks. */
export const placementSections = (task: Task, view: View): readonly Section[] => {
	const verdicts = placementOf(task, view);
	if (verdicts === undefined) return [];
	const shown = shownChecks(verdicts);
	const head: readonly Span[] = ['node', ...shown].map(title => ({text: title, tone: 'quiet'}));
	const rows = verdicts
		.slice(0, mostNodes)
		.map((verdict): readonly Span[] => [
			{text: verdict.node.name, tone: verdict.refusals.length === 0 ? 'good' : 'plain'},
			...shown.map(check => cellOf(verdict, check)),
		]);
	const isTold = verdicts.every(({refusals}) => refusals.length > 0);
	return [
		{
			title: 'Why no node takes it',
			isWhy: true,
			lines: [
				[{text: 'wants  ', tone: 'quiet'}, {text: wantedText(task)}],
				...alignedLines([head, ...rows]),
				...(verdicts.length > mostNodes
					? [[{text: `… and ${verdicts.length - mostNodes} more nodes`, tone: 'quiet'} as const]]
					: []),
				...(isTold
					? []
					: [
							[
								{
									text: 'by what is known here a node would take it: the scheduler has not looked again, or knows more',
									tone: 'quiet',
								} as const,
							],
						]),
			],
		},
	];
};
