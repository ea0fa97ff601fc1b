import {expect, it} from 'vitest';
import {keyName, noKey, pressesOf} from '../../source/app/keys/key-name.ts';

it('takes keys apart that come in one burst', () => {
	const names = pressesOf('/web\rj\t\u0004', noKey).map(({input, key}) => keyName(input, key));
	expect(names).toEqual(['/', 'w', 'e', 'b', 'enter', 'j', 'tab', 'ctrl+d']);
	expect(pressesOf('', {...noKey, upArrow: true})).toHaveLength(1);
});
