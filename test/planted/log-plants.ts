import type {Plant} from './plant.ts';

/** Faults in how logs are read, narrowed, written and kept. */
export const logPlants: readonly Plant[] = [
	{
		fault: 'older lines come twice where several have one time',
		file: 'source/store/log-older.ts',
		from: 'left.set(writer, rest - 1);\n\t\t\treturn rest <= 0;',
		to: 'left.set(writer, rest - 1);\n\t\t\treturn true;',
		tests: ['test/store/log-older'],
	},
	{
		fault: 'a flood hides that there are older lines',
		file: 'source/store/log-older.ts',
		from: 'const mostTries = 5;',
		to: 'const mostTries = 1;',
		tests: ['test/store/log-older'],
	},
	{
		fault: 'merged logs have gaps in their older lines',
		file: 'source/store/log-older.ts',
		from: '.filter(line => timeOf(line) >= from)',
		to: '',
		tests: ['test/store/log-older'],
	},
	{
		fault: 'older lines know no bound',
		file: 'source/store/log-buffer.ts',
		from: 'older.slice(Math.max(0, older.length - (mostWithOlder - lines.length)))',
		to: 'older.slice()',
		tests: ['test/store/log-older'],
	},
	{
		fault: 'context is shown twice between hits that are near each other',
		file: 'source/app/log/log-sift.ts',
		from: 'const shown = Math.max(0, (shownTo ?? first - 1) + 1 - first);',
		to: 'const shown = 0;',
		tests: ['test/app/log-sift'],
	},
	{
		fault: 'a trace is not as grave as the line that it began with',
		file: 'source/app/log/log-levels.ts',
		from: 'level === undefined && isContinuation(text)',
		to: 'level === undefined && text === ""',
		tests: ['test/app/log-sift'],
	},
	{
		fault: 'what is escaped in JSON drives the terminal',
		file: 'source/ui/log-form.ts',
		from: "runs.push(run(cleanText(valueText(value).replaceAll(/\\r?\\n/g, ' ↵ '))));",
		to: "runs.push(run(valueText(value).replaceAll(/\\r?\\n/g, ' ↵ ')));",
		tests: ['test/app/log-lines', 'test/ui/log-form'],
	},
	{
		fault: 'saving writes over a file that is there',
		file: 'source/app/text/save-turn.ts',
		from: "isOverwriting ? 'w' : 'wx'",
		to: "'w'",
		tests: ['test/app/log-taking'],
	},
	{
		fault: 'the line at the top is lost when another part is read',
		file: 'source/app/log/log-place.ts',
		from: 'return at === undefined ? next : goingTo(next, at);',
		to: 'return next;',
		tests: ['test/app/log-tools'],
	},
	{
		fault: 'a part of a log that ends is followed',
		file: 'source/store/log-reader.ts',
		from: 'follow: end === undefined,',
		to: 'follow: true,',
		tests: ['test/app/log-tools'],
	},
];
