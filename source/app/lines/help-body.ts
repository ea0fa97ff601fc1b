import {type Binding, displayKey, type Mode} from '../../keys.ts';
import type {Line} from '../../model/tone.ts';
import {type ResourceId, resourceNamed} from '../../resources/registry.ts';
import {generalHelp, helpOf, ownHelp, verbOf} from '../keys/key-table.ts';
import {logWords} from '../log/log-words.ts';
import {allScreens} from '../screens.ts';

const keysOf = (binding: Binding): string => {
	if (binding.command !== 'screen') return binding.keys.map(displayKey).join(' ');
	const keys = allScreens().flatMap(({key}) => key ?? []);
	return `${keys[0]}…${keys.at(-1)}`;
};

/** What a key does: screens by their titles, and a verb in the words of its kind. */
const wordsOf = (binding: Binding, resource: ResourceId | undefined): string => {
	if (binding.command === 'screen')
		return allScreens()
			.filter(({isAside}) => !isAside)
			.map(({title}) => title)
			.join(', ');
	if (binding.group !== 'act' || resource === undefined) return binding.help;
	return resourceNamed(resource)(kind => {
		const verb = verbOf(kind, binding);
		return verb === undefined ? binding.help : helpOf(verb, kind.singular);
	});
};

const group = (title: string, lines: readonly Binding[], resource: ResourceId | undefined): readonly Line[] =>
	lines.length === 0
		? []
		: [
				[{text: title, tone: 'strong'}],
				...lines.map(
					(binding): Line => [
						{text: `  ${keysOf(binding).padEnd(12)} `, tone: binding.group === 'act' ? 'warning' : 'accent'},
						{text: wordsOf(binding, resource)},
					],
				),
				[],
			];

/** What is typed after `:` in a log. */
const typedWords = (): readonly Line[] => [
	[{text: 'Type after :', tone: 'strong'}],
	...logWords.map(({word, help}): Line => [{text: `  ${word.padEnd(12)} `, tone: 'accent'}, {text: help}]),
	[],
];

/** Whether a key means something for a kind of object: the footer and the help leave out those that do not. */
export const suits = (binding: Binding, mode: Mode, resource: ResourceId | undefined): boolean => {
	if (resource === undefined) return true;
	return resourceNamed(resource)(kind => {
		const {table, logs, hasGraphs, masks} = kind;
		switch (binding.command) {
			case 'processes':
				return table.processes !== undefined;
			case 'hour':
				return mode === 'overview' || hasGraphs === true;
			case 'values':
				return mode === 'text' ? masks !== undefined : masks === 'page';
			case 'logs':
				return logs !== undefined;
			case 'shell':
				return kind.shell !== undefined;
			case 'actions':
				return kind.verbs.length > 0 || (kind.general ?? []).length > 0;
			default:
				return binding.group !== 'act' || verbOf(kind, binding) !== undefined;
		}
	});
};

/** Whether an acting key means something on a kind that only looks, so that it is there in read-only mode too. */
export const isReadingOn = (binding: Binding, kind: ResourceId): boolean =>
	resourceNamed(kind)(resource => verbOf(resource, binding)?.isReading === true);

/** Whether an acting key means nothing but commands of the configuration, of a kind or of all: they are told by themselves. */
const isOwn = (binding: Binding, resource: ResourceId | undefined): boolean => {
	const kinds = resource === undefined ? Object.keys(binding.verbs ?? {}) : [resource];
	return kinds.length > 0 && kinds.every(kind => resourceNamed(kind)(of => verbOf(of, binding)?.program !== undefined));
};

/** The commands of the configuration: of a kind, or of all where none is looked at. */
const ownLines = (resource: ResourceId | undefined, isReadOnly: boolean): readonly Line[] => {
	const lines = ownHelp(resource)
		.filter(({isReading}) => !isReadOnly || isReading)
		.map(
			({words, key = '', help}): Line => [
				{text: `  ${words.padEnd(12)} `, tone: 'warning'},
				...(key === '' ? [] : [{text: `${key}  `, tone: 'warning'} as const]),
				{text: help},
			],
		);
	return lines.length === 0 ? [] : [[{text: 'Own commands, as they are set', tone: 'strong'}], ...lines, []];
};

/** The verbs on no row, which `:` reaches: of a kind, or of all where none is looked at. */
const generalLines = (resource: ResourceId | undefined): readonly Line[] => {
	const lines = generalHelp(resource).map(
		({words, help}): Line => [{text: `  ${`:${words}`.padEnd(12)} `, tone: 'warning'}, {text: help}],
	);
	return lines.length === 0 ? [] : [[{text: 'Act by a word: every one asks first', tone: 'strong'}], ...lines, []];
};

/** The keys of a table that work in a mode on a kind of object, grouped; verbs only where they are allowed. */
export const helpLines = (
	bindings: readonly Binding[],
	mode: Mode,
	resource: ResourceId | undefined,
	isReadOnly: boolean,
): readonly Line[] => {
	const here = bindings.filter(
		binding =>
			binding.modes.includes(mode) && suits(binding, mode, resource) && !(isReadOnly && binding.isWriting === true),
	);
	return [
		...group(
			'Look',
			here.filter(binding => binding.group === 'look'),
			resource,
		),
		...(mode === 'log' ? typedWords() : []),
		...(isReadOnly
			? [[{text: 'Acting keys are off: read-only', tone: 'quiet'} as const], []]
			: group(
					'Act: every one asks first',
					here.filter(binding => binding.group === 'act' && !isOwn(binding, resource)),
					resource,
				)),
		...(isReadOnly ? [] : generalLines(resource)),
		...ownLines(resource, isReadOnly),
		...group(
			'Move',
			here.filter(binding => binding.group === 'move'),
			resource,
		),
		[{text: 'What is shown', tone: 'strong'}],
		[{text: '  ● runs   ◌ on its way   ▲ runs, but not well   ✗ failed   ○ ended or idle   ‖ paused   ? not known'}],
		[{text: '  WHY says the cause; HERE, on a swarm, of how many running tasks the figures are.'}],
		[{text: '  CPU% and MEM equal docker stats: 100% is one core, page cache is not counted.'}],
		[{text: '  The header’s CPU and MEM are what all containers use of this host.'}],
		[{text: '  What is spread over several engines shows the usage on the one that is connected.'}],
		[{text: '  – means not known. Dimmed rows are old; the first line says how old.'}],
	];
};
