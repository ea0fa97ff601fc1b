import {describe, expect, it} from 'vitest';
import {decodeService} from '../../source/engine/decode-swarm.ts';
import {unknownKey} from '../../source/model/service-spec-keys.ts';
import {readSpecDraft} from '../../source/resources/services/edit.ts';
import {readYaml, yamlText} from '../../source/resources/yaml-draft.ts';

const spec = {
	Name: 'web',
	Labels: {'com.example.anything': 'x'},
	TaskTemplate: {
		ContainerSpec: {Image: 'web:1', Env: ['A=1', 'B=0x10'], Mounts: [{Type: 'volume', Source: 'data', Target: '/srv'}]},
		ForceUpdate: 0,
	},
	Mode: {Replicated: {Replicas: 3}},
	EndpointSpec: {Mode: 'vip'},
};

const service = () => {
	const found = decodeService({ID: 'web1', Spec: spec}, 'one');
	if (found === undefined) throw new Error('no service');
	return found;
};

describe('the YAML of a spec', () => {
	it.each([
		['plain', spec],
		[
			'words that look like others',
			{a: 'yes', b: '0x10', c: 'null', d: '1e3', e: '2026-01-01', f: '', g: '~', h: '# no'},
		],
		[
			'letters that drive terminals',
			{a: '\u{1b}[31mred', b: 'x\u{9b}2J', c: '\u{202e}gpj', d: 'a\tb', e: 'one\r\ntwo\n'},
		],
		['the same part twice', (part => ({a: part, b: part}))({x: 1})],
	])('comes back the same: %s', (_, value) => {
		const read = readYaml(yamlText(value));
		expect(read).toHaveProperty('value', value);
	});

	it('holds nothing that drives a terminal', () => {
		const text = yamlText({a: '\u{1b}[31m', '\u{1b}]0;x\u{7}': '\u{9b}2J\u{202e}'});
		expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u{202e}]/u);
	});

	it.each([
		['a: 1\nb: [1\n', /^line 3: /],
		['a: 1\na: 2\n', /^line 2: .*unique/],
		['a: !odd 1\n', /^line 1: /],
		['- 1\n', /^line 1: it is to be a map/],
		['', /^line 1: it is to be a map/],
		['a: *nowhere\n', /^line 1: /],
	])('is refused with its line: %j', (text, fault) => {
		expect(readYaml(text)).toEqual({fault: expect.stringMatching(fault)});
	});
});

describe('keys of a spec', () => {
	it.each([
		[{Nmae: 'web'}, ['Nmae']],
		[{TaskTemplate: {ContainerSpec: {image: 'web:2'}}}, ['TaskTemplate', 'ContainerSpec', 'image']],
		[
			{TaskTemplate: {ContainerSpec: {Mounts: [{Type: 'volume'}, {Sorce: 'x'}]}}},
			['TaskTemplate', 'ContainerSpec', 'Mounts', 1, 'Sorce'],
		],
		[{Mode: {Replicated: {Replicas: 2, constructor: 1}}}, ['Mode', 'Replicated', 'constructor']],
	])('%j has one that no spec has', (value, path) => {
		expect(unknownKey(value, spec)).toEqual(path);
	});

	it.each([
		[spec],
		[{Labels: {anything: 'goes'}, TaskTemplate: {LogDriver: {Name: 'local', Options: {'max-size': '1m'}}}}],
	])('%j has none', value => {
		expect(unknownKey(value, {})).toBeUndefined();
	});

	it('may be those that a newer engine told', () => {
		expect(unknownKey({NewThing: 2}, {NewThing: 1})).toBeUndefined();
	});
});

describe('an edited spec', () => {
	const read = (change: (text: string) => string) =>
		readSpecDraft(service(), {version: 7, spec}, change(yamlText(spec)));

	it('is no change where nothing differs, whatever its lines look like', () => {
		expect(read(text => text)).toBeUndefined();
		expect(read(text => `# a remark\n${text}\n\n`)).toBeUndefined();
	});

	it('is told field by field, values of an environment never', () => {
		const found = read(text =>
			text.replace('web:1', 'web:2').replace('A=1', 'A=secret').replace('Replicas: 3', 'Replicas: 5'),
		);
		expect(found).toHaveProperty('reach', [
			'Image: web:1 → web:2',
			'Env A: a value → another value',
			'Mode.Replicated.Replicas: 3 → 5',
		]);
	});

	it('is refused by the name and the line of a key that the engine would leave out', () => {
		expect(read(text => text.replace('Replicas: 3', 'Replica: 3'))).toEqual({
			fault: expect.stringMatching(/^line \d+: Mode\.Replicated\.Replica is no key of a service's spec$/),
		});
		expect(read(text => text.replace('Name: web', 'Nmae: web'))).toEqual({
			fault: "line 1: Nmae is no key of a service's spec",
		});
	});
});
