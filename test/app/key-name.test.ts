import type {Key} from 'ink';
import {expect, it} from 'vitest';
import {keyName, pressesOf} from '../../source/app/key-name.ts';

const noKey: Key = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};

it('takes keys apart that come in one burst', () => {
	const names = pressesOf('/web\rj\t\u0004', noKey).map(({input, key}) => keyName(input, key));
	expect(names).toEqual(['/', 'w', 'e', 'b', 'enter', 'j', 'tab', 'ctrl+d']);
	expect(pressesOf('', {...noKey, upArrow: true})).toHaveLength(1);
});
