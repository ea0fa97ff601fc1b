import {hashOf, type LogKind, type SimulatedContainer} from './world.ts';

/** A line of a simulated log. */
export type SimulatedLine = {readonly at: number; readonly source: 'stdout' | 'stderr'; readonly text: string};

const pick = <T>(list: readonly [T, ...T[]], seed: number): T => list[seed % list.length] ?? list[0];

const paths = ['/', '/api/orders', '/api/cart?id=7', '/static/app.css', '/healthz', '/login'] as const;

const lineOf = (
	kind: LogKind,
	seed: number,
	at: number,
): {readonly source: 'stdout' | 'stderr'; readonly text: string} => {
	const stamp = new Date(at).toISOString();
	switch (kind) {
		case 'web': {
			const status = pick([200, 200, 200, 304, 404, 500], seed);
			return {
				source: 'stdout',
				text: `10.0.0.${seed % 250} - - [${stamp}] "GET ${pick(paths, seed >> 3)} HTTP/1.1" ${status} ${seed % 9000} "-" "Mozilla/5.0"`,
			};
		}
		case 'json': {
			const level = pick(['info', 'info', 'info', 'debug', 'warn'], seed);
			return {
				source: 'stdout',
				text: JSON.stringify({
					level,
					time: stamp,
					msg: pick(['order accepted', 'cache miss', 'job done', 'payment captured'], seed >> 2),
					ms: seed % 400,
				}),
			};
		}
		case 'database':
			return {
				source: 'stderr',
				text: `${stamp.replace('T', ' ').replace('Z', ' UTC')} [${seed % 90}] LOG:  ${pick(['checkpoint starting: time', 'checkpoint complete: wrote 42 buffers (0.3%)', 'automatic vacuum of table "shop.public.orders"'], seed)}`,
			};
		case 'trace':
			return seed % 4 === 0
				? {
						source: 'stderr',
						text: `Error: connect ECONNREFUSED 10.0.3.7:5432 at TCPConnectWrap.afterConnect (node:net:1611:16)`,
					}
				: {source: 'stdout', text: `retrying in ${seed % 30}s`};
		case 'colour':
			return {
				source: 'stdout',
				text: `\u{1b}[3${1 + (seed % 6)}m${pick(['INFO', 'WARN', 'DEBUG'], seed)}\u{1b}[0m worker ${seed % 8} took \u{1b}[1m${seed % 900} ms\u{1b}[0m`,
			};
		case 'silent':
			return {source: 'stdout', text: ''};
	}
};

/** ms between two lines of a container. */
const gapOf = (container: SimulatedContainer): number => 700 + (hashOf(container.id) % 1500);

/** What a container wrote from `from` (not before its start) up to `until`; the same lines whenever it is asked. */
export const linesOf = (container: SimulatedContainer, from: number, until: number): readonly SimulatedLine[] => {
	if (container.written.length > 0) return container.written.filter(line => line.at >= from && line.at < until);
	if (container.logs === 'silent' || container.startedAt === 0) return [];
	const gap = gapOf(container);
	const end = container.state === 'running' ? until : Math.min(until, container.finishedAt);
	const begin = Math.max(from, container.startedAt, end - gap * 2000);
	const lines: SimulatedLine[] = [];
	for (let at = Math.ceil(begin / gap) * gap; at < end; at += gap)
		lines.push({at, ...lineOf(container.logs, hashOf(`${container.id} ${at}`), at)});
	return lines;
};

const frame = (source: 'stdout' | 'stderr', payload: Buffer): Buffer => {
	const header = Buffer.alloc(8);
	header[0] = source === 'stderr' ? 2 : 1;
	header.writeUInt32BE(payload.length, 4);
	return Buffer.concat([header, payload]);
};

/** Docker cuts lines after 16 KiB. */
const longestPiece = 16_384;

/** A line as the engine sends it: framed or raw, with its timestamp and details where asked for. */
export const encodeLine = (
	line: SimulatedLine,
	options: {readonly hasTimestamps: boolean; readonly details: string; readonly isRaw: boolean},
): Buffer => {
	const stamp = options.hasTimestamps ? `${new Date(line.at).toISOString().replace('Z', '000000Z')} ` : '';
	const prefix = Buffer.from(`${stamp}${options.details === '' ? '' : `${options.details} `}`);
	const text = Buffer.from(`${line.text}\n`);
	const pieces: Buffer[] = [];
	for (let at = 0; at < text.length; at += longestPiece) {
		const payload = Buffer.concat([prefix, text.subarray(at, at + longestPiece)]);
		pieces.push(options.isRaw ? payload : frame(line.source, payload));
	}
	return Buffer.concat(pieces);
};
