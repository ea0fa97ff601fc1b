import type {VersionedSpec} from '../../engine/service-spec.ts';
import {specDifference} from '../../engine/spec-difference.ts';
import {wire} from '../../engine/wire.ts';
import {unknownKey} from '../../model/service-spec-keys.ts';
import type {Service} from '../../model/swarm.ts';
import {changeLines, retraceable} from '../retraceable.ts';
import type {ReadDraft, Verb} from '../verb.ts';
import {readYaml, yamlText} from '../yaml-draft.ts';

/** What an edited text changes of a service's spec, as a change of the version that the spec was read at. */
export const readSpecDraft = ({id, name}: Service, before: VersionedSpec, text: string): ReadDraft => {
	const {spec} = before;
	const read = readYaml(text);
	if ('fault' in read) return read;
	const unknown = unknownKey(read.value, spec);
	if (unknown !== undefined)
		return {fault: `line ${read.lineOf(unknown)}: ${unknown.join('.')} is no key of a service's spec`};
	const next = wire(read.value);
	const changes = specDifference(spec, next);
	if (changes.length === 0) return undefined;
	return {
		reach: changeLines(changes),
		request: {
			id,
			name,
			past: 'changed',
			pending: 'changing its spec',
			done: `changed the spec of ${name}; :update ${name} shows it`,
			already: `the spec of ${name} is so already`,
			failed: `could not change the spec of ${name}`,
			async run(engine, signal) {
				const {otherwise, ...replaced} = await engine.services.setSpec(id, before, next, signal);
				return retraceable(
					`edit ${name}`,
					replaced,
					(given, end) => given.services.putBack(id, replaced, end),
					otherwise.length === 0 ? 'done' : {told: `changed, but the engine took otherwise ${otherwise.join(', ')}`},
				);
			},
		},
	};
};

const heading = (name: string): string =>
	[
		`# The spec of service ${name}. What you change is shown field by field, and asked about, before it is sent.`,
		'# Left as it is, nothing happens. Times are nanoseconds, sizes bytes.',
		'',
	].join('\n');

/** Its whole spec as YAML in the program of a person's choice. */
export const edit: Verb<Service> = {
	id: 'edit',
	help: 'edit the whole spec of a service as YAML, with the program that VISUAL or EDITOR names',
	label: () => 'edit',
	danger: 'interrupts',
	refusal: () => undefined,
	reach: () => ['this is changed, and tasks are replaced as its update policy says where they differ:'],
	prepare: async (row, engine, signal) => {
		const read = await engine.services.spec(row.id, signal);
		return {
			draft: {
				title: `the spec of ${row.name}`,
				fileName: 'service.yaml',
				text: heading(row.name) + yamlText(read.spec),
				remark: '#',
				read: text => readSpecDraft(row, read, text),
			},
		};
	},
	// What was edited is what is sent; without that nothing is.
	request: () => [],
};
