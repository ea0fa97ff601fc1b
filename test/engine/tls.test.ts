import type {Server} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {namedAddress, type TlsOptions} from '../../source/engine/addresses.ts';
import {connectEngine} from '../../source/engine/connect.ts';
import {emptyFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {type Certificates, hasOpenssl, makeCertificates} from '../lab/certificates.ts';
import {listen} from '../lab/tcp-ways.ts';

// An engine behind TLS that asks for a client's certificate, by docker's flags.

describe.skipIf(!hasOpenssl)('an engine over tcp with TLS', () => {
	let simulator: Simulator;
	let ours: Certificates;
	let others: Certificates;
	let server: Server;
	let port: number;

	beforeAll(async () => {
		[simulator, ours, others] = await Promise.all([
			startSimulator({fleet: emptyFleet()}),
			makeCertificates(['127.0.0.1']),
			makeCertificates(['127.0.0.1']),
		]);
		server = await listen(simulator, {address: '0.0.0.0', port: 0, security: ours.server});
		const address = server.address();
		port = typeof address === 'object' && address !== null ? address.port : 0;
	});

	afterAll(async () => {
		server?.close();
		await simulator?.stop();
		for (const certificates of [ours, others]) certificates?.remove();
	});

	const filesOf = ({folder}: Certificates, ...names: ReadonlyArray<'ca' | 'cert' | 'key'>): Partial<TlsOptions> =>
		Object.fromEntries(names.map(name => [name, join(folder, `${name}.pem`)]));
	/** The name of the engine that answers there, or why none does. */
	const reach = async (
		files: Partial<TlsOptions>,
		{isVerified = true, host = '127.0.0.1'}: {readonly isVerified?: boolean; readonly host?: string} = {},
	): Promise<string> => {
		const tls = {isOn: true, isVerified, ...files};
		const {signal} = new AbortController();
		try {
			const address = await namedAddress({host: `tcp://${host}:${port}`, tls}, {DOCKER_CONFIG: '/nowhere'});
			const engine = await connectEngine(address, signal);
			const {name} = await engine.info(signal);
			engine.close();
			return name;
		} catch (error) {
			return error instanceof Error ? error.message : String(error);
		}
	};

	it('is reached with the certificates of its authority', async () => {
		expect(await reach(filesOf(ours, 'ca', 'cert', 'key'))).toBe('empty');
	});

	it('is reached without looking at its own certificate where only TLS is asked for', async () => {
		expect(await reach(filesOf(ours, 'cert', 'key'), {isVerified: false})).toBe('empty');
	});

	// What it says of a client's certificate comes after the handshake: it may have closed by the time that we write.
	it.each<[string, () => Partial<TlsOptions>, RegExp]>([
		['without a certificate', () => filesOf(ours, 'ca'), /certificate required/],
		[
			'with one of another authority',
			() => ({...filesOf(others, 'cert', 'key'), ...filesOf(ours, 'ca')}),
			/unknown ca/,
		],
	])('refuses a client %s', async (_, files, words) => {
		const said = await reach(files());
		expect(said).toMatch(/^TLS: |^connection (?:reset|closed)$/);
		if (said.startsWith('TLS')) expect(said).toMatch(words);
	});

	it('is not believed where another authority signed its certificate', async () => {
		expect(await reach({...filesOf(ours, 'cert', 'key'), ...filesOf(others, 'ca')})).toMatch(
			/^TLS: .*(?:self.signed|verify)/,
		);
	});

	it('is not believed at an address that its certificate is not made out to', async () => {
		expect(await reach(filesOf(ours, 'ca', 'cert', 'key'), {host: '127.0.0.2'})).toBe(
			'TLS: the certificate is made out to IP Address:127.0.0.1',
		);
	});

	it('is said to speak TLS where it was not asked for', async () => {
		const plain = await connectEngine(
			{name: 'plain', url: `tcp://127.0.0.1:${port}`, origin: 'test'},
			new AbortController().signal,
		).catch((error: unknown) => error);
		expect(plain).toMatchObject({kind: 'unreachable', advice: expect.stringMatching(/TLS/)});
	});
});
