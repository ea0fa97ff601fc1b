import {engineKey, engineOf} from '../store/engine-key.ts';
import type {Draft} from './verb.ts';

/** What goes by an id of a row's engine, by its key where several are looked at. */
export const keyedLike = <Keyed extends {readonly id: string}>(row: unknown, one: Keyed): Keyed => {
	const engine = engineOf(row);
	return engine === undefined ? one : {...one, id: engineKey(engine, one.id)};
};

/** What is edited, its request about a key. */
export const draftAcross = (row: unknown, draft: Draft): Draft => ({
	...draft,
	read(text) {
		const read = draft.read(text);
		return read === undefined || 'fault' in read ? read : {...read, request: keyedLike(row, read.request)};
	},
});
