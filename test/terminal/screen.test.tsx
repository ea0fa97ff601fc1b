import {Box, render, Text, useInput, useWindowSize} from 'ink';
import {useState} from 'react';
import {expect, test} from 'vitest';
import {paintLine} from '../../source/ui/paint.ts';
import type {Streams} from './screen.ts';
import {keys, openScreen} from './screen.ts';

const App = () => {
	const [count, setCount] = useState(0);
	const {columns, rows} = useWindowSize();
	useInput((input, key) => setCount(before => (key.downArrow ? before + 10 : input === 'j' ? before + 1 : before)));
	return (
		<Box flexDirection="column" height={rows} width={columns} overflow="hidden">
			<Text>{`count ${count} on ${columns}x${rows}`}</Text>
			<Text wrap="hard">
				{paintLine([{text: '✗', tone: 'bad'}, {text: ' 東京 '}, {text: 'web', tone: 'strong'}], columns, {
					isSelected: true,
				})}
			</Text>
			<Text wrap="hard">{paintLine([{text: '👩‍👩‍👧 family|'}], columns)}</Text>
		</Box>
	);
};

const start = ({stdin, stdout, stderr}: Streams) => {
	const instance = render(<App />, {
		stdin,
		stdout,
		stderr,
		alternateScreen: true,
		interactive: true,
		patchConsole: false,
	});
	return {
		stop: async () => {
			instance.unmount();
			await instance.waitUntilExit();
		},
	};
};

test('a program is driven by keys and sizes on a true grid of cells', async () => {
	await using stack = new AsyncDisposableStack();
	const screen = await openScreen({columns: 40, rows: 10, start});
	stack.defer(() => screen.close());
	await screen.waitFor('count 0 on 40x10');
	expect(screen.isRaw).toBe(true);
	expect(screen.isAlternate).toBe(true);
	await screen.press('j', 'j', keys.down);
	await screen.waitFor('count 12');
	screen.resize(60, 12);
	await screen.waitFor(/count 12 on 60x12/);
	expect(screen.text()[1]).toMatch(/^✗ 東京 web/);
	expect(screen.cell(1, 0)).toMatchObject({char: '✗', color: 1, isInverse: true, isBold: true});
	expect(screen.cell(1, 59)).toMatchObject({isInverse: true});
	expect(screen.cell(2, 0).char).toBe('👩‍👩‍👧');
	expect(screen.cell(2, 9).char).toBe('|');
	expect(screen.toSvg()).toBe(screen.toSvg());
	expect(screen.toSvg()).toContain('>東京</text>');
	await screen.close();
	expect(screen.isRaw).toBe(false);
	expect(screen.isAlternate).toBe(false);
});

test('a screen that never shows what is waited for says what it shows', async () => {
	await using stack = new AsyncDisposableStack();
	const screen = await openScreen({columns: 40, rows: 10, start});
	stack.defer(() => screen.close());
	await expect(screen.waitFor('nothing of the kind', 50)).rejects.toThrow(/count 0|The screen never showed nothing/);
});
