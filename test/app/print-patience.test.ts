import {Writable} from 'node:stream';
import {expect, test} from 'vitest';
import {main} from '../../source/main.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {startSimulator} from '../../source/simulator/simulator.ts';

test('figures that do not come are unknown after a few seconds, and the rest is printed', async () => {
	const simulator = await startSimulator({fleet: testFleet(Date.now())});
	simulator.faults.hang = /\/stats$/;
	let out = '';
	// Safe: printing asks for no more of a stream that is no terminal.
	const stdout = new Writable({
		write: (chunk: Buffer, _encoding, done) => {
			out += String(chunk);
			done();
		},
	}) as unknown as NodeJS.WriteStream;
	const code = await main(
		{host: simulator.url, isDemo: false, isReadOnly: false, once: 'containers', tier: 'polling'},
		{stdin: process.stdin, stdout, stderr: stdout},
	);
	await simulator.stop();
	expect(code).toBe(0);
	expect(out).toMatch(/^web +Up 10h .* - +- +-$/m);
});
