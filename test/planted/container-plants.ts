// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are pieces of source
import type {Plant} from './plant.ts';

/** Faults in what is done to containers, and in the menu of all that can be done. */
export const containerPlants: readonly Plant[] = [
	{
		fault: 'the menu asks about what it refuses',
		file: 'source/app/menu.ts',
		from: 'if (item.refusal !== undefined) return only(state);',
		to: '',
		tests: ['test/house/actions'],
	},
	{
		fault: 'the menu is about the selected row, whatever is marked',
		file: 'source/app/actions.ts',
		from: 'const rows = verbRows(resource, state, view);',
		to: 'const rows = verbRows(resource, state, view).slice(0, 1);',
		tests: ['test/house/actions'],
	},
	{
		fault: 'the menu opens in read-only mode',
		file: 'source/app/actions.ts',
		from: "if (isReadOnly) return say('acting keys are off: read-only');",
		to: '',
		tests: ['test/house/actions'],
	},
	{
		fault: 'the keys that leave are read in one piece only',
		file: 'source/terminal/handover.ts',
		from: "held = all.endsWith(detachKeys.charAt(0)) ? detachKeys.charAt(0) : '';",
		to: "held = '';",
		tests: ['test/terminal/handover'],
	},
	{
		fault: 'a shell is remembered for no container',
		file: 'source/app/shell-request.ts',
		from: '{...state.shells, [name]: chosen}',
		to: '{...state.shells}',
		tests: ['test/app/sessions'],
	},
	{
		fault: 'a limit of memory is sent without that of memory and swap',
		file: 'source/resources/containers/limit-form.ts',
		from: '{memory, memoryAndSwap: wanted.memoryAndSwap ?? memory * 2}',
		to: '{memory}',
		tests: ['test/resources/limit-form'],
	},
	{
		fault: 'a port that is open on one address is said to be open on the engine’s',
		file: 'source/resources/containers/addresses.ts',
		from: 'everywhere.has(ip) ? host',
		to: 'everywhere.has(ip) || true ? host',
		tests: ['test/resources/addresses'],
	},
	{
		fault: 'a pasted line loses the flags that have no field',
		file: 'source/resources/containers/run-form.ts',
		from: 'more: joinWords(more)}',
		to: 'more: joinWords(more).slice(0, 0)}',
		tests: ['test/resources/run-form'],
	},
	{
		fault: 'what only a shell could do is taken as it stands',
		file: 'source/model/shell-words.ts',
		from: 'if (/[|&;<>()]/.test(letter))',
		to: 'if (/[|]{9}/.test(letter))',
		tests: ['test/model/run-line', 'test/resources/run-form'],
	},
	{
		fault: 'an export overwrites a file',
		file: 'source/resources/containers/changes.ts',
		from: 'check: newFileFault}]',
		to: '}]',
		tests: ['test/app/container-changes'],
	},
	{
		fault: 'answers that do not go together are sent',
		file: 'source/app/form.ts',
		from: 'if (discord === undefined) return {values};',
		to: 'if (discord?.id !== undefined || discord === undefined) return {values};',
		tests: ['test/app/container-changes'],
	},
];
