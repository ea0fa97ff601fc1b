import {describe, expect, it} from 'vitest';
import {dockerEnvironment, dockerWords} from '../../source/engine/docker-program.ts';
import type {EngineAddress} from '../../source/engine/engine.ts';

// How docker's own program, and whatever goes by its variables, is led to the engine of a row and to no other.

const folder = '/certificates';
const files = {ca: `${folder}/ca.pem`, cert: `${folder}/cert.pem`, key: `${folder}/key.pem`};
const own = {ca: '/a/ours.pem', cert: files.cert, key: files.key};

const at = (url: string, rest: Partial<EngineAddress> = {}): EngineAddress => ({
	name: 'prod',
	url,
	origin: '--host',
	...rest,
});

describe('an engine is reached by', () => {
	it.each<[string, EngineAddress, string, Readonly<Record<string, string>>]>([
		[
			'a socket',
			at('unix:///run/docker.sock'),
			'--host unix:///run/docker.sock',
			{DOCKER_HOST: 'unix:///run/docker.sock'},
		],
		['ssh', at('ssh://ops@far', {context: 'far'}), '--host ssh://ops@far', {DOCKER_HOST: 'ssh://ops@far'}],
		['http', at('http://far:2375'), '--host tcp://far:2375', {DOCKER_HOST: 'tcp://far:2375'}],
		[
			'a context with certificates',
			at('tcp://far:2376', {context: 'far', tls: {isVerified: true, files}}),
			'--context far',
			{DOCKER_CONTEXT: 'far'},
		],
		[
			'https with a folder of certificates',
			at('https://far:2376', {tls: {isVerified: true, files}}),
			`--host tcp://far:2376 --tlsverify --tlscacert ${files.ca} --tlscert ${files.cert} --tlskey ${files.key}`,
			{DOCKER_HOST: 'tcp://far:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder},
		],
		[
			'TLS that takes any server',
			at('tcp://far:2376', {tls: {isVerified: false, files: {cert: files.cert, key: files.key}}}),
			`--host tcp://far:2376 --tls --tlscert ${files.cert} --tlskey ${files.key}`,
			{DOCKER_HOST: 'tcp://far:2376', DOCKER_TLS: '1', DOCKER_CERT_PATH: folder},
		],
		[
			'certificates that no folder tells',
			at('tcp://far:2376', {tls: {isVerified: true, files: own}}),
			`--host tcp://far:2376 --tlsverify --tlscacert ${own.ca} --tlscert ${own.cert} --tlskey ${own.key}`,
			{DOCKER_HOST: 'tcp://far:2376', DOCKER_TLS_VERIFY: '1'},
		],
	])('%s', (_, address, words, variables) => {
		expect(dockerWords(address).join(' ')).toBe(words);
		const environment = dockerEnvironment(address);
		expect(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined))).toEqual(
			variables,
		);
		// What leads elsewhere is taken away, and not only left out.
		expect(Object.keys(environment)).toEqual(
			expect.arrayContaining(['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_TLS', 'DOCKER_TLS_VERIFY']),
		);
	});
});
