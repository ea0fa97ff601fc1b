import type Docker from 'dockerode';
import type {LogLine} from '../model/log-line.ts';
import {bodyChunks, bodyOf, untilAborted} from './body-stream.ts';
import type {Calls} from './calls.ts';
import type {LogOptions, LogTarget} from './engine.ts';
import {createFrameParser, type LogFrame} from './log-frames.ts';
import {createLineJoiner} from './log-lines.ts';
import {wire} from './wire.ts';

type Ways = Pick<Calls, 'containers' | 'swarm' | 'streams'>;

const ttyOf = (spec: unknown): boolean => wire(wire(wire(spec).TaskTemplate ?? spec).ContainerSpec).TTY === true;

/** Whether the target writes to a TTY: then its log is one raw stream without frames. 20.10 does not say so itself. */
const hasTty = async (ways: Ways, target: LogTarget, signal: AbortSignal): Promise<boolean> => {
	switch (target.kind) {
		case 'container':
			return wire(wire(await ways.containers(signal).getContainer(target.id).inspect()).Config).Tty === true;
		case 'service':
			return ttyOf(wire(await ways.swarm(signal).getService(target.id).inspect()).Spec);
		case 'task':
			return ttyOf(wire(await ways.swarm(signal).getTask(target.id).inspect()).Spec);
	}
};

const openLog = (docker: Docker, target: LogTarget, options: object): Promise<unknown> => {
	switch (target.kind) {
		case 'container':
			return Promise.resolve(docker.getContainer(target.id).logs({...options}));
		case 'service':
			return Promise.resolve(docker.getService(target.id).logs({...options, details: true}));
		case 'task': {
			// dockerode has the route; its types do not.
			const task = docker.getTask(target.id);
			const logs: unknown = Reflect.get(task, 'logs');
			return typeof logs === 'function'
				? Promise.resolve(logs.call(task, {...options, details: true}))
				: Promise.reject(new Error('this dockerode has no task logs'));
		}
	}
};

/** Unix seconds with nanoseconds, the only form of `since` and `until` that every engine reads. */
const unixTime = (time: string): string => {
	const [, seconds, fraction = ''] = /^(.+?)(?:\.(\d+))?Z$/.exec(time) ?? [];
	return seconds === undefined ? time : `${Date.parse(`${seconds}Z`) / 1000}.${fraction.padEnd(9, '0')}`;
};

/** The whole lines of a log, in batches as they come. Timestamps are always asked for: they resume and sort. */
export const readLog = (
	ways: Ways,
	target: LogTarget,
	options: LogOptions,
	signal: AbortSignal,
): AsyncGenerator<readonly LogLine[], void, undefined> => untilAborted(batches(ways, target, options, signal), signal);

async function* batches(
	ways: Ways,
	target: LogTarget,
	options: LogOptions,
	signal: AbortSignal,
): AsyncGenerator<readonly LogLine[], void, undefined> {
	const isRaw = await hasTty(ways, target, signal);
	const query = {
		stdout: true,
		stderr: true,
		timestamps: true,
		follow: options.follow,
		tail: options.tail,
		...(options.since === undefined ? {} : {since: unixTime(options.since)}),
		...(options.until === undefined ? {} : {until: unixTime(options.until)}),
	};
	const body = bodyOf(await openLog(ways.streams(signal), target, query));
	const parse = createFrameParser();
	const joiner = createLineJoiner(target.kind !== 'container');
	const framesOf = (chunk: Buffer): readonly LogFrame[] =>
		isRaw ? [{source: 'stdout', payload: chunk}] : parse(chunk);
	for await (const chunk of bodyChunks(body, signal)) {
		const lines = framesOf(chunk).flatMap(frame => joiner.push(frame));
		if (lines.length > 0) yield lines;
	}
	const rest = joiner.end();
	if (rest.length > 0) yield rest;
}
