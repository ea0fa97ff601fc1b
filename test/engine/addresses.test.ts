import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {findAddresses} from '../../source/engine/addresses.ts';

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
			'unix:///run/user/7/podman/podman.sock',
			'unix:///run/podman/podman.sock',
		]);
	});

	it('takes a context with its certificates', async () => {
		expect((await find({context: 'prod'})).list[0]).toMatchObject({
			name: 'prod',
			tls: {ca: 'CA', cert: 'CERT', key: 'KEY', isVerified: true},
		});
		expect((await find({context: 'lax'})).list[0]?.tls).toEqual({isVerified: false});
	});

	it.each([
		[{host: 'nonsense://x'}, {}, /"nonsense:\/\/x" \(--host\)/],
		[{host: 'unix://'}, {}, /--host/],
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
});
