import {describe, expect, test} from 'vitest';
import type {Container, ContainerDetails} from '../../source/model/container.ts';
import {containers} from '../../source/resources/containers/containers.ts';
import type {Death} from '../../source/store/state.ts';
import {container, death, detailsFor, now, viewOf} from './container-view.ts';

type Case = {
	readonly of: string;
	readonly row?: Partial<Container>;
	readonly details?: Partial<ContainerDetails>;
	readonly deaths?: readonly Death[];
	readonly word: string;
	readonly tone: string;
	readonly status: string;
	readonly reason: string | undefined;
	readonly isFaulty: boolean;
};

const portTaken =
	'failed to set up container networking: driver failed programming external connectivity on endpoint web (0a1b2c): Bind for 0.0.0.0:18081 failed: port is already allocated';
const noCommand =
	'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH: unknown';

const cases: readonly Case[] = [
	{of: 'one that runs', word: 'running', tone: 'good', status: 'Up 3m', reason: undefined, isFaulty: false},
	{
		of: 'one that is healthy',
		row: {health: 'healthy'},
		word: 'healthy',
		tone: 'good',
		status: 'Up 3m (healthy)',
		reason: undefined,
		isFaulty: false,
	},
	{
		of: 'one whose health check is still to come',
		row: {health: 'starting'},
		word: 'starting',
		tone: 'busy',
		status: 'Up 3m (starting)',
		reason: undefined,
		isFaulty: false,
	},
	{
		of: 'an unhealthy one of which only the row is known',
		row: {health: 'unhealthy'},
		word: 'unhealthy',
		tone: 'bad',
		status: 'Up 3m (unhealthy)',
		reason: 'its health check fails',
		isFaulty: true,
	},
	{
		of: 'an unhealthy one',
		row: {health: 'unhealthy'},
		details: {
			probes: [
				{exitCode: 0, output: 'fine'},
				{exitCode: 1, output: 'curl: (28) timed out'},
			],
		},
		word: 'unhealthy',
		tone: 'bad',
		status: 'Up 3m (unhealthy)',
		reason: 'health check: curl: (28) timed out',
		isFaulty: true,
	},
	{
		of: 'an unhealthy one whose check says nothing',
		row: {health: 'unhealthy'},
		details: {probes: [{exitCode: 7, output: ''}]},
		word: 'unhealthy',
		tone: 'bad',
		status: 'Up 3m (unhealthy)',
		reason: 'health check: exit 7',
		isFaulty: true,
	},
	{
		of: 'a paused one',
		row: {state: 'paused'},
		word: 'paused',
		tone: 'warning',
		status: 'Paused, up 3m',
		reason: 'paused: its processes are frozen',
		isFaulty: true,
	},
	{
		of: 'one that was never started',
		row: {state: 'created'},
		details: {},
		word: 'created',
		tone: 'quiet',
		status: 'Created',
		reason: 'created, never started',
		isFaulty: false,
	},
	{
		of: "a task's container that waits for its restart delay",
		row: {state: 'created', taskId: 't1'},
		word: 'created',
		tone: 'quiet',
		status: 'Created',
		reason: 'created, swarm starts it after its restart delay',
		isFaulty: false,
	},
	{
		of: 'a first start that failed',
		row: {state: 'created'},
		details: {error: portTaken, exitCode: 128},
		word: 'start failed',
		tone: 'bad',
		status: 'Start failed',
		reason: 'port 18081 is taken',
		isFaulty: true,
	},
	{
		of: 'a later start that failed',
		row: {state: 'exited', exitCode: 127},
		details: {error: noCommand, exitCode: 127},
		word: 'start failed',
		tone: 'bad',
		status: 'Exited (127) 3m ago',
		reason: 'no such command: nope',
		isFaulty: true,
	},
	{
		of: 'one that runs again after a start that failed',
		details: {error: portTaken, state: 'exited'},
		word: 'running',
		tone: 'good',
		status: 'Up 3m',
		reason: undefined,
		isFaulty: false,
	},
	{
		of: 'one that ended well',
		row: {state: 'exited', exitCode: 0},
		word: 'exited',
		tone: 'quiet',
		status: 'Exited (0) 3m ago',
		reason: undefined,
		isFaulty: false,
	},
	{
		of: 'one that a person stopped',
		row: {state: 'exited', exitCode: 143},
		deaths: [death(100, {exitCode: 143, signal: 15})],
		word: 'exited',
		tone: 'quiet',
		status: 'Exited (143) 3m ago',
		reason: 'exit 143, killed by SIGTERM sent through the engine',
		isFaulty: false,
	},
	{
		of: 'one that failed',
		row: {state: 'exited', exitCode: 1},
		word: 'exited',
		tone: 'bad',
		status: 'Exited (1) 3m ago',
		reason: 'exit 1',
		isFaulty: true,
	},
	{
		of: 'one that was killed, nobody knows by whom',
		row: {state: 'exited', exitCode: 137},
		word: 'exited',
		tone: 'bad',
		status: 'Exited (137) 3m ago',
		reason: 'exit 137, killed by SIGKILL',
		isFaulty: true,
	},
	{
		of: 'one that was killed through the engine',
		row: {state: 'exited', exitCode: 137},
		deaths: [death(60, {exitCode: 137, signal: 9})],
		word: 'exited',
		tone: 'bad',
		status: 'Exited (137) 3m ago',
		reason: 'exit 137, killed by SIGKILL sent through the engine',
		isFaulty: true,
	},
	{
		of: 'one that the kernel killed before we came',
		row: {state: 'exited', exitCode: 137},
		details: {isOutOfMemory: true, memoryLimit: 20 * 1_048_576},
		word: 'exited',
		tone: 'bad',
		status: 'Exited (137) 3m ago',
		reason: 'exit 137, out of memory at 20MiB',
		isFaulty: true,
	},
	{
		of: 'a loop of the kernel killing it',
		row: {since: now - 4000},
		details: {memoryLimit: 20 * 1_048_576},
		deaths: [290, 200, 150, 100, 50, 5].map(seconds => death(seconds, {exitCode: 137, isOutOfMemory: true})),
		word: 'restarting',
		tone: 'bad',
		status: 'Up 4s',
		reason: 'exit 137, out of memory at 20MiB, 6 times in 5 min, last 5s ago',
		isFaulty: true,
	},
	{
		of: 'one that ended three times, the first too long ago',
		deaths: [301, 200, 10].map(seconds => death(seconds, {exitCode: 2})),
		word: 'running',
		tone: 'good',
		status: 'Up 3m',
		reason: 'exit 2, 2 times in 4 min, last 10s ago',
		isFaulty: false,
	},
	{
		of: 'one that waits to be restarted',
		row: {state: 'restarting', exitCode: 3, since: now - 9000},
		details: {restartCount: 10, exitCode: 3},
		word: 'restarting',
		tone: 'bad',
		status: 'Restarting (3) 9s ago',
		reason: 'exit 3, 10 restarts',
		isFaulty: true,
	},
	{
		of: 'a loop that began before we came',
		row: {since: now - 8000},
		details: {restartCount: 10, startedAt: now - 8000},
		word: 'restarting',
		tone: 'bad',
		status: 'Up 8s',
		reason: 'restarted 10 times by the engine',
		isFaulty: true,
	},
	{
		of: 'one that was restarted often and has run well since',
		details: {restartCount: 10, startedAt: now - 3_600_000},
		word: 'running',
		tone: 'good',
		status: 'Up 3m',
		reason: undefined,
		isFaulty: false,
	},
	{
		of: 'a dead one',
		row: {state: 'dead'},
		word: 'dead',
		tone: 'bad',
		status: 'Dead',
		reason: 'exit code unknown',
		isFaulty: true,
	},
	{
		of: 'one of a state that we do not know',
		row: {state: 'melting'},
		word: 'melting',
		tone: 'quiet',
		status: 'Melting',
		reason: undefined,
		isFaulty: false,
	},
];

const columnText = (id: string, row: Container, view: ReturnType<typeof viewOf>): string => {
	const cell = containers.columns.find(column => column.id === id)?.cell(row, view);
	return cell !== undefined && 'text' in cell ? cell.text : '';
};

describe('what a container says of itself', () => {
	test.each(cases)('$of', given => {
		const row = container(given.row);
		const view = viewOf(row, {
			...(given.details === undefined ? {} : {details: detailsFor(row, given.details)}),
			...(given.deaths === undefined ? {} : {deaths: given.deaths}),
		});
		const {word, tone} = containers.condition(row, view);
		expect({
			word,
			tone,
			status: columnText('status', row, view),
			reason: containers.reason(row, view),
			isFaulty: containers.isFaulty(row, view),
		}).toEqual({
			word: given.word,
			tone: given.tone,
			status: given.status,
			reason: given.reason,
			isFaulty: given.isFaulty,
		});
		expect(
			containers
				.explain(row, view)
				?.map(span => span.text)
				.join(''),
		).toBe(given.reason === undefined ? undefined : `web: ${given.reason}`);
	});
});
