import {describe, expect, it} from 'vitest';
import {createAdmission} from '../../source/engine/admission.ts';
import type {CallPool} from '../../source/engine/agents.ts';
import {parseSshAddress} from '../../source/engine/ssh-address.ts';
import {sshFault, usefulLine} from '../../source/engine/ssh-words.ts';

describe('ssh addresses', () => {
	it.each([
		['ssh://host', ['--', 'host'], undefined],
		['ssh://ops@host:2222/', ['-l', 'ops', '-p', '2222', '--', 'host'], undefined],
		[
			'ssh://o%40x@[fe80::1%25eth0]:22/run/my%20docker.sock',
			['-l', 'o@x', '-p', '22', '--', 'fe80::1%eth0'],
			'/run/my docker.sock',
		],
	])('reads %s', (url, destination, path) => {
		expect(parseSshAddress(url)).toEqual({destination, ...(path === undefined ? {} : {path})});
	});

	it.each([
		'ssh://-oProxyCommand=x',
		'ssh://-l@host',
		'ssh://@host',
		'ssh://a:secret@host',
		'ssh://host?x',
		'ssh://%zz@host',
	])('refuses %s', url => {
		expect(() => parseSshAddress(url)).toThrow(expect.objectContaining({kind: 'configuration'}));
	});
});

describe('the words of ssh', () => {
	it.each([
		[
			'ssh: connect to host far port 22: Connection refused\r\n',
			'ssh: connect to host far port 22: Connection refused',
			'unreachable',
		],
		[
			'Warning: Permanently added x\nops@far: Permission denied (publickey).\n',
			'ssh: ops@far: Permission denied (publickey).',
			'forbidden',
		],
		['@@@@@@\n@ WARNING @\nHost key verification failed.\n', 'ssh: Host key verification failed.', 'forbidden'],
		['channel 3: open failed: connect failed: open failed\n\n', 'ssh ended without a word', 'unreachable'],
	])('takes the line of %j that says why', (printed, message, kind) => {
		expect(sshFault(printed, false)).toMatchObject({message, kind, advice: expect.any(String)});
	});

	it('cleans them', () => {
		expect(usefulLine('bad\u{1b}[2J\n')).not.toContain('\u{1b}');
	});
});

describe('few connections for all', () => {
	const {signal} = new AbortController();

	it('leaves one to questions on containers, whatever else goes on', async () => {
		const admission = createAdmission();
		const inside: CallPool[] = [];
		const enter = (pool: CallPool) => admission.enter(pool, signal).then(() => inside.push(pool));
		for (const pool of ['streams', 'streams', 'streams', 'stats', 'stats', 'swarm', 'actions'] as const)
			void enter(pool).catch(() => undefined);
		await enter('containers');
		expect(inside).toEqual(['streams', 'streams', 'streams', 'stats', 'containers']);
	});

	it('refuses a stream too many, and lets in who waits when one leaves', async () => {
		const admission = createAdmission();
		const leave = await admission.enter('swarm', signal);
		const next = admission.enter('swarm', signal);
		leave();
		leave();
		await next;
		for (let index = 0; index < 3; index++) await admission.enter('streams', signal);
		await expect(admission.enter('streams', signal)).rejects.toMatchObject({kind: 'rejected'});
	});

	it('forgets who gave up', async () => {
		const admission = createAdmission();
		const leave = await admission.enter('swarm', signal);
		const ending = new AbortController();
		const given = admission.enter('swarm', ending.signal);
		ending.abort();
		await expect(given).rejects.toMatchObject({kind: 'timeout'});
		leave();
		await admission.enter('swarm', signal);
	});
});
