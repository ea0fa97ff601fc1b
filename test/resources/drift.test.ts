// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are pieces of compose files
import {describe, expect, it} from 'vitest';
import type {Container} from '../../source/model/container.ts';
import {declarationIn, driftOf} from '../../source/resources/stacks/drift.ts';
import {container} from './container-view.ts';

/** A container of a service of a project. */
const of = (service: string, image = 'nginx:1', labels: Readonly<Record<string, string>> = {}): Container =>
	container({name: service, image, labels: {'com.docker.compose.service': service, ...labels}});

const drift = (containers: readonly Container[], ...texts: readonly string[]): readonly string[] =>
	driftOf(declarationIn(texts.map((text, index) => ({path: `/srv/${index}.yaml`, text}))), containers);

const web = 'services: {web: {image: nginx:1}}';

describe('a project and its compose file', () => {
	it.each([
		['are alike', [of('web')], [web], []],
		['are alike though one writes the image whole', [of('web', 'docker.io/library/nginx:1')], [web], []],
		['are alike though no tag is written', [of('web', 'nginx')], ['services: {web: {image: "nginx:latest"}}'], []],
		['differ by the image', [of('web', 'nginx:2')], [web], ['~ web  image nginx:2, and nginx:1 in the file']],
		[
			'differ by the registry, whose port is no tag',
			[of('web', 'hub:5000/nginx')],
			['services: {web: {image: nginx}}'],
			['~ web  image hub:5000/nginx, and nginx in the file'],
		],
		['differ by a service that is not declared', [of('web'), of('old')], [web], ['+ old  is not in the file']],
		['differ by a service without a container', [], [web], ['- web  has no container']],
		[
			'differ by how many there are',
			[of('web'), of('web')],
			['services: {web: {image: nginx:1, deploy: {replicas: 3}}}'],
			['~ web  2 containers, and 3 in the file'],
		],
		['are alike with a scale', [of('web'), of('web')], ['services: {web: {image: nginx:1, scale: 2}}'], []],
		['are alike where none is wanted', [], ['services: {web: {image: nginx:1, scale: 0}}'], []],
		['are alike though a profile is not wanted', [], ['services: {web: {image: nginx:1, profiles: [debug]}}'], []],
		[
			'are alike though a command was run once',
			[of('web'), of('web', 'x', {'com.docker.compose.oneoff': 'True'})],
			[web],
			[],
		],
		['are alike where a later file says so', [of('web', 'nginx:2')], [web, 'services: {web: {image: nginx:2}}'], []],
		[
			'are alike with what is merged in',
			[of('web')],
			['x-base: &base {image: nginx:1}\nservices: {web: {<<: *base}}'],
			[],
		],
	])('%s', (_, containers, texts, expected) => {
		expect(drift(containers, ...texts)).toEqual(expected);
	});

	it.each([
		[
			'an image of a variable',
			'services: {web: {image: "nginx:${TAG:-1}"}}',
			'? web  its image cannot be told from the file',
		],
		['an image that is built', 'services: {web: {build: .}}', '? web  its image cannot be told from the file'],
		[
			'a number of a variable',
			'services: {web: {image: nginx:1, scale: $N}}',
			'? web  how many it should have cannot be told from the file',
		],
		[
			'a service of a mode',
			'services: {web: {image: nginx:1, deploy: {mode: global}}}',
			'? web  how many it should have cannot be told from the file',
		],
	])('cannot be told apart by %s', (_, text, expected) => {
		expect(drift([of('web', 'other:2')], text)).toContain(expected);
		expect(drift([of('web')], text).filter(line => !line.startsWith('?'))).toEqual([]);
	});

	it('does not know what other files declare', () => {
		expect(drift([of('web'), of('db')], `include: [db.yaml]\n${web}`)).toEqual([
			'? db  is declared elsewhere, if at all',
		]);
		const extended = 'services: {web: {extends: {file: base.yaml, service: web}}}';
		expect(drift([of('web'), of('web')], extended).every(line => line.startsWith('?'))).toBe(true);
		expect(drift([of('db')], 'services: {db: !reset null}').every(line => line.startsWith('?'))).toBe(true);
	});

	it.each([
		['no YAML', 'services: [', /^\/srv\/0\.yaml:1: /],
		['aliases without measure', `a: &a [x]\nb: [${'*a,'.repeat(1000)}]`, /cannot be understood/],
		['more than any compose file', `# ${'x'.repeat(400_000)}`, /larger than any compose file/],
	])('says so of a file that is %s', (_, text, expected) => {
		expect(() => drift([], text)).toThrow(expected);
	});

	it.each(['', 'services:', 'services: []', 'services: {web: null}', '[]', 'x'])('takes %j for what it is', text => {
		expect(drift([], text).every(line => /^[-?] web/.test(line))).toBe(true);
	});

	it('is told without what could drive a terminal', () => {
		expect(drift([of('web\u{1b}[31m', 'a\u{1b}]0;x\u{7}')], web).join()).not.toMatch(/\p{Control}/u);
	});
});
