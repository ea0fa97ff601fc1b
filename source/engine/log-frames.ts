import type {LogSource} from '../model/log-line.ts';
import {EngineError} from './engine-error.ts';

/** What one frame carries: a line, or a piece of one over 16 KiB. */
export type LogFrame = {readonly source: LogSource; readonly payload: Buffer};

const headerSize = 8;
const largestFrame = 16 * 1024 * 1024;

/**
 * Parses Docker's log frames: stream byte, three zero bytes, length (uint32, big endian), payload. Stream 3 is the
 * engine's own complaint, such as a node whose logs it cannot get: it counts as stderr. Chunks may split
 * anything anywhere. Frames that lie whole in a chunk are handed on without copying.
 */
export const createFrameParser = (): ((chunk: Buffer) => readonly LogFrame[]) => {
	let rest: Buffer = Buffer.alloc(0);
	let parts: Buffer[] = [];
	let waiting = 0;
	return chunk => {
		// While a large frame is under way, chunks are gathered and joined once.
		if (waiting > chunk.length) {
			parts.push(chunk);
			waiting -= chunk.length;
			return [];
		}
		const bytes = parts.length === 0 && rest.length === 0 ? chunk : Buffer.concat([rest, ...parts, chunk]);
		parts = [];
		waiting = 0;
		const frames: LogFrame[] = [];
		let at = 0;
		while (bytes.length - at >= headerSize) {
			const length = bytes.readUInt32BE(at + 4);
			// Three zeros follow the stream byte, which is 0 to 3: the reader was told of frames where there are none.
			const isFrame = bytes.readUInt32BE(at) % 0x1_00_00_00 === 0 && (bytes[at] ?? 0) <= 3;
			if (!isFrame || length > largestFrame)
				throw new EngineError('rejected', 'the log is not framed as Docker does it');
			const end = at + headerSize + length;
			if (end > bytes.length) {
				waiting = end - bytes.length;
				break;
			}
			frames.push({source: (bytes[at] ?? 0) >= 2 ? 'stderr' : 'stdout', payload: bytes.subarray(at + headerSize, end)});
			at = end;
		}
		rest = at === bytes.length ? Buffer.alloc(0) : Buffer.from(bytes.subarray(at));
		return frames;
	};
};
