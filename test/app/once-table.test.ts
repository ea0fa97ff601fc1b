import {expect, test} from 'vitest';
import {alignedLines} from '../../source/app/once/once-table.ts';

test('a cell that is far too long moves its own line only', () => {
	const long = 'x'.repeat(60);
	expect(
		alignedLines(
			[
				['NAME', 'PORTS', 'CPU%'],
				['web', '80/tcp', '1%'],
				['db', long, '10%'],
			],
			[false, false, true],
		).split('\n'),
	).toEqual(['NAME  PORTS   CPU%', 'web   80/tcp    1%', `db    ${long}   10%`]);
});

test('wide letters take two cells, and nothing stands at the end of a line', () => {
	expect(
		alignedLines([
			['NAME', 'X'],
			['東京都', ''],
			['a', 'b'],
		]),
	).toBe('NAME    X\n東京都\na       b');
});
