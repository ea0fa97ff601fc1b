import {type FileHandle, open} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join, resolve} from 'node:path';
import {formatBytes} from '../../model/bytes.ts';
import {cleanText} from '../../model/clean-text.ts';
import type {LogLine} from '../../model/log-line.ts';
import {resourceNamed} from '../../resources/registry.ts';
import type {View} from '../../resources/resource.ts';
import type {Monitor} from '../../store/monitor.ts';
import {plainText} from '../../ui/styled-text.ts';
import type {SaveRequest} from '../effects.ts';
import type {LogPlace} from '../log/log-place.ts';
import {createBatchSift} from '../log/log-sift.ts';
import {mergedByTime} from '../log/merged-by-time.ts';

/** Logs that are being written to files. */
export type SaveTurn = {
	start(request: SaveRequest): void;
	/** Gives all of them up. */
	stop(): void;
};

/** What writing a log needs of the screen. */
export type SaveScreen = {
	readonly monitor: Pick<Monitor, 'readLog'>;
	readonly view: () => View;
	readonly say: (word: {readonly text: string; readonly tone: 'plain' | 'bad'}) => void;
};

/** How often it is said how far it is, ms. */
const sayInterval = 1000;

const pathOf = (typed: string): string => (typed.startsWith('~/') ? join(homedir(), typed.slice(2)) : resolve(typed));

const wordsOf = (error: unknown): string => cleanText(error instanceof Error ? error.message : String(error));

const isThere = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** How a line stands in the file: without colours, with the times and names that stand on screen. */
const lineText = (line: LogLine, log: LogPlace, view: View): string => {
	const prefix = resourceNamed(log.resource)(({logPrefix}) => logPrefix?.(line, view))?.text;
	return [log.times === 'none' ? undefined : (line.timestamp ?? '-'), prefix, plainText(line.text)]
		.filter(part => part !== undefined)
		.join(' ');
};

/** Nothing is written yet. */
export const createSaveTurn = ({monitor, view, say}: SaveScreen): SaveTurn => {
	const running = new Set<AbortController>();
	const count = (lines: number): string => `${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'}`;

	const write = async (file: FileHandle, {log, path}: SaveRequest, signal: AbortSignal): Promise<string> => {
		const {targets} = log.read;
		const span = {...log.span, tail: 'all' as const};
		const {from: _, ...rule} = log.rule;
		const sift = createBatchSift(rule);
		let lines = 0;
		let bytes = 0;
		let saidAt = view().now;
		for await (const batch of mergedByTime(targets, target => monitor.readLog(target, span, signal))) {
			if (signal.aborted) break;
			const kept = sift(batch);
			if (kept.length > 0) {
				const text = Buffer.from(kept.map(line => `${lineText(line, log, view())}\n`).join(''));
				await file.write(text);
				lines += kept.length;
				bytes += text.length;
			}
			if (view().now - saidAt < sayInterval) continue;
			saidAt = view().now;
			say({text: `◌ ${count(lines)} to ${path}; :save without a name gives it up`, tone: 'plain'});
		}
		return `${signal.aborted ? 'gave up after' : 'saved'} ${count(lines)}, ${formatBytes(bytes)}, to ${path}`;
	};

	const save = async (request: SaveRequest, signal: AbortSignal): Promise<void> => {
		const {path, isOverwriting} = request;
		const file = await open(pathOf(path), isOverwriting ? 'w' : 'wx');
		try {
			say({text: await write(file, request, signal), tone: 'plain'});
		} finally {
			await file.close();
		}
	};

	return {
		start(request) {
			if (request.path === '') {
				if (running.size === 0) say({text: 'save takes the name of a file: :save web.log', tone: 'bad'});
				for (const each of running) each.abort();
				return;
			}
			const ending = new AbortController();
			running.add(ending);
			save(request, ending.signal)
				.catch((error: unknown) => {
					const {path} = request;
					const words = isThere(error)
						? `${path} is there already: :save! ${path} writes over it`
						: `could not save to ${path}: ${wordsOf(error)}`;
					say({text: words, tone: 'bad'});
				})
				.finally(() => running.delete(ending));
		},
		stop() {
			for (const each of running) each.abort();
		},
	};
};
