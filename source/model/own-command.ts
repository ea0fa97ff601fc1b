/** What a person wants run on this machine for a row, as the configuration has it. */
export type OwnCommand = {
	/** What it is called: its word in `:`. */
	readonly name: string;
	/** The key that it has on rows of its kinds. */
	readonly key?: string;
	/** Names of the kinds of rows that it is for. */
	readonly kinds: readonly string[];
	/** A line for a shell, in which `{name}` stands for a field of the row. */
	readonly run: string;
	/** Whether it is asked about first. */
	readonly isAsked: boolean;
	/** Whether it only looks: it is there in read-only mode too. */
	readonly isReading: boolean;
};

/** A field that a line names, and whether it stands in quotes there. */
type FieldPlace = {readonly field: string; readonly quote: Quote; readonly from: number; readonly to: number};

/** What a letter of a line for a shell stands in. */
type Quote = 'none' | 'single' | 'double';

// No variable of the shell's own, `${name}`, and none of what templates and lists of words have in braces.
const fieldAt = /(?<![$\\{]){([a-z]+(?::[^{}\s'"`\\]+)?)}(?!})/y;

/** What opened last, and the letter that closes it. */
type Opened = {readonly quote: Quote; readonly closer: string};

const openedBy = (line: string, at: number, {quote}: Opened): Opened | undefined => {
	const letter = line[at];
	if (quote === 'single') return undefined;
	if (letter === '`') return {quote: 'none', closer: '`'};
	if (letter === '(' && (quote === 'none' || line[at - 1] === '$')) return {quote: 'none', closer: ')'};
	if (quote === 'double') return undefined;
	if (letter === "'") return {quote: 'single', closer: "'"};
	return letter === '"' ? {quote: 'double', closer: '"'} : undefined;
};

/** All that may be fields in a line for a shell, in their order. */
const fieldPlaces = (line: string): readonly FieldPlace[] => {
	const found: FieldPlace[] = [];
	const opened: Opened[] = [{quote: 'none', closer: ''}];
	for (let at = 0; at < line.length; at++) {
		const last = opened.at(-1) ?? {quote: 'none', closer: ''};
		const letter = line[at];
		if (letter === '\\' && last.quote !== 'single') {
			at++;
			continue;
		}
		if (letter === '#' && last.quote === 'none' && /^$|\s/.test(line[at - 1] ?? '')) {
			const end = line.indexOf('\n', at);
			at = end === -1 ? line.length : end;
			continue;
		}
		if (letter === last.closer) {
			opened.pop();
			continue;
		}
		const next = openedBy(line, at, last);
		if (next !== undefined) opened.push(next);
		fieldAt.lastIndex = at;
		const [whole, field] = fieldAt.exec(line) ?? [];
		if (whole !== undefined && field !== undefined)
			found.push({field, quote: last.quote, from: at, to: at + whole.length});
	}
	return found;
};

/** The variable in which a shell is given a field: `TALLYMAN_NAME`. */
const variableOf = (field: string): string => `TALLYMAN_${field.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;

/** The fields that a line is given, each once. In single quotes a shell leaves all as it is, and so do we. */
export const fieldsIn = (line: string): readonly string[] => [
	...new Set(fieldPlaces(line).flatMap(({field, quote}) => (quote === 'single' ? [] : [field]))),
];

/** Why a line cannot be run, in words that go on after what it is of; `isKnown` tells whether a row may have a field. */
export const lineFault = (line: string, isKnown: (field: string) => boolean): string | undefined => {
	if (line.trim() === '') return 'has no line to run';
	if (line.includes('\0')) return 'holds a letter that no shell takes';
	const places = fieldPlaces(line);
	const quoted = places.find(({field, quote}) => quote === 'single' && isKnown(field));
	if (quoted !== undefined)
		return `has {${quoted.field}} in single quotes, where nothing is put in its place: leave them out, or write double ones`;
	const fields = fieldsIn(line);
	const twin = fields.find(field => fields.some(other => other !== field && variableOf(other) === variableOf(field)));
	return twin === undefined ? undefined : `cannot tell {${twin}} from another field in one line`;
};

/**
 * The line as a shell is given it, and the variables that hold the fields. Nothing of a row becomes a part of the line: what
 * stands for a field is a variable in double quotes, of which a shell makes one word and never a command.
 */
export const lineFor = (
	line: string,
	valueIn: (field: string) => string,
): {readonly line: string; readonly environment: Readonly<Record<string, string>>} => {
	let made = '';
	let end = 0;
	for (const {field, quote, from, to} of fieldPlaces(line)) {
		if (quote === 'single') continue;
		const variable = `\${${variableOf(field)}}`;
		made += line.slice(end, from) + (quote === 'double' ? variable : `"${variable}"`);
		end = to;
	}
	return {
		line: made + line.slice(end),
		environment: Object.fromEntries(fieldsIn(line).map(field => [variableOf(field), valueIn(field)])),
	};
};
