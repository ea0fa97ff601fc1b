import {columnsWithReason} from '../../resources/reason-column.ts';
import {ofAllKinds} from '../../resources/registry.ts';
import type {ListVocabulary, Vocabulary} from '../../settings/vocabulary.ts';
import {bindables} from '../keys/key-table.ts';
import {sortItems} from '../list/sort-items.ts';
import {isCommandWord} from './command-words.ts';

/** All words that settings can speak of: of keys, of all kinds, and of what is asked how often (ms). */
export const vocabularyOf = (refresh: Vocabulary['refresh']): Vocabulary => ({
	bindables: bindables(),
	lists: new Map(
		ofAllKinds((resource): readonly [string, ListVocabulary] => [
			resource.table.id,
			{
				columns: columnsWithReason(resource).map(({id}) => id),
				fields: resource.fields,
				sorts: new Map(sortItems(resource).map(({id, isDescending}) => [id, isDescending])),
				sort: resource.defaultSort,
			},
		]),
	),
	isTaken: isCommandWord,
	refresh,
});
