/** Whether a file of tasks is kept secret by the swarm, or can be read again. */
export type TaskFileNoun = 'secret' | 'config';

/** A row of `docker secret ls` or `docker config ls`: content that the swarm puts into tasks as a file. All text is cleaned. */
export type TaskFile = {
	/** Name of the engine that it belongs to. */
	readonly host: string;
	/** 25 letters and digits. */
	readonly id: string;
	readonly name: string;
	/** ms since the epoch. */
	readonly createdAt?: number;
	readonly updatedAt?: number;
	readonly labels: Readonly<Record<string, string>>;
	/** Swarm stack, from its label. */
	readonly stack?: string;
	/** A plugin that keeps the content elsewhere. */
	readonly driver?: string;
	/** What fills in its content for each task: `golang`. */
	readonly template?: string;
};

/** Content that can be read again: lines of clean text, or so many bytes that are no text. */
export type Content = {readonly lines: readonly string[]} | {readonly bytes: number};

/** What inspecting one adds to its row. */
export type TaskFileDetails = {
	/** Absent where the engine does not tell it. */
	readonly content?: Content;
	/** The engine's JSON with all text cleaned and without the content, for the raw view. */
	readonly raw: unknown;
};

/** What a service says of a secret or config that its tasks get. */
export type FileReference = {
	readonly id: string;
	readonly name: string;
	/** Where its tasks find it: a name below `/run/secrets`, or a path. */
	readonly target?: string;
};

/** The longest name that engines take. */
const longestName = 64;

/** Why engines take no secret or config of this name, in one sentence; undefined when they do. */
export const nameFault = (name: string): string | undefined => {
	if (name === '') return 'it needs a name';
	if (name.length > longestName) return `a name has ${longestName} letters at the most`;
	return /^[a-zA-Z0-9]+(?:[a-zA-Z0-9-_.]*[a-zA-Z0-9])?$/.test(name)
		? undefined
		: 'a name is made of letters, digits, and - _ . between them';
};

/** The name that follows: `tls` and `tls-1` are followed by `tls-2`, and by the next one that is free. */
export const nextName = (name: string, taken: ReadonlySet<string>): string => {
	const [, base = name, number] = /^(.+)-(\d{1,9})$/.exec(name) ?? [];
	for (let next = Number(number ?? 1) + 1; ; next++) {
		const candidate = `${base.slice(0, longestName - 1 - String(next).length)}-${next}`;
		if (!taken.has(candidate)) return candidate;
	}
};
