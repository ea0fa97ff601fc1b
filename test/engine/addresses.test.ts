import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {findAddresses} from '../../source/engine/addresses.ts';
import {hostNameOf} from '../../source/engine/connect.ts';

let home = '';

const writeContext = (name: string, docker: object, files: Readonly<Record<string, string>> = {}): void => {
	const hash = createHash('sha256').update(name).digest('hex');
	const meta = join(home, '.docker/contexts/meta', hash);
	const tls = join(home, '.docker/contexts/tls', hash, 'docker');
	mkdirSync(meta, {recursive: true});
	mkdirSync(tls, {recursive: true});
	writeFileSync(join(meta, 'meta.json'), JSON.stringify({Name: name, Endpoints: {docker}}));
	for (const [file, text] of Object.entries(files)) writeFileSync(join(tls, file), text);
};

beforeAll(() => {
	home = mkdtempSync(join(tmpdir(), 'tallyman-home-'));
	writeContext('prod', {Host: 'tcp://prod:2376'}, {'ca.pem': 'CA', 'cert.pem': 'CERT', 'key.pem': 'KEY'});
	writeContext('lax', {Host: 'tcp://lax:2376', SkipTLSVerify: true});
	writeContext('empty', {});
	writeFileSync(join(home, '.docker/config.json'), '{"currentContext":"prod"}');
	mkdirSync(join(home, 'certs/ca.pem'), {recursive: true});
	mkdirSync(join(home, 'none'));
});
afterAll(() => rmSync(home, {recursive: true, force: true}));

const find = (options: {host?: string; context?: string}, environment: Record<string, string> = {}) =>
	findAddresses(options, environment, home);

