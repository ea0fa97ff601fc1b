import {closeSync, fchmodSync, openSync, writeSync} from 'node:fs';
import {hostname, userInfo} from 'node:os';
import {onWriting, type Writing} from './engine/writing.ts';
import {cleanText} from './model/clean-text.ts';

/** A file that tells of every writing request. */
export type Audit = {
	/** Calls once, when a line could not be written. */
	readonly onFault: (listener: (text: string) => void) => void;
	readonly close: () => void;
};

const wordsOf = (error: unknown): string => cleanText(error instanceof Error ? error.message : String(error));

/** This account has no name where the machine knows none. */
const who = (): string => {
	try {
		return `${userInfo().username}@${hostname()}`;
	} catch {
		return `${process.getuid?.() ?? 'unknown'}@${hostname()}`;
	}
};

/** `/containers/web/stop?t=1` is about web, of the containers; what is made has its name in the query. */
const objectOf = (path: string): {readonly kind?: string; readonly object?: string} => {
	const {pathname, searchParams} = new URL(path, 'http://engine');
	const [, kind, ...rest] = pathname.split('/');
	const object = ['create', 'prune', 'load'].includes(rest[0] ?? '')
		? (searchParams.get('name') ?? searchParams.get('fromImage') ?? undefined)
		: rest[0];
	return {
		...(kind === undefined ? {} : {kind}),
		...(object === undefined ? {} : {object: decodeURIComponent(object)}),
	};
};

const lineOf = ({at, engine, address, method, path, answer}: Writing, by: string): string =>
	`${JSON.stringify({time: new Date(at).toISOString(), who: by, engine, address, method, path, ...objectOf(path), ...answer})}\n`;

/**
 * Appends a line of JSON to a file for every request that may write, of any engine, from now on. A file that cannot be
 * opened is a fault in a sentence.
 */
export const openAudit = (path: string): Audit | {readonly fault: string} => {
	let file: number;
	try {
		file = openSync(path, 'a', 0o600);
		fchmodSync(file, 0o600);
	} catch (error) {
		return {fault: `the audit file cannot be written: ${wordsOf(error)}`};
	}
	const by = who();
	let fault: string | undefined;
	let tell: ((text: string) => void) | undefined;
	onWriting(writing => {
		try {
			writeSync(file, lineOf(writing, by));
		} catch (error) {
			fault ??= `the audit file misses requests: ${wordsOf(error)}`;
			tell?.(fault);
		}
	});
	return {
		onFault(listener) {
			tell = listener;
			if (fault !== undefined) listener(fault);
		},
		close() {
			onWriting(undefined);
			closeSync(file);
		},
	};
};
