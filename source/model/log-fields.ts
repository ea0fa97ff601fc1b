import {type Level, levelOfValue} from './log-level.ts';

/** A line that was written as fields, as JSON or logfmt. Its texts are as the program wrote them: they are not clean. */
export type LogFields = {
	readonly level?: Level;
	readonly message?: string;
	/** All others with their names, in their order: text, or what JSON has besides. */
	readonly others: ReadonlyArray<readonly [string, unknown]>;
};

/** A longer line is looked at as it stands. */
const longest = 100_000;

const levelNames: readonly string[] = ['level', 'lvl', 'severity', 'levelname', 'loglevel', 'log.level'];
const messageNames: readonly string[] = ['msg', 'message', 'short_message', 'event'];

const sorted = (pairs: ReadonlyArray<readonly [string, unknown]>): LogFields => {
	const levelPair = pairs.find(([name, value]) => levelNames.includes(name) && levelOfValue(value) !== undefined);
	const level = levelOfValue(levelPair?.[1]);
	const messagePair = messageNames
		.map(wanted => pairs.find(([name, value]) => name === wanted && typeof value === 'string'))
		.find(pair => pair !== undefined);
	return {
		...(level === undefined ? {} : {level}),
		...(messagePair === undefined ? {} : {message: String(messagePair[1])}),
		others: pairs.filter(pair => pair !== levelPair && pair !== messagePair),
	};
};

const jsonFields = (text: string): LogFields | undefined => {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? sorted(Object.entries(value))
			: undefined;
	} catch {
		return undefined;
	}
};

const unquoted = (value: string): string => {
	if (!value.startsWith('"')) return value;
	try {
		return String(JSON.parse(value));
	} catch {
		return value.slice(1, -1);
	}
};

/** `key=value key="a b"`, and nothing between: prose with an `=` in it is none. */
const logfmtFields = (text: string): LogFields | undefined => {
	const pair = /([A-Za-z_@][\w.@/-]*)=("(?:[^"\\]|\\.)*"|[^\s"]*)(?:\s+|$)/y;
	const pairs: Array<readonly [string, unknown]> = [];
	while (pair.lastIndex < text.length) {
		const [, name, value] = pair.exec(text) ?? [];
		if (name === undefined || value === undefined) return undefined;
		pairs.push([name, unquoted(value)]);
	}
	return pairs.length < 2 ? undefined : sorted(pairs);
};

/** The fields of a line that is a JSON object or logfmt; undefined for all others. It is without colours. */
export const fieldsOf = (text: string): LogFields | undefined => {
	if (text.length > longest) return undefined;
	const line = text.trim();
	if (line.startsWith('{')) return line.endsWith('}') ? jsonFields(line) : undefined;
	return /^[\w.@/-]+=/.test(line) ? logfmtFields(line) : undefined;
};