describe('which engine', () => {
	it('goes by flag, flag, variable, variable, current context, in this order', async () => {
		const environment = {DOCKER_HOST: 'tcp://variable:1', DOCKER_CONTEXT: 'lax'};
		const nameOf = async (...args: Parameters<typeof find>) => (await find(...args)).list.map(({url}) => url);
		expect(await nameOf({host: 'unix:///flag', context: 'prod'}, environment)).toEqual(['unix:///flag']);
		expect(await nameOf({context: 'prod'}, environment)).toEqual(['tcp://prod:2376']);
		expect(await nameOf({}, environment)).toEqual(['tcp://variable:1']);
		expect(await nameOf({}, {DOCKER_CONTEXT: 'lax'})).toEqual(['tcp://lax:2376']);
		expect(await nameOf({})).toEqual(['tcp://prod:2376']);
	});

	it('falls back to the default sockets, which nobody named', async () => {
		const environment = {DOCKER_CONFIG: join(home, 'none'), XDG_RUNTIME_DIR: '/run/user/7'};
		const {list, isNamed} = await find({}, environment);
		expect(isNamed).toBe(false);
		expect(list.map(({url}) => url)).toEqual([
			'unix:///var/run/docker.sock',
			'unix:///run/user/7/docker.sock',
			`unix://${home}/.docker/run/docker.sock`,
			`unix://${home}/.docker/desktop/docker.sock`,
			'unix:///run/user/7/podman/podman.sock',
			'unix:///run/podman/podman.sock',
		]);
	});

	it('takes a context with its certificates', async () => {
		expect((await find({context: 'prod'})).list[0]).toMatchObject({
			name: 'prod',
			tls: {ca: 'CA', cert: 'CERT', key: 'KEY', isVerified: true},
		});
		expect((await find({context: 'lax'})).list[0]?.tls).toEqual({isVerified: false, files: {}});
	});

	it.each([
		[{host: 'nonsense://x'}, {}, /"nonsense:\/\/x" \(--host\)/],
		[{host: 'unix://'}, {}, /--host/],
		[{host: 'npipe:////./pipe/docker_engine'}, {}, /pipe of Windows/],
		[{host: 'ssh://a:secret@far'}, {}, /holds no password/],
		[{host: 'tcp://a:99999'}, {}, /--host/],
		[{}, {DOCKER_HOST: '::'}, /DOCKER_HOST/],
		[{context: 'nope'}, {}, /no docker context "nope" \(--context\)/],
		[{context: 'empty'}, {}, /names no engine/],
	])('refuses %j %j and names what was tried', async (options, environment, message) => {
		await expect(find(options, environment)).rejects.toMatchObject({
			name: 'EngineError',
			kind: 'configuration',
			message: expect.stringMatching(message),
			advice: expect.any(String),
		});
	});

	it('refuses certificates that are not there or cannot be read', async () => {
		const environment = {DOCKER_HOST: 'tcp://a:2376', DOCKER_TLS_VERIFY: '1'};
		const at = (folder: string) => find({}, {...environment, DOCKER_CERT_PATH: join(home, folder)});
		await expect(at('none')).rejects.toMatchObject({kind: 'configuration', message: expect.stringMatching(/none/)});
		await expect(at('certs')).rejects.toMatchObject({kind: 'configuration', message: expect.stringMatching(/ca\.pem/)});
	});

	it.each([
		['unix://docker.sock', 'unix://docker.sock'],
		['./docker.sock', 'unix://./docker.sock'],
		['ssh://ops@[fe80::1%25eth0]:22/a.sock', 'ssh://ops@[fe80::1%25eth0]:22/a.sock'],
		['  unix:///a/b.sock ', 'unix:///a/b.sock'],
		['tcp://:2375', 'tcp://127.0.0.1:2375'],
		[':2375', 'tcp://127.0.0.1:2375'],
		['tcp://host:2375/prefix', 'tcp://host:2375/prefix'],
		['tcp://[::1]:2375', 'tcp://[::1]:2375'],
	])('understands %j as docker does', async (typed, url) => {
		expect((await find({host: typed})).list[0]?.url).toBe(url);
	});

	it('knows the person’s folder behind unix:// and in a context', async () => {
		writeContext('mine', {Host: 'unix://~/run/docker.sock'});
		const at = `unix://${home}/run/docker.sock`;
		for (const option of [{host: 'unix://~/run/docker.sock'}, {host: '~/run/docker.sock'}, {context: 'mine'}])
			expect((await find(option)).list[0]?.url).toBe(at);
	});

	it('speaks no TLS of its own over ssh, whatever is set', async () => {
		writeContext('far', {Host: 'ssh://ops@far'});
		const environment = {DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/nowhere'};
		expect((await find({context: 'far'}, environment)).list[0]).toMatchObject({url: 'ssh://ops@far'});
		expect((await find({host: 'ssh://ops@far'}, environment)).list[0]?.tls).toBeUndefined();
	});

	it('takes DOCKER_TLS alone for TLS with any server', async () => {
		const {list} = await find({}, {DOCKER_HOST: 'tcp://far:2376', DOCKER_TLS: '1'});
		expect(list[0]?.tls).toMatchObject({isVerified: false});
	});

	it('looks for rootless sockets where the environment does not tell', async () => {
		const {list} = await find({}, {DOCKER_CONFIG: join(home, 'none')});
		expect(list[1]?.url).toBe(`unix:///run/user/${process.getuid?.()}/docker.sock`);
	});

	it.each([
		['tcp://[::1]:2375', '::1'],
		['ssh://ops@far:22/run/docker.sock', 'far'],
		['tcp://user@far:2375/x', 'far'],
		['https://far', 'far'],
	])('names the engine at %s %s', (url, name) => {
		expect(hostNameOf({name: 'n', url, origin: 'test'})).toBe(name);
	});

	it('takes the default context for what there is without contexts', async () => {
		expect((await find({context: 'default'}, {DOCKER_HOST: 'tcp://variable:1'})).list[0]?.url).toBe('tcp://variable:1');
		expect((await find({context: 'default'})).isNamed).toBe(false);
	});

	it.each([
		['an empty one', '', undefined],
		['a broken one', '{', /config.json is not JSON; it is left aside/],
		['one that is no object', '[1]', undefined],
	])('goes on without a configuration: %s', async (_name, body, warning) => {
		const folder = mkdtempSync(join(tmpdir(), 'tallyman-config-'));
		writeFileSync(join(folder, 'config.json'), body);
		const found = await find({}, {DOCKER_CONFIG: folder});
		expect(found.isNamed).toBe(false);
		if (warning === undefined) expect(found.warning).toBeUndefined();
		else expect(found.warning).toMatch(warning);
		rmSync(folder, {recursive: true});
	});

	it('reads no pipes, devices or mountains of configuration', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'tallyman-config-'));
		symlinkSync('/dev/zero', join(folder, 'config.json'));
		expect((await find({}, {DOCKER_CONFIG: folder})).warning).toMatch(/not a regular file/);
		rmSync(join(folder, 'config.json'));
		writeFileSync(join(folder, 'config.json'), ' '.repeat(2_000_000));
		expect((await find({}, {DOCKER_CONFIG: folder})).warning).toMatch(/larger than 1 MiB/);
		rmSync(folder, {recursive: true});
	});

	it('says that a path is too long for a socket', async () => {
		await expect(find({host: `unix:///${'x'.repeat(120)}`})).rejects.toThrow(/longer than 107 bytes/);
	});

	it('speaks TLS as docker’s flags and variables say', async () => {
		const tlsOf = async (...args: Parameters<typeof findAddresses>) => (await findAddresses(...args)).list[0]?.tls;
		const host = 'tcp://far:2376';
		const at = {DOCKER_CONFIG: join(home, 'none')};
		expect(await tlsOf({host}, at, home)).toBeUndefined();
		expect(await tlsOf({host}, {...at, DOCKER_TLS: '1'}, home)).toMatchObject({isVerified: false});
		expect(await tlsOf({host}, {...at, DOCKER_TLS_VERIFY: '1'}, home)).toMatchObject({isVerified: true});
		expect(await tlsOf({host, tls: {isOn: true, isVerified: false}}, at, home)).toMatchObject({isVerified: false});
		expect(await tlsOf({host, tls: {isOn: true, isVerified: true}}, at, home)).toMatchObject({isVerified: true});
		await expect(tlsOf({host, tls: {isOn: true, isVerified: true, ca: '/no/such'}}, at, home)).rejects.toThrow(
			/no CA at/,
		);
	});
});
