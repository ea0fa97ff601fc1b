import type {Engine} from '../engine/engine.ts';
import {EngineError} from '../engine/engine-error.ts';
import type {Prunable} from '../engine/prune.ts';
import {formatBytes} from '../model/bytes.ts';
import type {ActionRequest} from '../store/monitor.ts';
import {type GeneralVerb, textValue, type Values} from './verb.ts';

/** Objects of one question: as many as can be read in it. */
const mostAtOnce = 40;

/** What a kind's pruning is made of. */
export type PruneWords = {
	readonly id: string;
	readonly help: string;
	/** What they are in a sentence: `images without a name`. */
	readonly what: string;
	/** What one has to know of it, beside what goes. */
	readonly note?: string;
	readonly losesData?: boolean;
	/** What nothing uses, the largest first. */
	readonly find: (engine: Engine, signal: AbortSignal) => Promise<readonly Prunable[]>;
	/** Removes exactly one; an engine refuses where it is used by now. */
	readonly remove: (engine: Engine, object: Prunable, signal: AbortSignal) => Promise<unknown>;
};

const wordsOf = ({name, bytes}: Prunable): string => (bytes === undefined ? name : `${name} (${formatBytes(bytes)})`);

const sumOf = (objects: readonly Prunable[]): string | undefined => {
	const known = objects.flatMap(({bytes}) => bytes ?? []);
	return known.length === 0 ? undefined : formatBytes(known.reduce((sum, bytes) => sum + bytes, 0));
};

const namesOf = (typed: string): readonly string[] => typed.split(/[\s,]+/).filter(name => name !== '');

/** What is there by now. */
type Tally = {gone: Prunable[]; failed: string[]};

/** Objects of which nothing stays: an image under another name frees nothing. */
const whollyGone = (gone: readonly Prunable[], listed: readonly Prunable[]): readonly Prunable[] =>
	gone.filter(({id}) => listed.every(object => object.id !== id || gone.includes(object)));

const toldOf = ({gone, failed}: Tally, count: number, listed: readonly Prunable[]): string => {
	const freed = sumOf(whollyGone(gone, listed));
	return [`removed ${gone.length} of ${count}${freed === undefined ? '' : `, ${freed} freed`}`, ...failed].join('; ');
};

/** Removes objects one by one, and tells of each that was refused. `listed` is all that nothing uses. */
const requestOf = (words: PruneWords, objects: readonly Prunable[], listed: readonly Prunable[]): ActionRequest => {
	const tally: Tally = {gone: [], failed: []};
	return {
		id: words.id,
		name: words.what,
		past: 'removed',
		pending: `removing ${words.what}`,
		done: `removed ${words.what}`,
		already: 'there is nothing to remove',
		failed: `could not remove all ${words.what}`,
		left: () => toldOf(tally, objects.length, listed),
		async run(engine, signal, tell) {
			if (objects.length === 0) return 'already';
			for (const [index, object] of objects.entries()) {
				if (signal.aborted) throw new EngineError('timeout', 'given up', {cause: signal.reason});
				tell({
					label: `removing ${words.what}, ${index} of ${objects.length}`,
					parts: objects.slice(index).map(({name}, at) => ({name, label: at === 0 ? 'being removed' : 'waits'})),
				});
				try {
					await words.remove(engine, object, signal);
					tally.gone.push(object);
				} catch (error) {
					// One that is used by now stays; without a connection nothing is known of the rest.
					if (!(error instanceof EngineError) || error.kind === 'unreachable' || signal.aborted) throw error;
					if (error.kind === 'missing') continue;
					tally.failed.push(`${object.name} stays: ${error.message}`);
				}
			}
			if (tally.failed.length === 0) return {told: toldOf(tally, objects.length, listed)};
			throw new EngineError('conflict', 'some are used or kept by the engine');
		},
	};
};

/** The verb that removes what nothing uses of a kind: it lists exactly what goes, and acts on that alone. */
export const pruneVerb = (words: PruneWords): GeneralVerb => ({
	id: words.id,
	help: words.help,
	danger: 'destroys',
	...(words.losesData === undefined ? {} : {losesData: words.losesData}),
	question: () => `Remove ${words.what}?`,
	refusal: () => undefined,
	reach: () => [],
	async prepare(_typed, engine, signal) {
		const all = await words.find(engine, signal);
		if (all.length === 0) return {refusal: `there are no ${words.what}`};
		const objects = all.slice(0, mostAtOnce);
		const freed = sumOf(objects);
		const names = new Set(objects.map(({name}) => name));
		const keptOf = (values: Values): ReadonlySet<string> => new Set(namesOf(textValue(values, 'keep') ?? ''));
		return {
			reach: [
				`${objects.length}${all.length > objects.length ? ` of ${all.length}, the largest; ask again for the rest` : ''}${freed === undefined ? '' : `, which frees ${freed} at most`}`,
				...(words.note === undefined ? [] : [words.note]),
				objects.map(wordsOf).join(', '),
			],
			fields: [
				{
					kind: 'text',
					id: 'keep',
					title: 'Keep',
					completions: objects.map(({name}) => name),
					check: typed => {
						const unknown = namesOf(typed).filter(name => !names.has(name));
						return unknown.length === 0 ? undefined : `${unknown.join(', ')} is none of them`;
					},
				},
			],
			request: values =>
				requestOf(
					words,
					objects.filter(({name}) => !keptOf(values).has(name)),
					all,
				),
		};
	},
	request: () => requestOf(words, [], []),
});
