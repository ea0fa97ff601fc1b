import {formatDuration} from '../../model/duration.ts';
import type {Line} from '../../model/tone.ts';
import {parseFilter} from '../../resources/filter.ts';
import {usageFigures, usageOfContainers} from '../../resources/local-usage.ts';
import {resourceNamed} from '../../resources/registry.ts';
import type {Resource, View} from '../../resources/resource.ts';
import type {Notice} from '../../store/state.ts';
import {editorText} from '../../ui/line-editor.ts';
import {textWidth} from '../../ui/text-width.ts';
import type {AppState, Prompt} from '../app-state.ts';
import {groupWords} from '../command/group-commands.ts';
import {arrangeRows} from '../list/list-state.ts';
import {currentPanel} from '../list/panel.ts';
import {selectedRow} from '../list/selection.ts';
import type {Size} from '../size.ts';
import {wayLine} from '../ways/way-line.ts';

/** How long an answer of the engine stays on the message line, ms. */
const noticeSpan = 8000;

/** `3 services together`, and of how many of their tasks that is where other engines run the rest. */
const togetherTitle = <Row>(resource: Resource<Row>, rows: readonly Row[], view: View): string => {
	const shares = rows.map(row => resource.usageShare?.(row, view.state));
	const counted = rows.map((row, index) => shares[index]?.counted ?? resource.usedContainers(row, view.state).length);
	const running = rows.map((_row, index) => shares[index]?.running ?? counted[index] ?? 0);
	const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
	const share = shares.some(part => part !== undefined) ? ` (${sum(counted)} of ${sum(running)} that run)` : '';
	return `${rows.length} ${rows.length === 1 ? resource.singular : resource.title.toLowerCase()}${share}:`;
};

/** What the rows of a narrowed list use together: a project, a stack, a node, whatever was filtered for. */
const narrowedTotals = (state: AppState, view: View): Line => {
	const panel = currentPanel(state);
	if (panel === undefined || (panel.list.filter === '' && panel.scope === undefined)) return [];
	return resourceNamed(panel.resource)(resource => {
		const rows = arrangeRows(resource, panel.list, panel.scope, view);
		const usage = usageOfContainers(view.state, [
			...new Set(rows.flatMap(row => resource.usedContainers(row, view.state))),
		]);
		if (usage === undefined) return [];
		return [
			{text: togetherTitle(resource, rows, view), tone: 'quiet'},
			...usageFigures(usage).flatMap(
				({label, text}): Line => (text === undefined ? [] : [{text: `  ${label} `, tone: 'quiet'}, {text}]),
			),
		];
	});
};

/** What the filter of the present list says that is not understood; it hides nothing. */
const filterFault = (state: AppState): string | undefined => {
	const panel = currentPanel(state);
	return panel === undefined || panel.list.filter === ''
		? undefined
		: resourceNamed(panel.resource)(resource => parseFilter(panel.list.filter, resource).fault);
};

/** A key this long after bad news, ms, was pressed by somebody who saw them. */
const readingTime = 1000;

/** The answer that is told now: bad news until a key was pressed after them, all else for a while. */
const noticeOf = (state: AppState, view: View): Notice | undefined => {
	const {notices} = view.state;
	const unseen = notices.findLast(
		notice => notice.tone === 'bad' && (state.keyAt === undefined || state.keyAt < notice.at + readingTime),
	);
	if (unseen !== undefined) return unseen;
	const last = notices.at(-1);
	return last !== undefined && view.now - last.at < noticeSpan ? last : undefined;
};

/** What stands before what is typed. */
const promptSigns: Readonly<Record<Prompt['purpose'], string>> = {command: ':', filter: '/', search: '/', only: '&'};

/**
 * When an answer was given, as hints count it: by whole seconds. Of one second, what a key led to comes after good news, and
 * before bad news, which nobody may miss.
 */
const toldAt = ({at, tone}: Notice): number => (tone === 'bad' ? at : Math.floor(at / 1000) * 1000);

/** The one line under the body: what is typed, what was answered, or why the selected row is as it is. */
export const messageLine = (state: AppState, view: View, size: Size): Line => {
	if (state.overlay?.kind === 'prompt') {
		const sign = promptSigns[state.overlay.purpose];
		const fault = state.overlay.purpose === 'filter' ? filterFault(state) : undefined;
		const aside = fault ?? state.hint?.text;
		// What is typed stays in sight with its cursor; an aside takes no more of the line than it leaves room to type.
		const asideWidth = aside === undefined ? 0 : Math.min(textWidth(aside) + 3, Math.floor(size.columns / 2));
		return [
			{text: sign, tone: 'accent'},
			...editorText(state.overlay.editor, size.columns - 1 - asideWidth),
			...(aside === undefined ? [] : [{text: `   ${aside}`, tone: 'quiet'} as const]),
		];
	}
	const notice = noticeOf(state, view);
	const hint = state.hint;
	const isFresh =
		hint !== undefined && view.now - hint.at < noticeSpan && (notice === undefined || hint.at >= toldAt(notice));
	if (hint !== undefined && (hint.isRefusal === true || isFresh)) {
		return [{text: hint.text, tone: hint.tone === 'bad' ? 'warning' : 'plain'}];
	}
	if (notice !== undefined) {
		return [
			{text: notice.tone === 'bad' ? '✗ ' : '✓ ', tone: notice.tone},
			{text: notice.text, tone: notice.tone},
		];
	}
	const [running, ...others] = view.state.pending.values();
	const more = others.length === 0 ? '' : `, ${others.length} more under way (:jobs)`;
	const pending: Line =
		running === undefined
			? []
			: [{text: `◌ ${running.label} ${formatDuration(view.now - running.since)}${more}`, tone: 'busy'}, {text: '  '}];
	const fault = filterFault(state);
	if (fault !== undefined) return [...pending, {text: `filter: ${fault}`, tone: 'warning'}];
	// A question may be about other rows than the selected one: nothing under it is to be taken for its reason.
	if (state.overlay?.kind === 'confirm') return pending;
	const explained =
		groupWords(state, view) ??
		selectedRow(state, view, (resource, row) => resource.explain(row, view)) ??
		narrowedTotals(state, view);
	if (explained.length === 0)
		return [...pending, ...wayLine(state, size.columns - textWidth(pending.map(({text}) => text).join('')))];
	return textWidth(pending.map(span => span.text).join('')) > size.columns / 2 ? pending : [...pending, ...explained];
};
