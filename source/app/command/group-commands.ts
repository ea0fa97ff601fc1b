import type {Command} from '../../keys.ts';
import type {Line} from '../../model/tone.ts';
import {fieldNames, labelPrefix} from '../../resources/field-column.ts';
import {columnsWithReason} from '../../resources/reason-column.ts';
import {resourceNamed} from '../../resources/registry.ts';
import type {Resource, View} from '../../resources/resource.ts';
import {type AppState, withFault, withRefusal, withWord} from '../app-state.ts';
import {type Group, groupsOf, isGroup, itemsOf, keyOfItem, selectedItem} from '../list/list-groups.ts';
import {type ListState, select} from '../list/list-state.ts';
import {currentPanel, isRanking, withList} from '../list/panel.ts';
import {columnCalled} from './column-command.ts';

/** Commands that are about an object, of which a group is none. */
const ofObjects: ReadonlySet<Command> = new Set<Command>([
	'verb',
	'actions',
	'mark',
	'copy',
	'links',
	'details',
	'logs',
	'shell',
	'raw',
	'processes',
	'happened',
]);

/** Whether a key would be about the selected line, and that is no object. */
export const isForObjectOnly = (command: Command): boolean => ofObjects.has(command);

/** Calls `use` with the group that the cursor is on; undefined where it is on none. */
const selectedGroup = <Result>(
	state: AppState,
	view: View,
	use: <Row>(group: Group<Row>, resource: Resource<Row>, list: ListState) => Result,
): Result | undefined => {
	const panel = currentPanel(state);
	if (panel?.list.group === undefined) return undefined;
	return resourceNamed(panel.resource)(resource => {
		const item = selectedItem(resource, panel, view);
		return item !== undefined && isGroup(item) ? use(item, resource, panel.list) : undefined;
	});
};

/** Whether the cursor is on a group, and whether that is folded; undefined where it is on none. */
export const foldOf = (state: AppState, view: View): 'open' | 'folded' | undefined =>
	selectedGroup(state, view, ({isFolded}) => (isFolded ? 'folded' : 'open'));

/** What is said of the group that the cursor is on. */
export const groupWords = (state: AppState, view: View): Line | undefined =>
	selectedGroup(state, view, ({title, isFolded}, {title: kind}) => [
		{text: `${title}: `, tone: 'quiet'},
		{
			text: `a group, and no object: Enter ${isFolded ? 'unfolds' : 'folds'} it, and keys act on its ${kind.toLowerCase()}`,
		},
	]);

const toggled = (state: AppState, list: ListState, key: string): AppState => {
	const folded = new Set(list.folded);
	if (!folded.delete(key)) folded.add(key);
	return withList(state, {...list, folded, selectedId: key});
};

/** Onto the group that the selected row stands under. */
const toGroup = (state: AppState, view: View): AppState => {
	const panel = currentPanel(state);
	if (panel === undefined) return state;
	return resourceNamed(panel.resource)(resource => {
		const item = selectedItem(resource, panel, view);
		const group =
			item === undefined || isGroup(item)
				? undefined
				: groupsOf(resource, panel, view)?.find(({rows}) => rows.includes(item));
		if (group === undefined) return state;
		const keys = itemsOf(resource, panel, view).map(keyOfItem(resource));
		return withList(state, select(panel.list, keys, keys.indexOf(group.key)));
	});
};

/** What a key does in a list that is about its groups; undefined where it is about something else. */
export const groupCommand = (state: AppState, command: Command, view: View): AppState | undefined => {
	const isFolding = command === 'fold' || command === 'unfold';
	if (isFolding && currentPanel(state)?.list.group === undefined)
		return withFault(state, 'its rows are in no groups: :group puts them there', view.now);
	const onGroup = selectedGroup(state, view, ({key, title, isFolded}, _, list) => {
		if (command === 'enter' || (isFolding && isFolded === (command === 'unfold'))) return toggled(state, list, key);
		if (!ofObjects.has(command)) return undefined;
		const told = command === 'verb' ? withRefusal : withFault;
		return told(state, `${title} is a group, and no object: go to one of its rows`, view.now);
	});
	if (onGroup !== undefined || !isFolding) return onGroup;
	return command === 'fold' ? toGroup(state, view) : state;
};

/** By what a kind's rows can be grouped: what is told in words. */
const groupNames = (kind: string): readonly string[] =>
	resourceNamed(kind)(resource => {
		const columns = columnsWithReason(resource).filter(({align}) => align === 'left');
		return [...new Set([...fieldNames(resource), ...columns.map(({id}) => id)])];
	});

/** What may be typed after `:group`. */
export const groupOffers = (state: AppState): readonly string[] => {
	const kind = currentPanel(state)?.resource;
	return kind === undefined ? [] : [...groupNames(kind), 'none'];
};

/**
 * Groups the list on screen by a column, a field or a label: `:group stack`, `:group label com.example.team`. Without
 * words, or by `none`, its rows are in no groups.
 */
export const groupBy = (
	state: AppState,
	words: readonly string[],
	now: number,
): {readonly state: AppState} | {readonly fault: string} => {
	const panel = currentPanel(state);
	if (panel === undefined || isRanking(state)) return {fault: 'there is no list here to group: open one'};
	const {group, folded: _, ...list} = panel.list;
	const [first, second, ...rest] = words;
	if (first === undefined || first.toLowerCase() === 'none') {
		if (second !== undefined) return {fault: `none takes nothing after it, and here is ${second}`};
		const text = `group by one of ${groupNames(panel.resource).join(', ')}`;
		return {
			state: group === undefined ? withWord(state, text, now) : withList(state, {...list, offset: 0}),
		};
	}
	const isLabel = /^label[:=]?$/i.test(first);
	if (rest.length > 0 || (second !== undefined && !isLabel)) return {fault: 'group takes one column, field or label'};
	if (isLabel && second === undefined) return {fault: 'which label? :group label com.example.team'};
	const name = isLabel ? `${labelPrefix}${second}` : first.replace(/^label=/i, labelPrefix);
	return resourceNamed(panel.resource)(resource => {
		const column = columnCalled(name, resource);
		if ('fault' in column) return {fault: column.fault.replace('no column', 'nothing to group by called')};
		if (column.align === 'right') return {fault: `${column.title} is a figure: rows are grouped by words`};
		return {state: withList(state, {...list, group: column.id, offset: 0})};
	});
};
