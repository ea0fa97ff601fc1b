import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Engine, LogTarget} from '../../source/engine/engine.ts';
import {EngineError} from '../../source/engine/engine-error.ts';
import type {EngineEvent} from '../../source/model/event.ts';
import type {LogLine} from '../../source/model/log-line.ts';
import {type OpenLog, openLogFeed} from '../../source/store/log-feed.ts';
import type {NamedLog} from '../../source/store/monitor.ts';

const closing: AbortController[] = [];

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(async () => {
	for (const each of closing.splice(0)) each.abort();
	await vi.advanceTimersByTimeAsync(0);
	expect(vi.getTimerCount()).toBe(0);
	vi.useRealTimers();
});

const line = (second: number, text: string, taskId?: string): LogLine => ({
	text,
	source: 'stdout',
	timestamp: new Date(second * 1000).toISOString().replace('Z', '000000Z'),
	...(taskId === undefined ? {} : {taskId}),
});

/** A step of a log: lines, ms in which none come, or how it fails. It stays open after the last one unless that is `end`. */
type Step = readonly LogLine[] | number | EngineError | 'end';

/** An engine whose logs go by their targets' ids as they are written here. */
const engineOf = (logs: Readonly<Record<string, readonly Step[]>>): Engine =>
	// Safe: a log that is open asks for nothing else.
	({
		async *logs(target: LogTarget, _options: unknown, until: AbortSignal) {
			for (const step of logs[target.id] ?? []) {
				if (step === 'end') return;
				if (step instanceof EngineError) throw step;
				if (typeof step === 'number') await new Promise(resolve => setTimeout(resolve, step));
				else yield step;
			}
			await new Promise(resolve => until.addEventListener('abort', resolve));
		},
	}) as unknown as Engine;

const open = (...ids: readonly string[]): OpenLog => {
	const until = new AbortController();
	closing.push(until);
	return openLogFeed(ids.map(targetOf), {tail: 100}, Date.now, until.signal);
};

/** What begins with `s` is a service. */
const targetOf = (id: string): NamedLog => ({kind: id.startsWith('s') ? 'service' : 'container', id, name: `${id}!`});

const textsOf = (log: OpenLog): readonly string[] => log.snapshot().lines.map(({text}) => text);
const originsOf = (log: OpenLog) => log.snapshot().lines.map(({origin}) => origin);
const statusesOf = (log: OpenLog): readonly string[] => log.snapshot().parts.map(({status}) => status);
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

const eventOf = (id: string, action: string): EngineEvent => ({
	type: 'container',
	action,
	id,
	at: 0,
	attributes: action === 'die' ? {exitCode: '3'} : {},
});

describe('one log', () => {
	it('of a container is kept as it comes, and names nobody', async () => {
		const log = open('a');
		log.attach(engineOf({a: [[line(2, 'two'), line(1, 'one')]]}));
		await pass(0);
		expect(textsOf(log)).toEqual(['two', 'one']);
		expect(originsOf(log)).toEqual([undefined, undefined]);
	});

	it('tells of an end behind the last lines before it, though it heard of it first', async () => {
		const log = open('a');
		log.attach(engineOf({a: [[line(1, 'first')], 50, [line(2, 'last')], 'end']}));
		await pass(10);
		log.event(eventOf('a', 'die'));
		await pass(100);
		expect(textsOf(log)).toEqual(['first', 'last', expect.stringContaining('ended, exit 3')]);
	});

	it('of a service has the lines of its tasks in order', async () => {
		const log = open('s');
		log.attach(engineOf({s: [[line(2, 'b', 'y')], [line(1, 'a', 'x')], 500, [line(3, 'c', 'x')], 10, 'end']}));
		await pass(299);
		expect(textsOf(log)).toEqual([]);
		await pass(1);
		expect(textsOf(log)).toEqual(['a', 'b']);
		await pass(1000);
		expect(textsOf(log)).toEqual(['a', 'b', 'c']);
		expect(originsOf(log)).toEqual([undefined, undefined, undefined]);
	});
});

