import {type Binding, bindingIn, bindings, type KeyName, type Mode, objectModes} from '../keys.ts';
import {withArticle} from '../model/article.ts';
import {ofAllKinds} from '../resources/registry.ts';
import type {Resource} from '../resources/resource.ts';
import type {Verb} from '../resources/verb.ts';

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

/** One line a key of the verbs that all kinds have on it. */
const verbBindings = (): readonly Binding[] => {
	const bound = ofAllKinds(({table, verbs, singular}) =>
		verbs.flatMap(({key, id, help, words = []}) =>
			key === undefined
				? []
				: [{key, kind: table.id, id, help: helpOf({id, help}, singular), labels: labelsOf({id, words})}],
		),
	).flat();
	return [...Map.groupBy(bound, ({key}) => key)].map(
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

/** All keys: those that look and move, and those of the verbs of all kinds. */
export const keyTable = (): readonly Binding[] => [...bindings, ...verbBindings()];

/** The binding of a key in a mode, if it has one there. */
export const bindingFor = (key: KeyName, mode: Mode): Binding | undefined => bindingIn(keyTable(), key, mode);

/** The verb that a binding means for rows of a kind, found by its id; undefined where it means none. */
export const verbOf = <Row>(resource: Resource<Row>, {verbs = {}}: Binding): Verb<Row> | undefined => {
	const bound = verbs[resource.table.id];
	return resource.verbs.find(({id}) => id === bound);
};
