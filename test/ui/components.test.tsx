import {Box} from 'ink';
import {render} from 'ink-testing-library';
import type {ReactElement} from 'react';
import {describe, expect, it} from 'vitest';
import type {Graph as Figure} from '../../source/resources/resource.ts';
import {type Dialog, DialogBox, dialogLines} from '../../source/ui/dialog.tsx';
import {Footer} from '../../source/ui/footer.tsx';
import {Graph} from '../../source/ui/graph.tsx';
import {Header} from '../../source/ui/header.tsx';
import {PaintedLine} from '../../source/ui/painted-line.tsx';
import {StyledLine} from '../../source/ui/styled-line.tsx';
import {plainText} from '../../source/ui/styled-text.ts';
import {Table} from '../../source/ui/table.tsx';
import {Tabs} from '../../source/ui/tabs.tsx';
import {Page, TextLines} from '../../source/ui/text-lines.tsx';
import {textWidth} from '../../source/ui/text-width.ts';

/** What a component draws: lines with their looks. */
const linesOf = (element: ReactElement): readonly string[] => {
	const {lastFrame, unmount} = render(element);
	const lines = (lastFrame() ?? '').split('\n');
	unmount();
	return lines;
};

const textsOf = (element: ReactElement): readonly string[] => linesOf(element).map(line => plainText(line).trimEnd());

const widths = [20, 40, 80] as const;

describe('a line', () => {
	it.each(widths)('is cut to %i cells, with an ellipsis, whatever letters are in it', width => {
		const line = [{text: '東京 '.repeat(30), tone: 'bad'} as const];
		const [text = ''] = textsOf(<StyledLine line={line} width={width} />);
		expect(textWidth(text)).toBeLessThanOrEqual(width);
		expect(text).toMatch(/…$/);
	});

	it('has the look of its tone, and a bar where it is selected', () => {
		const line = [{text: 'web', tone: 'bad'} as const];
		expect(linesOf(<StyledLine line={line} width={10} />)[0]).toContain('\u{1b}[31m');
		expect(linesOf(<StyledLine line={line} width={10} style={{isSelected: true}} />)[0]).toContain('\u{1b}[7m');
	});

	it('of a log keeps the looks that it came with', () => {
		expect(linesOf(<PaintedLine text={'a \u{1b}[35mb\u{1b}[39m'} />)).toEqual(['a \u{1b}[35mb\u{1b}[39m']);
	});
});

describe('a table', () => {
	const header = [{text: '  NAME'}];
	const rows = ['web', 'db'].map(text => ({line: [{text}]}));

	it.each(widths)('stands under its titles, %i cells wide', width => {
		expect(textsOf(<Table list="ships" header={header} rows={rows} width={width} height={4} />)).toEqual([
			'  NAME',
			'web',
			'db',
			'',
		]);
	});

	it('is its titles alone where there is one line, and nothing where there is none', () => {
		expect(textsOf(<Table list="ships" header={header} rows={[]} width={20} height={1} />)).toEqual(['  NAME']);
		expect(textsOf(<Table list="ships" header={header} rows={[]} width={20} height={0} />)).toEqual(['']);
	});
});

describe('the lines round a place', () => {
	const segments = [
		{line: [{text: 'prod-mgr1'}], priority: 99},
		{line: [{text: 'CPU 37%'}], priority: 10},
	];
	const tabs = ['Overview', 'Containers'].map((title, index) => ({
		key: String(index + 1),
		word: title,
		title,
		isCurrent: index === 0,
		faults: index * 2,
	}));
	const hint = {key: 'l', label: 'logs'};
	const act = {key: 'S', label: 'stop'};

	it('tell what there is room for', () => {
		expect(textsOf(<Header segments={segments} width={40} />)).toEqual(['prod-mgr1   CPU 37%']);
		expect(textsOf(<Header segments={segments} width={12} />)).toEqual(['prod-mgr1']);
		expect(textsOf(<Tabs tabs={tabs} width={40} />)).toEqual([' 1 Overview  2 Containers 2✗']);
		expect(textsOf(<Tabs tabs={tabs} width={20} />)).toEqual([' 1 Overview 2 Con 2✗']);
		expect(textsOf(<Footer keys={{looks: [hint], acts: [act], help: '?'}} width={30} />)).toEqual([
			' l logs                S stop',
		]);
		expect(textsOf(<Footer keys={{looks: [hint], acts: [act], help: '?'}} width={10} />)).toEqual(['? more']);
		expect(textsOf(<Footer keys={{over: [hint]}} width={20} />)).toEqual([' l logs']);
	});
});

describe('a text', () => {
	const title = [{text: 'PAGE web'}];

	it.each(widths)('stands under its title, %i cells wide', width => {
		const lines = [[{text: 'a'}], [{text: 'b'}]];
		expect(textsOf(<Page title={title} lines={lines} width={width} height={4} />)).toEqual(['PAGE web', 'a', 'b', '']);
		expect(textsOf(<TextLines title={title} lines={['x', 'y']} width={width} height={3} />)).toEqual([
			'PAGE web',
			'x',
			'y',
		]);
	});
});

describe('a graph', () => {
	const figure: Figure = {
		title: 'CPU',
		span: {title: '5 min', milliseconds: 300_000},
		latest: 50,
		values: [0, 100, 50],
		tone: 'accent',
		format: value => `${value}%`,
	};

	it.each([
		[20, 5],
		[40, 8],
	])('fills %i cells and %i lines', (width, height) => {
		const lines = textsOf(<Graph figure={figure} width={width} height={height} />);
		expect(lines).toHaveLength(height);
		expect(lines[0]).toMatch(/^CPU 50% +≤100%$/);
		expect(lines.at(-1)).toMatch(/^5 min +now$/);
	});
});

describe('a dialog', () => {
	const dialog: Dialog = {
		title: `Remove ${'x'.repeat(30)}?`,
		lines: [[{text: 'it runs'}]],
		choices: ['keep', 'force'],
		chosen: 1,
		hint: [{text: 'y yes'}],
		width: 21,
		height: 12,
	};
	const over = (rows: number) =>
		textsOf(
			<Box width={40} height={rows} flexDirection="column">
				{Array.from({length: rows}, (_, row) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: rows of a test.
					<PaintedLine key={row} text={'東'.repeat(20)} />
				))}
				<DialogBox dialog={dialog} screen={{columns: 40, rows}} />
			</Box>,
		);

	it('covers the middle to the cell and leaves the rest', () => {
		const lines = over(12);
		expect(lines).toHaveLength(12);
		for (const line of lines) expect(textWidth(line)).toBe(40);
		expect(lines.join('\n')).toContain('● force');
		expect(lines[1]).toMatch(/^東{4} [│╭].*[│╮]東{5}$/);
	});

	it('keeps its end where it is too tall, and says that it is not whole', () => {
		expect(over(5).at(-1)).toContain('╯');
		expect(dialogLines(dialog).isWhole).toBe(false);
		expect(dialogLines({...dialog, width: 40}).isWhole).toBe(true);
		expect(dialogLines({...dialog, width: 40, height: 5}).isWhole).toBe(false);
	});
});
