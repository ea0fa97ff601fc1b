import {expect, test} from 'vitest';
import type {Line} from '../../source/model/tone.ts';
import type {Section} from '../../source/resources/resource.ts';
import {footerLine} from '../../source/ui/footer.tsx';
import {fitSegments} from '../../source/ui/header.tsx';
import {lineWidth} from '../../source/ui/paint.ts';
import {sectionLines} from '../../source/ui/sections.ts';
import {tabsLine} from '../../source/ui/tabs.tsx';

const textOf = (line: Line) => line.map(span => span.text).join('');
const hints = (...words: readonly string[]) => words.map(word => ({key: word.charAt(0), label: word}));

test('the header drops what matters least until the rest fits', () => {
	const segments = [
		{line: [{text: 'tallyman'}], priority: 10},
		{line: [{text: 'prod-mgr1'}], priority: 100},
		{line: [{text: 'CPU 37%'}], priority: 50},
	];
	expect(textOf(fitSegments(segments, 40)).trimEnd()).toBe('tallyman   prod-mgr1   CPU 37%');
	expect(textOf(fitSegments(segments, 29)).trimEnd()).toBe('tallyman  prod-mgr1  CPU 37%');
	expect(textOf(fitSegments(segments, 20)).trimEnd()).toBe('prod-mgr1  CPU 37%');
	expect(textOf(fitSegments(segments, 5))).toBe('prod…');
});

test('tabs and footer fill their line at every width and never hide the way to the help', () => {
	const tabs = ['Overview', 'Containers', 'Services'].map((title, index) => ({
		key: String(index),
		word: title,
		title,
		isCurrent: index === 1,
	}));
	for (let width = 1; width < 120; width++) {
		expect(lineWidth(tabsLine(tabs, width))).toBe(width);
		const footer = footerLine(
			{looks: hints('logs', 'inspect', 'filter', 'sort', 'yaml'), acts: hints('Stop', 'Restart', 'Kill'), help: 'H'},
			width,
		);
		expect(lineWidth(footer)).toBe(width);
		if (width >= 8 && width < 60) expect(textOf(footer)).toContain('H more');
	}
	expect(textOf(footerLine({looks: hints('logs'), acts: hints('Stop'), help: '?'}, 30))).toBe(
		' l logs                S Stop ',
	);
});

test('sections stand in two columns on a wide screen and wrap on a narrow one', () => {
	const span = {title: '5 min', milliseconds: 300_000};
	const sections: readonly Section[] = [
		{
			title: 'State',
			lines: [[{text: 'Image         ', tone: 'quiet'}, {text: 'registry.example.com/a/very/long/path/app:1.8.2'}]],
		},
		{
			title: 'Usage',
			lines: [],
			graphs: [
				{title: 'CPU', span, latest: 2, values: [1, 2], tone: 'accent', format: String},
				{title: 'Memory', span, latest: 1, values: [1], tone: 'accent', format: String},
			],
		},
		{title: 'Ports', lines: [[{text: 'none'}]]},
	];
	for (const width of [20, 40, 80, 140, 200])
		for (const line of sectionLines(sections, width)) expect(lineWidth(line)).toBeLessThanOrEqual(width);
	expect(sectionLines(sections, 80).map(textOf)).toContainEqual(expect.stringMatching(/^CPU 2 .*Memory 1 /));
	expect(textOf(sectionLines(sections, 140)[0] ?? [])).toMatch(/^State +Usage|^State +Ports/);
});
