import type {RemovedObject} from '../../model/removed-object.ts';
import type {Verb} from '../verb.ts';

/** Makes again what was removed, as far as that can be. */
export const again: Verb<RemovedObject> = {
	id: 'again',
	help: 'make again what was removed, as it was: without what it held',
	label: () => 'make again',
	danger: 'interrupts',
	question: rows =>
		rows.length === 1
			? `Make ${rows[0]?.definition.noun} ${rows[0]?.definition.name} again?`
			: `Make ${rows.length} removed objects again?`,
	refusal: ({definition}) => definition.refusal,
	reach: ({definition, by}) => [`${by}; cannot come back: ${definition.lost}`],
	request: ({id, definition}) => {
		const what = `${definition.noun} ${definition.name}`;
		return {
			id,
			name: definition.name,
			past: 'made again',
			pending: 'making again',
			done: `made ${what} again`,
			already: `${what} is there already`,
			failed: `could not make ${what} again`,
			run: (engine, signal) => engine.removals.again(definition, signal),
		};
	},
};
