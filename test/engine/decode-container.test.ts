import {describe, expect, it} from 'vitest';
import {ageInWords, decodeContainer} from '../../source/engine/decode-container.ts';
import {decodeContainerDetails} from '../../source/engine/decode-details.ts';
import {decodeEvent} from '../../source/engine/decode-event.ts';
import {withKnownSince} from '../../source/model/container.ts';

const now = 1_800_000_000_000;
const id = 'c'.repeat(64);

describe('a row of the container list', () => {
	it('needs nothing but an id', () => {
		expect(decodeContainer({Id: id}, 'h', now)).toMatchObject({id, name: 'c'.repeat(12), ports: [], labels: {}});
		for (const Names of [null, [], 'x', [7]])
			expect(decodeContainer({Id: id, Names, Labels: null, Ports: null, Mounts: {}}, 'h', now)?.id).toBe(id);
		for (const row of [undefined, null, 'x', [], {}]) expect(decodeContainer(row, 'h', now)).toBeUndefined();
	});

	it.each([
		['Up 3 minutes (healthy)', {health: 'healthy', since: now - 180_000, sinceUnit: 60_000}],
		['Up About an hour (unhealthy)', {health: 'unhealthy', since: now - 3_600_000, sinceUnit: 3_600_000}],
		['Up Less than a second (health: starting)', {health: 'starting', since: now, sinceUnit: 1000}],
		['Exited (137) 3 weeks ago', {exitCode: 137, since: now - 21 * 86_400_000, sinceUnit: 7 * 86_400_000}],
		['Restarting (1) 5 seconds ago', {exitCode: 1, since: now - 5000, sinceUnit: 1000}],
		['Up 1 second', {since: now - 1000, sinceUnit: 1000}],
	])('understands %s', (Status, expected) => {
		const row = decodeContainer({Id: id, Status}, 'h', now);
		expect(row).toMatchObject(expected);
		expect(Object.keys(row ?? {}).filter(key => key === 'health' || key === 'exitCode')).toEqual(
			Object.keys(expected).filter(key => key === 'health' || key === 'exitCode'),
		);
	});

	it.each([
		['exited', 'exited'],
		['configured', 'created'],
		['initialized', 'created'],
		['stopping', 'running'],
		['stopped', 'exited'],
		['constructor', 'constructor'],
	])('takes the state %s, in a list or inspected, for %s', (told, state) => {
		expect(decodeContainer({Id: id, State: told}, 'h', now)?.state).toBe(state);
		expect(decodeContainerDetails({Id: id, State: {Status: told}}).state).toBe(state);
	});

	it('keeps the earliest of what was told of one state, and starts anew with another', () => {
		const at = (moment: number, Status: string, State = 'running') => {
			const row = decodeContainer({Id: id, Status, State}, 'h', moment);
			if (row === undefined) throw new Error('a row needs nothing but an id');
			return row;
		};
		const young = at(now, 'Up 50 seconds');
		const older = withKnownSince(young, at(now + 45_000, 'Up About a minute'));
		expect(older).toMatchObject({since: now - 50_000, sinceUnit: 1000, status: 'Up About a minute'});
		const rough = at(now, 'Up 7 minutes');
		expect(withKnownSince(rough, at(now + 45_000, 'Up 8 minutes')).since).toBe(now - 435_000);
		expect(withKnownSince(rough, at(now + 45_000, 'Up 7 minutes'))).toEqual(rough);
		// An hour and a half is '2 hours' to Docker.
		expect(withKnownSince(young, at(now + 5_400_000, 'Up 2 hours'))).toMatchObject({
			since: now - 50_000,
			sinceUnit: 1000,
		});
		expect(withKnownSince(rough, at(now + 45_000, 'Up 3 seconds')).since).toBe(now + 42_000);
		expect(withKnownSince(rough, at(now + 1000, 'Exited (0) 7 minutes ago', 'exited')).since).toBe(now - 419_000);
	});

	it('knows no age where there are no words for it', () => {
		for (const status of ['', 'Created', 'Dead', 'Removal In Progress']) expect(ageInWords(status)).toBeUndefined();
	});

	it('takes its own name, and cleans what a stranger chose', () => {
		const row = decodeContainer(
			{
				Id: id,
				Names: ['/other/alias', '/web\u001b[2J'],
				Image: 'a\u0000b',
				ImageID: `sha256:${'d'.repeat(64)}`,
				Created: 1_700_000_000,
				Labels: {'com.docker.compose.project': 'shop', 'com.docker.swarm.task.id': 't'},
				Ports: [
					{PrivatePort: 443, Type: 'tcp'},
					{IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp'},
				],
			},
			'h',
			now,
		);
		expect(row).toMatchObject({name: 'web', image: 'ab', createdAt: 1_700_000_000_000, project: 'shop', taskId: 't'});
		expect(row?.imageId).toBe(`sha256:${'d'.repeat(64)}`);
		expect(row?.ports).toEqual([
			{ip: '0.0.0.0', privatePort: 80, publicPort: 8080, protocol: 'tcp'},
			{privatePort: 443, protocol: 'tcp'},
		]);
	});
});

describe('what inspect tells', () => {
	it('knows no moment in the year 1, and no limit of 0', () => {
		const details = decodeContainerDetails({
			Id: id,
			Name: '/web',
			State: {Status: 'running', StartedAt: '2026-11-24T03:00:00.123456789Z', FinishedAt: '0001-01-01T00:00:00Z'},
			HostConfig: {Memory: 0, NanoCpus: 500_000_000, PidsLimit: null},
			Config: {Tty: true, Env: ['A=b=c', 'EMPTY=', 'BARE']},
			NetworkSettings: {Ports: {'80/tcp': [{HostIp: '', HostPort: '8080'}], '53/udp': null}},
		});
		expect(details).toMatchObject({
			name: 'web',
			hasTty: true,
			cpuLimit: 0.5,
			startedAt: Date.UTC(2026, 10, 24, 3, 0, 0, 123),
		});
		expect(details).not.toHaveProperty('finishedAt');
		expect(details).not.toHaveProperty('memoryLimit');
		expect(details.environment[0]).toEqual({name: 'A', value: 'b=c'});
		expect(details.ports).toEqual([
			{privatePort: 80, publicPort: 8080, protocol: 'tcp'},
			{privatePort: 53, protocol: 'udp'},
		]);
		expect(decodeContainerDetails(null)).toMatchObject({id: '', state: 'unknown', probes: []});
	});
});

describe('what inspect tells of one that does not run', () => {
	it('is its configured ports, its CPUs, and its command with quotes as docker prints them', () => {
		const details = decodeContainerDetails({
			Id: id,
			Path: 'sh',
			Args: ['-c', 'sleep 5; true'],
			HostConfig: {CpusetCpus: '0-1', PortBindings: {'80/tcp': [{HostIp: '', HostPort: '18081'}]}},
			Config: {ExposedPorts: {'80/tcp': {}, '443/tcp': {}}},
			NetworkSettings: {Ports: {}},
		});
		expect(details).toMatchObject({command: "sh -c 'sleep 5; true'", cpuSet: '0-1'});
		expect(details.ports).toEqual([
			{privatePort: 80, publicPort: 18081, protocol: 'tcp'},
			{privatePort: 443, protocol: 'tcp'},
		]);
	});
});

describe('an event', () => {
	it('is read in the new form and the old one', () => {
		const timeNano: unknown = JSON.parse('1764000000123456789');
		expect(
			decodeEvent({
				Type: 'container',
				Action: 'health_status: healthy',
				Actor: {ID: id, Attributes: {name: 'a'}},
				timeNano,
			}),
		).toMatchObject({type: 'container', action: 'health_status', detail: 'healthy', id, at: 1_764_000_000_123});
		expect(decodeEvent({status: 'die', id, time: 5})).toMatchObject({type: 'container', action: 'die', id, at: 5000});
		expect(decodeEvent({})).toBeUndefined();
	});

	it.each([
		['an image by a name with a path', 'image', 'pull', 'registry.local:5000/a/b:1', 'registry.local:5000/a/b:1'],
		['many by no id', 'container', 'prune', '', ''],
		['no container by what is another path', 'container', 'die', '../images', undefined],
		['no container without an id', 'container', 'die', '', undefined],
	])('names %s', (_what, Type, Action, ID, told) => {
		expect(decodeEvent({Type, Action, Actor: {ID}, time: 5})?.id).toBe(told);
	});
});
