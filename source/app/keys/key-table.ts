import {type Binding, bindings, displayKey, type KeyName, objectModes} from '../../keys.ts';
import {withArticle} from '../../model/article.ts';
import {ofAllKinds} from '../../resources/registry.ts';
import type {Resource} from '../../resources/resource.ts';
import type {Verb} from '../../resources/verb.ts';
import {type Bindable, keysIn} from '../../settings/key-binding.ts';
import type {KeySettings, Settings} from '../../settings/settings.ts';
import {spanTitle} from '../graph-span.ts';

/** What a verb is called where no row is looked at: the words that it has for what it does, or its id. */
const labelsOf = ({id, words = []}: Pick<Verb<never>, 'id' | 'words'>): readonly string[] => {
	const own = words.filter(({does}) => does === undefined).map(({word}) => word);
	return own.length > 0 ? own : [id];
};

/** What a verb does to one of a kind, in a phrase. */
export const helpOf = (
	{id, help}: {readonly id: string; readonly help?: string | undefined},
	singular: string,
): string => help ?? `${id} ${withArticle(singular)}`;

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** A verb of a kind, with its own key where it has one. */
type KindVerb = Bindable & {readonly kind: string; readonly help: string; readonly labels: readonly string[]};

const kindVerbs = (): readonly KindVerb[] =>
	ofAllKinds(({table, verbs, singular}) =>
		verbs.map(
			({key, id, help, words = []}): KindVerb => ({
				id,
				keys: key === undefined ? [] : [key],
				modes: objectModes,
				kind: table.id,
				help: helpOf({id, help}, singular),
				labels: labelsOf({id, words}),
			}),
		),
	).flat();

/** Lines of the table that look and move, by the command that they are for; without those of the connect screen alone. */
const looks = bindings.filter(({modes}) => modes.some(mode => mode !== 'connect'));

const bindableOf = ({command, keys, modes}: Binding): Bindable => ({id: command, keys, modes});

/** All that has keys, or may have: commands that look and move, and the verbs of all kinds. */
export const bindables = (): readonly Bindable[] => [...looks.map(bindableOf), ...kindVerbs()];

/** The line of a command with the keys that it has in each of its modes: several lines where those differ. */
const boundLook = (binding: Binding, all: readonly Bindable[], keys: KeySettings): readonly Binding[] => {
	const bindable = all.find(({id, kind}) => id === binding.command && kind === undefined);
	if (bindable === undefined || !looks.includes(binding)) return [binding];
	const byKeys = Map.groupBy(binding.modes, mode => JSON.stringify(keysIn(bindable, mode, all, keys)));
	return [...byKeys.values()].map(modes => {
		const [mode] = modes;
		return {...binding, modes, keys: mode === undefined ? [] : keysIn(bindable, mode, all, keys)};
	});
};

/** One line a key of the verbs that all kinds have on it. */
const boundVerbs = (all: readonly Bindable[], keys: KeySettings): readonly Binding[] => {
	const bound = kindVerbs().flatMap(verb => {
		const bindable = all.find(({id, kind}) => id === verb.id && kind === verb.kind) ?? verb;
		const [first = [], ...others] = verb.modes.map(mode => keysIn(bindable, mode, all, keys));
		return first.filter(key => others.every(some => some.includes(key))).map(key => ({key, ...verb}));
	});
	return [...Map.groupBy(bound, ({key}): KeyName => key)].map(
		([key, verbs]): Binding => ({
			command: 'verb',
			keys: [key],
			label: distinct(verbs.flatMap(({labels}) => labels)).join('/'),
			help: distinct(verbs.map(({help}) => help)).join('; '),
			modes: objectModes,
			group: 'act',
			verbs: Object.fromEntries(verbs.map(({kind, id}) => [kind, id])),
		}),
	);
};

/** The key of the graphs says how far back they can look. */
const withSpans = (binding: Binding, spans: Settings['graphSpans']): Binding => {
	if (binding.command !== 'hour') return binding;
	const titles = spans.map(spanTitle);
	return {
		...binding,
		label: titles.toReversed().join('/'),
		help: `graphs over the last ${titles.toReversed().join(', or the last ')}`,
	};
};

/** All keys as they are set: those that look and move, and those of the verbs of all kinds. */
export const keyTable = ({keys, graphSpans}: Pick<Settings, 'keys' | 'graphSpans'>): readonly Binding[] => {
	const all = bindables();
	const own = bindings.flatMap(binding => boundLook(binding, all, keys));
	// The menu of all verbs stands behind those that have keys of their own.
	const bound = [
		...own.filter(({group}) => group !== 'act'),
		...boundVerbs(all, keys),
		...own.filter(({group}) => group === 'act'),
	];
	return bound.filter(binding => binding.keys.length > 0).map(binding => withSpans(binding, graphSpans));
};

/** The verb that a binding means for rows of a kind, found by its id; undefined where it means none. */
export const verbOf = <Row>(resource: Resource<Row>, {verbs = {}}: Binding): Verb<Row> | undefined => {
	const bound = verbs[resource.table.id];
	return resource.verbs.find(({id}) => id === bound);
};

/** What is typed after `:` for each verb on no row, `pull image`, and what it does: of one kind, or of all. */
export const generalHelp = (kind?: string): ReadonlyArray<{readonly words: string; readonly help: string}> => {
	const all = ofAllKinds(({table, general = []}) => general.map(verb => ({kind: table.id, verb}))).flat();
	return all
		.filter(entry => kind === undefined || entry.kind === kind)
		.map(entry => {
			const isShared = all.filter(({verb}) => verb.id === entry.verb.id).length > 1;
			return {words: isShared ? `${entry.verb.id} ${entry.kind}` : entry.verb.id, help: entry.verb.help};
		});
};

/** A command of the configuration as the help tells it. */
type OwnHelp = {readonly words: string; readonly key?: string; readonly help: string; readonly isReading: boolean};

/** The commands of the configuration, each once: of one kind, or of all. */
export const ownHelp = (kind?: string): readonly OwnHelp[] => {
	const all = ofAllKinds(({table, verbs}) =>
		verbs
			.filter(({program}) => program !== undefined && (kind === undefined || kind === table.id))
			.map(
				({id, key, help = '', isReading = false}): OwnHelp => ({
					words: `:${id}`,
					...(key === undefined ? {} : {key: displayKey(key)}),
					help,
					isReading,
				}),
			),
	).flat();
	return [...new Map(all.map(own => [own.words, own])).values()];
};
