import {spawnSync} from 'node:child_process';
import {describe, expect, it} from 'vitest';
import {fieldsIn, lineFault, lineFor} from '../../source/model/own-command.ts';

// A line of the configuration with fields in it: which words are fields, and what a shell makes of their values.

describe('fields of a line', () => {
	it.each([
		['docker logs {name} | grep {label:com.example/team}', ['name', 'label:com.example/team']],
		['a {name} b "{name}"', ['name']],
		['echo "$(docker inspect {id})"', ['id']],
		['echo `docker inspect {id}`', ['id']],
		[`echo "it's {name}"`, ['name']],
		["# don't\necho {name}", ['name']],
		['docker ps --format {{.Names}} {a,b} $' + '{name} \\{name} {NAME} { name }', []],
		["awk '{print}' file", []],
		['', []],
	])('of %j are %j', (line, fields) => {
		expect(fieldsIn(line)).toEqual(fields);
	});

	it.each([
		['docker logs {name}', undefined],
		["docker logs '{name}'", 'has {name} in single quotes'],
		["awk '{print}' file", undefined],
		[' \n', 'has no line to run'],
		['echo \0', 'holds a letter that no shell takes'],
		['echo {label:a.b} {label:a-b}', 'cannot tell {label:a.b} from another field'],
	])('fault of %j: %s', (line, fault) => {
		const told = lineFault(line, field => field !== 'print');
		if (fault === undefined) expect(told).toBeUndefined();
		else expect(told).toContain(fault);
	});
});

/** What a shell says that is given a line for a value. */
const said = (line: string, value: string): string => {
	const made = lineFor(line, () => value);
	const {stdout, status} = spawnSync('/bin/sh', ['-c', made.line], {env: made.environment, encoding: 'utf8'});
	return `${stdout}${status}`;
};

describe('whatever a field says', () => {
	it.each([
		'; rm -rf x',
		'$(echo acted)',
		'`echo acted`',
		'"; echo acted; "',
		"'; echo acted; '",
		'a  b',
		'*',
		'$HOME $PATH \\n',
		'&& echo acted #',
		'line\nline',
		'> /nowhere/file',
	])('%j is one word to a shell, and no part of the line', value => {
		for (const line of [
			`printf '<%s>' {name}`,
			`printf '<%s>' "{name}"`,
			`printf '<%s>' "$(printf %s {name})"`,
			`printf '<%s>' "$(printf %s "{name}")"`,
			`for each in {name}; do printf '<%s>' "$each"; done`,
			`f() { printf '<%s>' {name}; }; f other`,
		])
			expect(said(line, value)).toBe(`<${value}>0`);
	});
});
