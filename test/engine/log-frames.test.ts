import {expect, it} from 'vitest';
import {createFrameParser} from '../../source/engine/log-frames.ts';
import {createLineJoiner} from '../../source/engine/log-lines.ts';
import type {LogLine} from '../../source/model/log-line.ts';

const frame = (stream: number, payload: string | Buffer): Buffer => {
	const body = Buffer.from(payload);
	const header = Buffer.alloc(8);
	header[0] = stream;
	header.writeUInt32BE(body.length, 4);
	return Buffer.concat([header, body]);
};

const stamp = '2026-11-24T03:14:11.123456789Z';

const read = (chunks: readonly Buffer[], hasDetails = false): readonly LogLine[] => {
	const parse = createFrameParser();
	const joiner = createLineJoiner(hasDetails);
	const lines = chunks.flatMap(chunk => parse(chunk)).flatMap(part => joiner.push(part));
	return [...lines, ...joiner.end()];
};

const readRaw = (chunks: readonly Buffer[]): readonly LogLine[] => {
	const joiner = createLineJoiner(false);
	return [...chunks.flatMap(payload => joiner.push({source: 'stdout', payload})), ...joiner.end()];
};

it('reads the same lines wherever the bytes are split', () => {
	const bytes = Buffer.concat([
		frame(1, `${stamp} grüße 船 ok\n`),
		frame(2, `${stamp} \n`),
		frame(1, ''),
		frame(1, `${stamp} no line feed`),
	]);
	const whole = read([bytes]);
	expect(whole).toEqual([
		{text: 'grüße 船 ok', source: 'stdout', timestamp: stamp},
		{text: '', source: 'stderr', timestamp: stamp},
		{text: 'no line feed', source: 'stdout', timestamp: stamp},
	]);
	for (let at = 0; at <= bytes.length; at++)
		expect(read([bytes.subarray(0, at), bytes.subarray(at)]), `split at ${at}`).toEqual(whole);
	expect(read(Array.from(bytes, byte => Buffer.from([byte])))).toEqual(whole);
});

it('shows the engine’s own complaint as an error line', () => {
	expect(read([frame(3, 'Error grabbing logs: node is not available\n')], true)).toEqual([
		{text: 'Error grabbing logs: node is not available', source: 'stderr'},
	]);
});

it('refuses what is not framed', () => {
	expect(() => read([Buffer.from('just some words without a header')])).toThrow(/not framed/);
});

it('joins the pieces of a long line, also where they split a character, framed and raw', () => {
	const text = Buffer.from(`${'x'.repeat(16_383)}船${'y'.repeat(20_000)}`);
	const pieces: Buffer[] = [];
	for (let at = 0; at < text.length; at += 16_384) pieces.push(text.subarray(at, at + 16_384));
	const stamped = pieces.map((piece, index) =>
		Buffer.concat([Buffer.from(`${stamp} `), piece, Buffer.from(index === pieces.length - 1 ? '\n' : '')]),
	);
	const expected = [{text: text.toString(), source: 'stdout', timestamp: stamp}];
	expect(read(stamped.map(piece => frame(1, piece)))).toEqual(expected);
	const raw = Buffer.concat(stamped);
	expect(readRaw([raw])).toEqual(expected);
	expect(readRaw([raw.subarray(0, 16_390), raw.subarray(16_390)])).toEqual(expected);
});

it('keeps lines of both outputs apart', () => {
	const lines = read([frame(1, `${stamp} out`), frame(2, `${stamp} err\n`), frame(1, 'put\n')]);
	expect(lines.map(({text, source}) => [source, text])).toEqual([
		['stderr', 'err'],
		['stdout', 'output'],
	]);
});

it('cuts an endless line and says so', () => {
	const lines = readRaw([...Array.from({length: 40}, () => Buffer.alloc(64 * 1024, 'z')), Buffer.from('\nnext\n')]);
	expect(lines).toHaveLength(2);
	expect(lines[0]?.text.length).toBeLessThan(1024 * 1024 + 40);
	expect(lines[0]?.text).toMatch(/z… \d+ more letters$/);
	expect(lines[1]?.text).toBe('next');
});

it('names task and node of a service’s line, and believes no line that only claims them', () => {
	const details =
		'a=b%2Ccom.docker.swarm.task.id%3Dfake,com.docker.swarm.node.id=n1,com.docker.swarm.service.id=s1,com.docker.swarm.task.id=t1';
	expect(read([frame(1, `${stamp} ${details} com.docker.swarm.task.id=t2 said\n`)], true)).toEqual([
		{text: 'com.docker.swarm.task.id=t2 said', source: 'stdout', timestamp: stamp, taskId: 't1', nodeId: 'n1'},
	]);
});

it('survives bytes that are no text', () => {
	const bytes = Buffer.concat([
		Buffer.from(`${stamp} a`),
		Buffer.from([0xff, 0xc3, 0x00, 0x1b, 0x5d]),
		Buffer.from('0;t\x07b\n'),
	]);
	expect(read([frame(1, bytes)])[0]?.text).toBe('a\ufffd\ufffdb');
});
