import {render} from 'ink-testing-library';
import {expect, test} from 'vitest';
import {Lines} from '../../source/ui/lines.tsx';
import {paintLine} from '../../source/ui/paint.ts';

test('lines stand one under the other and blank rows fill the height', () => {
	const {lastFrame, rerender, unmount} = render(<Lines lines={['one', '', 'three']} height={4} />);
	expect(lastFrame()).toBe('one\n\nthree\n');
	rerender(<Lines lines={[paintLine([{text: '東京', tone: 'bad'}], 100), 'two']} height={3} />);
	expect(lastFrame()).toMatch(/東京.*\ntwo\n$/);
	unmount();
});
