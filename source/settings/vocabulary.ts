import type {Bindable} from './key-binding.ts';
import type {SortOrder} from './settings.ts';

/** What can be set of a kind's lists. */
export type ListVocabulary = {
	/** Ids of its columns, in their order. */
	readonly columns: readonly string[];
	/** Fields that may be columns too; where `label` is one of them, so may each label, as `label:KEY`. */
	readonly fields: readonly string[];
	/** What it can be sorted by: a column's id or `urgency`, and whether the largest comes first by itself. */
	readonly sorts: ReadonlyMap<string, boolean>;
	/** How it is sorted where nothing is set. */
	readonly sort: SortOrder;
};

/** All words that settings can speak of, as the rooms below have them; settings know no kind and no verb by name. */
export type Vocabulary = {
	/** What has keys, or may have. */
	readonly bindables: readonly Bindable[];
	/** By the kind's name. */
	readonly lists: ReadonlyMap<string, ListVocabulary>;
	/** Whether a word after `:` means something already. */
	readonly isTaken: (word: string) => boolean;
	/** How often things are asked as usual, ms, by the store's names. */
	readonly refresh: Readonly<Record<string, number>>;
};
