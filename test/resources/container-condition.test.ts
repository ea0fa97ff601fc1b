import {expect, test} from 'vitest';
import {type Case, expectedOf, saidOf} from './container-said.ts';

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
];

test.each(cases)('a container in a state: $of', given => {
	expect(saidOf(given)).toEqual(expectedOf(given));
});