describe('several logs', () => {
	it('are merged by time, and each line says whose it is', async () => {
		const log = open('a', 's', 'b');
		log.attach(
			engineOf({
				a: [[line(1, 'a1'), line(4, 'a4')]],
				s: [50, [line(2, 's2', 'x')]],
				b: [100, [line(3, 'b3')], 500, [line(5, 'b5')]],
			}),
		);
		await pass(500);
		expect(textsOf(log)).toEqual(['a1', 's2', 'b3', 'a4']);
		expect(originsOf(log)).toEqual(['a!', 's!', 'b!', 'a!']);
		await pass(600);
		expect(textsOf(log)).toEqual(['a1', 's2', 'b3', 'a4', 'b5']);
	});

	it('wait for one that is late to be opened, and not for ever', async () => {
		const log = open('a', 'b', 'c');
		log.attach(engineOf({a: [[line(2, 'a2')]], b: [[line(3, 'b3')]], c: [900, [line(1, 'c1')]]}));
		await pass(899);
		expect(textsOf(log)).toEqual([]);
		await pass(400);
		expect(textsOf(log)).toEqual(['c1', 'a2', 'b3']);
		const silent = open('a', 'b');
		silent.attach(engineOf({a: [[line(2, 'a2')]]}));
		await pass(999);
		expect(textsOf(silent)).toEqual([]);
		await pass(100);
		expect(textsOf(silent)).toEqual(['a2']);
		expect(statusesOf(silent)).toEqual(['following', 'following']);
	});

	it('tell how each of them stands, and are followed as long as one is', async () => {
		const log = open('a', 'b', 'c');
		log.attach(engineOf({a: [[line(1, 'a1')]], b: [[line(2, 'b2')], 'end'], c: [new EngineError('missing', 'no c')]}));
		await pass(500);
		expect(statusesOf(log)).toEqual(['following', 'ended', 'ended']);
		expect(log.snapshot()).toMatchObject({status: 'following', parts: [{}, {}, {fault: {message: 'no c'}}]});
		expect(log.snapshot().fault).toBeUndefined();
		log.detach();
		expect(statusesOf(log)).toEqual(['lost', 'ended', 'ended']);
		expect(log.snapshot().status).toBe('lost');
	});

	it('tell of the end and the start of one of them behind its own lines', async () => {
		const log = open('a', 'b');
		log.attach(engineOf({a: [[line(1, 'a1')], 10, 'end'], b: [[line(2, 'b2')]]}));
		await pass(500);
		log.event(eventOf('a', 'die'));
		await pass(500);
		expect(textsOf(log)[2]).toContain('ended, exit 3');
		expect(originsOf(log)).toEqual(['a!', 'b!', 'a!']);
		log.event(eventOf('other', 'die'));
		await pass(500);
		expect(textsOf(log)).toHaveLength(3);
	});

	it('gain and lose members while they are open; what was read stays', async () => {
		const log = open('a');
		log.attach(engineOf({a: [[line(1, 'a1')], 2000, [line(9, 'a9')]], b: [[line(5, 'b5')], 1000, [line(6, 'b6')]]}));
		await pass(0);
		expect(textsOf(log)).toEqual(['a1']);
		log.follow([targetOf('a'), targetOf('b')]);
		await pass(700);
		expect(textsOf(log)).toEqual(['a1', 'b5']);
		expect(statusesOf(log)).toEqual(['following', 'following']);
		log.follow([targetOf('a')]);
		await pass(5000);
		expect(textsOf(log)).toEqual(['a1', 'b5', 'a9']);
		expect(log.snapshot().parts).toHaveLength(1);
	});

	it('go on over the next connection where each of them was', async () => {
		const log = open('a', 'b');
		log.attach(engineOf({a: [[line(1, 'a1')]], b: [[line(2, 'b2')]]}));
		await pass(500);
		log.detach();
		log.attach(engineOf({a: [[line(1, 'a1'), line(4, 'a4')]], b: [150, [line(2, 'b2'), line(3, 'b3')]]}));
		await pass(900);
		expect(textsOf(log)).toEqual(['a1', 'b2', 'b3', 'a4']);
		expect(log.snapshot().status).toBe('following');
	});
});
