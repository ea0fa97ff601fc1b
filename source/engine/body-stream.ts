import {Readable} from 'node:stream';
import {EngineError} from './engine-error.ts';
import {socketFailure} from './failure.ts';

/** The body of a stream that dockerode promised; its types call it a NodeJS.ReadableStream. */
export const bodyOf = (value: unknown): Readable => {
	if (value instanceof Readable) return value;
	throw new EngineError('rejected', 'the engine did not send a stream');
};

/**
 * The chunks of an endless body. Returns when the engine ends it or the signal aborts, throws an EngineError when the
 * connection dies. Nobody pulling pauses the socket.
 */
export async function* bodyChunks(body: Readable, signal: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
	try {
		for await (const chunk of body) {
			if (Buffer.isBuffer(chunk)) yield chunk;
		}
	} catch (error) {
		if (signal.aborted) return;
		throw socketFailure(error);
	} finally {
		body.destroy();
	}
}

/** The same, but giving up is an end and no failure, also while the question is still under way. */
export async function* untilAborted<Item>(
	items: AsyncIterable<Item>,
	signal: AbortSignal,
): AsyncGenerator<Item, void, undefined> {
	try {
		yield* items;
	} catch (error) {
		if (!signal.aborted) throw error;
	}
}

const longestLine = 8 * 1024 * 1024;

/** The JSON messages of a body, one a line. */
export async function* bodyMessages(body: Readable, signal: AbortSignal): AsyncGenerator<unknown, void, undefined> {
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of bodyChunks(body, signal)) {
		rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		let start = 0;
		for (let end = rest.indexOf(10, start); end !== -1; end = rest.indexOf(10, start)) {
			const line = rest.toString('utf8', start, end).trim();
			start = end + 1;
			if (line === '') continue;
			try {
				yield JSON.parse(line);
			} catch (error) {
				throw new EngineError('rejected', 'the engine’s stream is not whole JSON', {cause: error});
			}
		}
		rest = rest.subarray(start);
		if (rest.length > longestLine) throw new EngineError('rejected', 'a message of the stream is longer than 8 MiB');
	}
}
