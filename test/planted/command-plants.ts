import type {Plant} from './plant.ts';

const whole = ['test/app/own-commands'];

/** Faults in the commands of the configuration. */
export const commandPlants: readonly Plant[] = [
	{
		fault: 'what a container is called becomes a part of a line',
		file: 'source/model/own-command.ts',
		from: 'made += line.slice(end, from) + (',
		to: 'made += line.slice(end, from) + valueIn(field) + (',
		tests: ['test/model/own-command'],
	},
	{
		fault: 'a command runs on an engine that is read-only',
		file: 'source/resources/own-commands.ts',
		from: 'const own = isReading ? undefined :',
		to: "const own = isReading || name !== '' ? undefined :",
		tests: ['test/app/own-commands', 'test/app/read-only-monkey'],
	},
	{
		fault: 'the key of a command runs it in read-only mode',
		file: 'source/app/place-keys.ts',
		from: '(isReadOnly && verb.isReading !== true)',
		to: '(isReadOnly && verb.isReading === undefined)',
		tests: whole,
	},
	{
		fault: 'a command is led to another engine than that of its row',
		file: 'source/resources/own-commands.ts',
		from: '...stateOf(view.state, row).environment',
		to: '...view.state.environment',
		tests: whole,
	},
	{
		fault: 'who is left out of several is not told before a command that is not asked about',
		file: 'source/app/confirm.ts',
		from: 'verb.isUnasked === true && lines.length === 0 &&',
		to: 'verb.isUnasked === true &&',
		tests: whole,
	},
	{
		fault: 'half a command is run',
		file: 'source/settings/parse-settings.ts',
		from: "path[0] === 'commands' ? path.slice(0, 2) : path",
		to: 'path',
		tests: ['test/settings/parse-settings'],
	},
];
