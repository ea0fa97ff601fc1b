import type {Key} from 'ink';
import type {Line} from '../../model/tone.ts';
import type {View} from '../../resources/resource.ts';
import {type Dialog, dialogRoom} from '../../ui/dialog.tsx';
import {editLine, editorOf, editorText} from '../../ui/line-editor.ts';
import {fitText, textWidth} from '../../ui/text-width.ts';
import {wrapLine} from '../../ui/wrap-text.ts';
import {type AppState, type Menu, type MenuItem, withoutOverlay} from '../app-state.ts';
import {type Outcome, only} from '../effects.ts';

/** A menu with nothing typed and its first item chosen. */
export const menuOf = (title: string, items: readonly MenuItem[], verb: string): Menu => ({
	kind: 'menu',
	title,
	items,
	verb,
	typed: editorOf(''),
	chosen: 0,
});

/** The items that have every typed word in their name or in what they do. */
export const offered = ({items, typed}: Menu): readonly MenuItem[] => {
	const words = typed.value.toLowerCase().split(/\s+/);
	const suits = ({label, help, words: also = []}: MenuItem): boolean => {
		const text = [label, help, ...also].join(' ').toLowerCase();
		return words.every(word => text.includes(word));
	};
	// What is called so comes before what only tells of it.
	const isNamed = ({label, words: also = []}: MenuItem): boolean =>
		[label, ...also].some(name => name.toLowerCase().startsWith(words[0] ?? ''));
	const found = items.filter(suits);
	return [...found.filter(isNamed), ...found.filter(item => !isNamed(item))];
};

/** A key while a menu stands: arrows choose, letters narrow it, Enter takes what is chosen. */
export const menuKey = (state: AppState, menu: Menu, input: string, key: Key, view: View): Outcome<AppState> => {
	const items = offered(menu);
	if (key.escape || (key.ctrl && input === 'c')) return only(withoutOverlay(state));
	if (key.downArrow || key.upArrow || key.tab) {
		const step = key.upArrow || (key.tab && key.shift) ? -1 : 1;
		const chosen = items.length === 0 ? 0 : (menu.chosen + step + items.length) % items.length;
		return only({...state, overlay: {...menu, chosen}});
	}
	if (key.return) {
		const item = items[menu.chosen];
		if (item === undefined) return only(state);
		// It stays: another one can be chosen. Why not stands below the items already.
		if (item.refusal !== undefined) return only(state);
		return item.take(withoutOverlay(state), view);
	}
	const typed = editLine(menu.typed, input, key);
	if (typed === undefined) return only(state);
	return only({...state, overlay: {...menu, typed, chosen: typed.value === menu.typed.value ? menu.chosen : 0}});
};

/** Lines that are no items: the box, title, typed line, what is told of the chosen one, hint, and blanks between them. */
const otherLines = 11;

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(textWidth));

const itemLines = (menu: Menu, items: readonly MenuItem[], width: number, height: number): readonly Line[] => {
	const room = Math.max(1, height - otherLines);
	const from = Math.max(0, Math.min(menu.chosen - Math.floor(room / 2), items.length - room));
	// Of all of them, so that columns stand still while it is narrowed.
	const keyWidth = widest(menu.items.map(({key = ''}) => key));
	const labelWidth = Math.min(24, widest(menu.items.map(({label}) => label)));
	const helpWidth = width - 2 - (keyWidth === 0 ? 0 : keyWidth + 2) - labelWidth - 2;
	return items.slice(from, from + room).map(({key = '', label, help, refusal}, index): Line => {
		const isChosen = from + index === menu.chosen;
		const tone = refusal === undefined ? (isChosen ? 'strong' : 'plain') : 'quiet';
		return [
			{text: isChosen ? '› ' : '  ', tone: 'accent'},
			...(keyWidth === 0
				? []
				: [{text: `${fitText(key, keyWidth)}  `, tone: refusal === undefined ? 'warning' : 'quiet'} as const]),
			{text: `${fitText(label, labelWidth)}  `, tone},
			{
				text: fitText(refusal ?? help, Math.max(1, helpWidth)).trimEnd(),
				tone: refusal === undefined && isChosen ? 'plain' : 'quiet',
			},
		];
	});
};

/** What is told of the chosen item, whole: what it does, or why it cannot be done. */
const toldOf = (item: MenuItem | undefined, width: number): readonly Line[] => {
	if (item === undefined) return [[{text: 'nothing here is called so', tone: 'warning'}]];
	const line: Line =
		item.refusal === undefined
			? [{text: item.help, tone: 'quiet'}]
			: [{text: `cannot ${item.label}: ${item.refusal}`, tone: 'warning'}];
	return wrapLine(line, width).slice(0, 2);
};

/** The menu as a dialog of at most `height` lines; of more items than fit, those round the chosen one. */
export const menuDialog = (menu: Menu, width: number, height: number): Dialog => {
	const items = offered(menu);
	const room = dialogRoom(width);
	const isCut = items.length > Math.max(1, height - otherLines);
	const title = isCut ? `${menu.title}  ${menu.chosen + 1} of ${items.length}` : menu.title;
	const typed: Line =
		menu.typed.value === '' ? [{text: 'type to narrow it', tone: 'quiet'}] : editorText(menu.typed, room - 2);
	return {
		title,
		lines: [],
		input: [
			[{text: '/ ', tone: 'accent'}, ...typed],
			[],
			...itemLines(menu, items, room, height),
			[],
			...toldOf(items[menu.chosen], room),
		],
		hint: [
			{text: 'Enter', tone: 'accent'},
			{text: ` ${menu.verb}   `},
			{text: '↑ ↓', tone: 'accent'},
			{text: ' choose   '},
			{text: 'Esc', tone: 'accent'},
			{text: ' leave'},
		],
		width,
		height,
	};
};
