import type {Plant} from './plant.ts';

const disk = ['test/engine/decode-disk'];
const surveys = ['test/app/surveys'];
const once = ['test/app/once-choice'];

/** Faults in what engines tell of themselves. */
export const surveyPlants: readonly Plant[] = [
	{
		fault: 'what is in use counts as what can be freed',
		file: 'source/engine/decode-disk.ts',
		from: 'freeable: isUsed ? 0 : size,\n\t\tusedAt: undefined,\n\t\tisUsed,\n\t\tnote: text(row.Status) ?? state,',
		to: 'freeable: size,\n\t\tusedAt: undefined,\n\t\tisUsed,\n\t\tnote: text(row.Status) ?? state,',
		tests: disk,
	},
	{
		fault: 'a size that was not counted is 0',
		file: 'source/engine/decode-disk.ts',
		from: 'found === undefined || found < 0 ? undefined : found',
		to: 'found === undefined ? undefined : Math.max(0, found)',
		tests: disk,
	},
	{
		fault: 'a question to an engine goes on after its place was left',
		file: 'source/app/ask-shelf.ts',
		from: '\t\t\t\tunderWay.delete(key);\n\t\t\t\town.abort();',
		to: '\t\t\t\tunderWay.delete(key);',
		tests: surveys,
	},
	{
		fault: 'the password of a proxy is on the screen',
		file: 'source/engine/decode-facts.ts',
		from: "address?.replace(/^(\\w+:\\/\\/)?.*@/, '$1…@')",
		to: 'address',
		tests: surveys,
	},
	{
		fault: 'a check that cannot be told holds',
		file: 'source/app/once/print-once.ts',
		from: 'unknown: 2} as const',
		to: 'unknown: 0} as const',
		tests: once,
	},
	{
		fault: 'what is printed is not filtered',
		file: 'source/app/once/once-choice.ts',
		from: '...(filter === undefined ? {} : {filter}),',
		to: '',
		tests: once,
	},
	{
		fault: 'a line that was typed twice is had twice',
		file: 'source/app/command/prompt-history.ts',
		from: '.filter(line => !known.has(line))',
		to: '',
		tests: ['test/app/prompt-history'],
	},
];
