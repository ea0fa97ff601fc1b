import type {ServerResponse} from 'node:http';
import type {Faults} from './faults.ts';

const matches = (pattern: RegExp | undefined, path: string): boolean => pattern?.test(path) ?? false;

/** Writes bytes, in pieces where faults ask for it. */
export const writeBytes = (response: ServerResponse, bytes: Buffer, faults: Faults): void => {
	const size = faults.pieceSize;
	if (size === undefined) {
		response.write(bytes);
		return;
	}
	for (let at = 0; at < bytes.length; at += size) response.write(bytes.subarray(at, at + size));
};

/** Sends a whole answer, or the broken one that faults ask for. */
export const sendBytes = (
	response: ServerResponse,
	status: number,
	type: string,
	bytes: Buffer,
	path: string,
	faults: Faults,
): void => {
	const isCut = matches(faults.hangInBody, path) || matches(faults.resetInBody, path);
	const whole = matches(faults.replace?.pattern, path) ? Buffer.from(faults.replace?.text ?? '') : bytes;
	const body = matches(faults.truncate, path) ? whole.subarray(0, Math.floor(whole.length / 2)) : whole;
	response.writeHead(status, {
		'content-type': type,
		...(status === 304 || status === 204 ? {} : {'content-length': body.length}),
	});
	if (!isCut) {
		if (faults.pieceSize === undefined) response.end(body);
		else {
			writeBytes(response, body, faults);
			response.end();
		}
		return;
	}
	response.write(body.subarray(0, Math.max(1, Math.floor(body.length / 2))));
	if (matches(faults.resetInBody, path)) setImmediate(() => response.socket?.destroy());
};

/** Sends JSON. */
export const sendJson = (
	response: ServerResponse,
	status: number,
	value: unknown,
	path: string,
	faults: Faults,
): void =>
	sendBytes(
		response,
		status,
		'application/json',
		Buffer.from(value === undefined ? '' : `${JSON.stringify(value)}\n`),
		path,
		faults,
	);
