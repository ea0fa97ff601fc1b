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
		file: 'source/app/keys/place-keys.ts',
		from: '(isReadOnly && verb.isReading !== true)',
		to: '(isReadOnly && verb.isReading === undefined)',
		tests: whole,
	},
	{
		fault: 'a command is led to another engine than that of its row',
		file: 'source/resources/own-commands.ts',
		from: 'environment: {...own.environment,',
		to: 'environment: {...view.state.environment,',
		tests: whole,
	},
	{
		fault: 'who is left out of several is not told before a command that is not asked about',
		file: 'source/app/asking/confirm.ts',
		from: 'verb.isUnasked === true && lines.length === 0 &&',
		to: 'verb.isUnasked === true &&',
		tests: whole,
	},
	{
		fault: 'the account of what was run misses what was left',
		file: 'source/terminal/run-programs.ts',
		from: 'running?.ended(leftEnd);',
		to: '',
		tests: ['test/app/audit'],
	},
	{
		fault: 'the account of what was removed has no name of it',
		file: 'source/audit.ts',
		from: 'return end => write(writing.at, {...line, ...end});',
		to: 'return end => write(writing.at, {...requestLine(writing, undefined), ...end, ...(line && {})});',
		tests: ['test/app/audit'],
	},
	{
		fault: 'half a command is run',
		file: 'source/settings/parse-settings.ts',
		from: "path[0] === 'commands' ? path.slice(0, 2) : path",
		to: 'path',
		tests: ['test/settings/parse-settings'],
	},
];
