import {describe, expect, it} from 'vitest';
import type {LogLine} from '../../source/model/log-line.ts';
import {formLine, formText, type LineForm, lineForms} from '../../source/ui/log-form.ts';

const line = (text: string, timestamp?: string): LogLine => ({
	text,
	source: 'stdout',
	...(timestamp === undefined ? {} : {timestamp}),
});

const rowsOf = (text: string, form: LineForm): readonly string[] =>
	formLine(line(text), form, undefined).map(row => row.map(run => run.text).join(''));

describe('the form of a line', () => {
	it.each<readonly [string, LineForm, readonly string[]]>([
		['{"level":"warn","msg":"slow","ms":12}', 'columns', ['WARN  slow ms=12']],
		['{"level":"warn","msg":"slow","ms":12}', 'expanded', ['WARN  slow', '  ms: 12']],
		['{"level":"warn","msg":"slow","ms":12}', 'raw', ['{"level":"warn","msg":"slow","ms":12}']],
		['{"a":{"b":1}}', 'columns', ['a={"b":1}']],
		['{"a":{"b":1}}', 'expanded', ['  a: {', '      "b": 1', '    }']],
		['level=error msg=no host=a', 'columns', ['ERROR no host=a']],
		['{"msg":"one\\ntwo","stack":"Error\\n  at a"}', 'columns', ['one ↵ two stack=Error ↵   at a']],
		['{"msg":"one\\ntwo","stack":"Error\\n  at a"}', 'expanded', ['one', '    two', '  stack: Error', '      at a']],
		['plain text', 'columns', ['plain text']],
		['plain text', 'expanded', ['plain text']],
		['', 'columns', ['']],
	])('of %s in %s', (text, form, rows) => expect(rowsOf(text, form)).toEqual(rows));

	it('leaves out a time that the engine tells as well, where there is a message', () => {
		const text = '{"time":"2026-11-28T14:03:11Z","msg":"it"}';
		expect(formText(line(text, '2026-11-28T14:03:11.000000001Z'), 'columns')).toBe('it');
		expect(formText(line(text), 'columns')).toBe('it time=2026-11-28T14:03:11Z');
	});

	it('lets nothing that was escaped reach the terminal', () => {
		const evil = String.raw`\u001b[2J\u009b31m\u001b]0;title\u0007\u202e\r\t\u0000`;
		for (const text of [
			`{"msg":"${evil}","${evil}":"${evil}","deep":["${evil}"]}`,
			`{"level":"${evil}","a":"x\\n${evil}"}`,
		])
			for (const form of lineForms.filter(form => form !== 'raw'))
				for (const row of rowsOf(text, form)) expect(row).not.toMatch(/[\p{Control}\u202e]/u);
	});

	it('survives what is nested too deep to be written', () => {
		const deep = `{"msg":"it","a":${'['.repeat(40_000)}${']'.repeat(40_000)}}`;
		for (const form of lineForms) expect(rowsOf(deep, form)[0]).toContain('it');
	});
});
