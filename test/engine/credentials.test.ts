import {chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createCredentials} from '../../source/engine/credentials.ts';
import {referenceFault, registryHost, registryOf} from '../../source/engine/registry-name.ts';

const {signal} = new AbortController();
const hub = 'https://index.docker.io/v1/';
let folder: string;
let path: string | undefined;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tallyman-credentials-'));
	path = process.env.PATH;
	process.env.PATH = `${folder}:${path}`;
});

afterEach(() => {
	process.env.PATH = path;
	rmSync(folder, {recursive: true, force: true});
});

const config = (): string => join(folder, 'config.json');

const write = (value: unknown): void => writeFileSync(config(), JSON.stringify(value), {mode: 0o600});

const kept = (): unknown => JSON.parse(readFileSync(config(), 'utf8'));

const open = () => createCredentials({DOCKER_CONFIG: folder});

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A credential helper as a script: `$1` is what it shall do. */
const helper = (name: string, script: string): void => {
	const file = join(folder, `docker-credential-${name}`);
	writeFileSync(file, `#!/bin/sh\n${script}\n`);
	chmodSync(file, 0o755);
};

describe('credentials of a registry', () => {
	it.each([
		[
			'docker.io',
			{auths: {[hub]: {auth: base64('ann:se:cret')}}},
			{username: 'ann', password: 'se:cret', serveraddress: hub},
		],
		[
			'r.local:5000',
			{auths: {'r.local:5000': {auth: base64('ann:x')}}},
			{username: 'ann', password: 'x', serveraddress: 'r.local:5000'},
		],
		[
			'r.local',
			{auths: {'https://r.local/v1/': {auth: base64('ann:x')}}},
			{username: 'ann', password: 'x', serveraddress: 'r.local'},
		],
		[
			'r.local',
			{auths: {'r.local': {auth: base64('ann:'), identitytoken: 't'}}},
			{username: 'ann', identitytoken: 't', serveraddress: 'r.local'},
		],
		['r.local', {auths: {'r.local': {}}}, undefined],
		['r.local', {auths: {'other.local': {auth: base64('ann:x')}}}, undefined],
		['r.local', {}, undefined],
	])('are read of the file for %s', async (host, value, expected) => {
		write(value);
		expect(await open().find(host, signal)).toEqual(expected);
	});

	it('are nobody’s where there is no file', async () => {
		expect(await open().find('docker.io', signal)).toBeUndefined();
	});

	it('come from the helper of a registry before that of all', async () => {
		helper('own', `read server; echo "{\\"ServerURL\\":\\"$server\\",\\"Username\\":\\"own\\",\\"Secret\\":\\"$1\\"}"`);
		helper('all', 'echo "{\\"Username\\":\\"<token>\\",\\"Secret\\":\\"t\\"}"');
		write({credHelpers: {'r.local': 'own'}, credsStore: 'all'});
		expect(await open().find('r.local', signal)).toEqual({username: 'own', password: 'get', serveraddress: 'r.local'});
		expect(await open().find('docker.io', signal)).toEqual({identitytoken: 't', serveraddress: hub});
	});

	it('are nobody’s where the helper knows none, and a helper that fails says nothing of secrets', async () => {
		helper('all', 'echo "credentials not found in native keychain"; exit 1');
		write({credsStore: 'all'});
		expect(await open().find('r.local', signal)).toBeUndefined();
		helper('all', 'echo "hunter2 is wrong"; echo hunter2 >&2; exit 1');
		const words = await open()
			.find('r.local', signal)
			.catch(error => String(error));
		expect(words).toContain('docker-credential-all does not give');
		expect(words).not.toContain('hunter2');
		helper('all', 'echo hunter2');
		await expect(open().find('r.local', signal)).rejects.toThrow(/^docker-credential-all did not answer in JSON$/);
		write({credsStore: 'none-there'});
		await expect(open().find('r.local', signal)).rejects.toThrow('docker-credential-none-there is not installed');
		writeFileSync(config(), '{"auths": hunter2');
		await expect(open().find('r.local', signal)).rejects.toThrow(/is not whole JSON$/);
	});

	it('are kept in the file beside all else in it, which only its owner reads', async () => {
		write({currentContext: 'prod', auths: {'https://r.local/v1/': {auth: 'old'}, 'b.local': {auth: 'b'}}});
		expect(await open().keep({host: 'r.local', user: 'ann', secret: 'x'}, false, signal)).toBe(config());
		expect(kept()).toEqual({
			currentContext: 'prod',
			auths: {'b.local': {auth: 'b'}, 'r.local': {auth: base64('ann:x')}},
		});
		expect(statSync(config()).mode & 0o777).toBe(0o600);
		expect(await open().forget('r.local', signal)).toBe(true);
		expect(await open().forget('r.local', signal)).toBe(false);
		expect(kept()).toEqual({currentContext: 'prod', auths: {'b.local': {auth: 'b'}}});
	});

	it('are kept through a link to the file, which stays one', async () => {
		writeFileSync(join(folder, 'real.json'), '{}', {mode: 0o640});
		symlinkSync(join(folder, 'real.json'), config());
		await open().keep({host: 'docker.io', user: 'ann', secret: 'x'}, false, signal);
		expect(JSON.parse(readFileSync(join(folder, 'real.json'), 'utf8'))).toEqual({
			auths: {[hub]: {auth: base64('ann:x')}},
		});
		expect(statSync(join(folder, 'real.json')).mode & 0o777).toBe(0o640);
	});

	it('are kept and forgotten by the helper where there is one, and no secret stands in the file', async () => {
		helper('all', `cat > ${folder}/told-$1`);
		write({credsStore: 'all'});
		expect(await open().keep({host: 'docker.io', user: 'ann', secret: 'x'}, false, signal)).toBe(
			'docker-credential-all',
		);
		expect(JSON.parse(readFileSync(join(folder, 'told-store'), 'utf8'))).toEqual({
			ServerURL: hub,
			Username: 'ann',
			Secret: 'x',
		});
		expect(kept()).toEqual({credsStore: 'all', auths: {[hub]: {}}});
		expect(await open().forget('docker.io', signal)).toBe(true);
		expect(readFileSync(join(folder, 'told-erase'), 'utf8')).toBe(hub);
		expect(kept()).toEqual({credsStore: 'all', auths: {}});
	});
});

it.each([
	['nginx', 'docker.io', undefined],
	['library/nginx:1.27', 'docker.io', undefined],
	['localhost/web', 'localhost', undefined],
	['r.local:5000/a/b:2', 'r.local:5000', undefined],
	[`web@sha256:${'a'.repeat(64)}`, 'docker.io', undefined],
	['Web', 'docker.io', /Web is no name/],
	['web:', 'docker.io', /is no tag/],
	['web:a b', 'docker.io', /is no tag/],
	['../etc', '..', /no registry|no name/],
	['', 'docker.io', /name an image/],
])('%s is of %s', (reference, host, fault) => {
	expect(registryOf(reference)).toBe(host);
	if (fault === undefined) expect(referenceFault(reference)).toBeUndefined();
	else expect(referenceFault(reference)).toMatch(fault);
});

it('knows Docker Hub by all its names', () => {
	for (const name of ['', 'docker.io', 'index.docker.io', hub, 'registry-1.docker.io'])
		expect(registryHost(name)).toBe('docker.io');
});
