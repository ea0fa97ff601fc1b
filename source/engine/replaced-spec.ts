import {isDeepStrictEqual} from 'node:util';
import {EngineError} from './engine-error.ts';
import type {ActionOutcome} from './outcome.ts';
import {specDifference} from './spec-difference.ts';
import {inSequence, versionOf} from './versioned.ts';
import {type Wire, wire} from './wire.ts';

/** A spec that took the place of another: as the engine had it, and as it has it since. */
export type ReplacedSpec = {readonly before: Wire; readonly after: Wire};

/** An object of the swarm (`the node`) whose spec is read, and sent whole. */
export type Specified = {
	readonly what: string;
	inspect(): Promise<unknown>;
	/** dockerode would put the whole spec into the URL: query and body are told apart for it. */
	update(options: {readonly _query: {readonly version: number}; readonly _body: Wire}): Promise<unknown>;
};

const read = async ({what, inspect}: Specified): Promise<{readonly version: number; readonly spec: Wire}> => {
	const row = wire(await inspect());
	return {version: versionOf(row, what), spec: wire(row.Spec)};
};

/** Reads a spec, changes it, and sends it whole; again when somebody else was faster. The same object is no change. */
export const replaceSpec = (object: Specified, change: (spec: Wire) => Wire): Promise<'already' | ReplacedSpec> =>
	inSequence(async () => {
		const {version, spec} = await read(object);
		const next = change(spec);
		if (next === spec) return 'already';
		await object.update({_query: {version}, _body: next});
		return {before: spec, after: next};
	});

/** The same with the spec as the engine took it: it may have added to what it was sent. */
export const asTaken = async (object: Specified, {before, after}: ReplacedSpec): Promise<ReplacedSpec> => {
	// It is changed, whatever comes of looking at it again.
	const taken = await read(object).catch(() => undefined);
	const isSame = taken !== undefined && specDifference(after, taken.spec).every(change => change.before === '–');
	return {before, after: isSame ? taken.spec : after};
};

/** Sends the spec before again, as a change of the one that took its place; `conflict` where another took the place of that. */
export const putSpecBack = (object: Specified, {before, after}: ReplacedSpec): Promise<ActionOutcome> =>
	// While it is updated the engine itself counts its version on.
	inSequence<ActionOutcome>(async () => {
		const {version, spec} = await read(object);
		if (!isDeepStrictEqual(spec, after)) throw new EngineError('conflict', 'it was changed since: nothing was sent');
		await object.update({_query: {version}, _body: before});
		return 'done';
	});
