import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TlsOptions} from 'node:tls';
import {whereIs} from './availability.ts';
import {run} from './process.ts';

/** An authority of this run, what a server of it shows, and what its clients show. */
export type Certificates = {
	/** With `ca.pem`, `cert.pem` and `key.pem` of a client, as docker looks for them. */
	readonly folder: string;
	/** Of a server that lets in nobody else: its clients have to show what the same authority has signed. */
	readonly server: TlsOptions;
	remove(): void;
};

/** Whether there is a program that makes certificates. */
export const hasOpenssl = whereIs('openssl') !== undefined;

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Makes them for a server at these IP addresses. */
export const makeCertificates = async (addresses: readonly string[]): Promise<Certificates> => {
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-certificates-'));
	const at = (name: string): string => join(folder, name);
	const openssl = (...args: readonly string[]): Promise<string> => run('openssl', args);
	const authority = ['-subj', '/CN=the lab', '-days', '2', '-keyout', at('ca-key.pem'), '-out', at('ca.pem')];
	await openssl('req', '-x509', ...newKey, ...authority);
	const sign = async (name: string, prefix: string, extension: string): Promise<void> => {
		writeFileSync(at('extension'), extension);
		const files = ['-keyout', at(`${prefix}key.pem`), '-out', at('request')];
		await openssl('req', ...newKey, '-subj', `/CN=${name}`, ...files);
		const signer = ['-CA', at('ca.pem'), '-CAkey', at('ca-key.pem'), '-days', '2', '-extfile', at('extension')];
		await openssl('x509', '-req', '-in', at('request'), ...signer, '-out', at(`${prefix}cert.pem`));
	};
	await sign('the engine', 'server-', `subjectAltName=${addresses.map(address => `IP:${address}`).join(',')}`);
	await sign('tallyman', '', 'extendedKeyUsage=clientAuth');
	return {
		folder,
		server: {
			ca: readFileSync(at('ca.pem')),
			cert: readFileSync(at('server-cert.pem')),
			key: readFileSync(at('server-key.pem')),
			requestCert: true,
			rejectUnauthorized: true,
		},
		remove: () => rmSync(folder, {recursive: true, force: true}),
	};
};
