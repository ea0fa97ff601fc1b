import type {ResourceId} from '../../resources/registry.ts';
import type {OnceChoice} from './once-choice.ts';

/** In which shape a list is printed. */
export type OnceOutput =
	| {readonly kind: 'table' | 'json' | 'json-lines' | 'ids'}
	/** A template as docker's `--format` takes it. */
	| {readonly kind: 'format'; readonly template: string};

/** What is printed once. */
export type OnceOptions = {
	readonly resource: ResourceId;
	readonly output: OnceOutput;
	/** Whether figures of usage are waited for and shown. */
	readonly hasUsage: boolean;
	/** Whether it is told again whenever it changes, a line of JSON a row. */
	readonly isWatching?: boolean;
	/** Which rows of it, in which order; all of them as usual without. */
	readonly choice?: OnceChoice;
};

/** The shape that flags ask for: `--format` has docker's own words for some of them. */
export const outputOf = (flags: {
	readonly json: boolean;
	readonly jsonLines: boolean;
	readonly quiet: boolean;
	readonly format?: string | undefined;
}): OnceOutput => {
	if (flags.quiet) return {kind: 'ids'};
	if (flags.json) return {kind: 'json'};
	if (flags.jsonLines || flags.format === 'json') return {kind: 'json-lines'};
	if (flags.format === undefined || flags.format === 'table') return {kind: 'table'};
	return {kind: 'format', template: flags.format};
};
