import type {Key} from 'ink';
import type {KeyName} from '../keys.ts';

/** Ink's account of a key press as the name that the key table uses; undefined for what has none. */
export const keyName = (input: string, key: Key): KeyName | undefined => {
	if (key.upArrow) return 'up';
	if (key.downArrow) return 'down';
	if (key.leftArrow) return 'left';
	if (key.rightArrow) return 'right';
	if (key.pageUp) return 'pageup';
	if (key.pageDown) return 'pagedown';
	if (key.home) return 'home';
	if (key.end) return 'end';
	if (key.return) return 'enter';
	if (key.escape) return 'escape';
	if (key.tab) return key.shift ? 'shift+tab' : 'tab';
	if (key.backspace || key.delete) return 'backspace';
	if (input === '') return undefined;
	return key.ctrl ? `ctrl+${input}` : input;
};
