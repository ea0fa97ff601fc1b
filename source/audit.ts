import {closeSync, fchmodSync, openSync, writeSync} from 'node:fs';
import {hostname, userInfo} from 'node:os';
import {onWriting, type Writing} from './engine/writing.ts';
import {cleanText} from './model/clean-text.ts';
import type {LocalProgram, ProgramEnd} from './model/local-program.ts';
import {resourceIds, resourceNamed} from './resources/registry.ts';
import {rowOf} from './resources/rows.ts';
import type {EngineState} from './store/state.ts';

/** A file that tells of every writing request, and of every program that is run. */
export type Audit = {
	/** Calls once, when a line could not be written. */
	readonly onFault: (listener: (text: string) => void) => void;
	/** Says where objects are looked up whose names are to stand beside their ids. */
	readonly namesFrom: (state: () => EngineState) => void;
	/** A program of this machine begins; what it returns is told of its end. */
	readonly onProgram: (program: LocalProgram) => (end: ProgramEnd) => void;
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

type Named = {readonly kind?: string; readonly object?: string};

/** `/containers/web/stop?t=1` is about web, of the containers; what is made has its name in the query. */
const objectOf = (path: string): Named => {
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

/** What an object is called, where its engine told that it is there; routes and kinds go by the same words. */
const nameOf = (state: EngineState, address: string, {kind, object}: Named): string | undefined => {
	if (kind === undefined || object === undefined || !resourceIds().includes(kind)) return undefined;
	const own = state.parts === undefined ? state : state.parts.find(part => part.own.address === address)?.seen;
	if (own === undefined || own.address !== address) return undefined;
	const name = resourceNamed(kind)(resource => {
		const row = rowOf(resource, own, object);
		return row === undefined ? undefined : resource.name(row);
	});
	return name === object ? undefined : name;
};

/** The line that a request will have: what it is about may be gone when it ends. */
const requestLine = ({at: _, ...writing}: Writing, state: EngineState | undefined) => {
	const named = objectOf(writing.path);
	const name = state === undefined ? undefined : nameOf(state, writing.address, named);
	return {...writing, ...named, ...(name === undefined ? {} : {name})};
};

/**
 * Appends a line of JSON to a file for every request that may write, of any engine, and every program that is run from now
 * on. A file that cannot be opened is a fault in a sentence.
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
	let state: (() => EngineState) | undefined;
	let isClosed = false;
	const write = (at: number, told: object): void => {
		// The number of a file that was closed may be another one's by now.
		if (isClosed) return;
		try {
			writeSync(file, `${JSON.stringify({time: new Date(at).toISOString(), who: by, ...told})}\n`);
		} catch (error) {
			fault ??= `the audit file misses requests: ${wordsOf(error)}`;
			tell?.(fault);
		}
	};
	onWriting(writing => {
		const line = requestLine(writing, state?.());
		return end => write(writing.at, {...line, ...end});
	});
	return {
		onFault(listener) {
			tell = listener;
			if (fault !== undefined) listener(fault);
		},
		namesFrom(told) {
			state = told;
		},
		onProgram({about, command, words}) {
			const at = Date.now();
			return ({text}) => write(at, {...about, program: [command, ...words], ended: text});
		},
		close() {
			onWriting(undefined);
			isClosed = true;
			closeSync(file);
		},
	};
};
