import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {describe, expect, it} from 'vitest';
import {chooseVersion, connectEngine, connectFirst} from '../../source/engine/connect.ts';
import type {EngineAddress} from '../../source/engine/engine.ts';
import {socketFailure, tlsReason} from '../../source/engine/failure.ts';
import {startFaultServer} from './fault-server.ts';

const {signal} = new AbortController();
const at = (url: string, tls?: NonNullable<EngineAddress['tls']>): EngineAddress => ({
	name: 'x',
	url,
	origin: '--host',
	...(tls === undefined ? {} : {tls}),
});

describe('connecting', () => {
	it('chooses the API version between what both speak', () => {
		expect(['1.41', '1.45', '1.51', '1.60', '2.0'].map(chooseVersion)).toEqual([
			'1.41',
			'1.45',
			'1.51',
			'1.51',
			'1.51',
		]);
		expect(['1.40', '1.9', '', 'x', undefined].map(chooseVersion)).toEqual(Array(5).fill(undefined));
	});

	it('says what is wrong with each address and what to do', async () => {
		const refused = 'tcp://127.0.0.1:1';
		await expect(connectEngine(at(refused), signal)).rejects.toMatchObject({
			kind: 'unreachable',
			advice: expect.any(String),
		});
		await expect(connectEngine(at('unix:///nowhere/docker.sock'), signal)).rejects.toMatchObject({
			kind: 'unreachable',
			message: 'no such socket',
		});
		await expect(connectEngine(at('ssh://-oProxyCommand=x'), signal)).rejects.toMatchObject({kind: 'configuration'});
		await expect(connectEngine(at(refused, {ca: 'no', cert: 'PEM', isVerified: true}), signal)).rejects.toMatchObject({
			kind: 'configuration',
			message: expect.stringMatching(/certificate/),
		});
		expect(socketFailure(Object.assign(new Error('x'), {code: 'EACCES'}))).toMatchObject({
			kind: 'forbidden',
			advice: expect.stringMatching(/docker group/),
		});
	});

	it('says OpenSSL’s reason without its numbers', () => {
		const words =
			'40D34170EF7F0000:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:rec.c:918:';
		expect(tlsReason(new Error(words))).toBe('tlsv13 alert certificate required');
		expect(tlsReason(new Error('self-signed certificate'))).toBe('self-signed certificate');
	});

	it('tells a server that is not Docker', async () => {
		const answers: ReadonlyArray<readonly [number, string]> = [
			[200, '<html>hello</html>'],
			[404, 'not here'],
			[400, 'what?'],
			[301, ''],
		];
		for (const [status, body] of answers) {
			const server = await startFaultServer((_question, response) => response.writeHead(status).end(body), {
				apiVersion: '',
			});
			await expect(connectEngine(server.address, signal)).rejects.toMatchObject({kind: 'not-docker'});
			await server.close();
		}
		const old = await startFaultServer((_question, response) => response.end(), {apiVersion: '1.24'});
		await expect(connectEngine(old.address, signal)).rejects.toMatchObject({
			message: expect.stringMatching(/API 1\.24/),
		});
		await old.close();
	});

	it('tells a port that speaks no TLS', async () => {
		const server = createServer((_question, response) => response.end('hello'));
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
		const {port} = server.address() as AddressInfo;
		await expect(connectEngine(at(`tcp://127.0.0.1:${port}`, {isVerified: true}), signal)).rejects.toMatchObject({
			kind: 'unreachable',
			message: expect.stringMatching(/does not speak TLS/),
		});
		server.close();
	});

	it('tries in turn, and names everything tried', async () => {
		const server = await startFaultServer((_question, response) => response.end('[]'), {apiVersion: '1.99'});
		const {engine, address} = await connectFirst([at('unix:///nowhere.sock'), server.address], signal);
		expect(address).toBe(server.address);
		expect(engine).toMatchObject({apiVersion: '1.51', isLocal: true});
		engine.close();
		await server.close();
		await expect(connectFirst([at('unix:///nowhere.sock'), server.address], signal)).rejects.toMatchObject({
			kind: 'unreachable',
			message: expect.stringMatching(new RegExp(`nowhere\\.sock[\\s\\S]*${server.address.url}`)),
		});
	});
});

it('notices that the engine is another version now, which is spoken with anew', async () => {
	let version = '1.47';
	const server = await startFaultServer((_question, response) => response.setHeader('Api-Version', version).end('OK'), {
		apiVersion: '',
	});
	try {
		const engine = await connectEngine(server.address, new AbortController().signal);
		await engine.ping(new AbortController().signal);
		version = '1.41';
		await expect(engine.ping(new AbortController().signal)).rejects.toMatchObject({
			kind: 'unreachable',
			message: 'it speaks API 1.41 now, and 1.47 before',
		});
		engine.close();
	} finally {
		await server.close();
	}
});
