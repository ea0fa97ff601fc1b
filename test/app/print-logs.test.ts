import {Writable} from 'node:stream';
import {afterEach, describe, expect, it} from 'vitest';
import type {LogsOptions} from '../../source/app/once/print-logs.ts';
import {main} from '../../source/main.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {line} from './open-log.ts';

let simulator: Simulator | undefined;

afterEach(async () => {
	await simulator?.stop();
	simulator = undefined;
});

/** What is printed of these logs, with the exit code. */
const print = async (options: Partial<LogsOptions>, prepare: (world: Simulator) => void = () => undefined) => {
	simulator = await startSimulator({fleet: testFleet(Date.now())});
	simulator.machine
		.container('database')
		.written.push(
			line('\u{1b}[31mred\u{1b}[0m first', 90),
			line('ERROR second', 60),
			line('    at its.Trace', 60),
			line('third', 30),
			line('fourth', 1),
		);
	prepare(simulator);
	const texts = {out: '', err: ''};
	const into = (name: keyof typeof texts) =>
		// Safe: printing asks for no more of a stream that is no terminal.
		new Writable({
			write: (chunk: Buffer, _encoding, done) => {
				texts[name] += String(chunk);
				done();
			},
		}) as unknown as NodeJS.WriteStream;
	const code = await main(
		{host: simulator.url, isDemo: false, isReadOnly: false, logs: {names: ['database'], hasTimes: false, ...options}},
		{stdin: process.stdin, stdout: into('out'), stderr: into('err')},
	);
	return {code, ...texts};
};

describe('logs that are printed', () => {
	it.each<readonly [Partial<LogsOptions>, string]>([
		[{}, 'red first|ERROR second|    at its.Trace|third|fourth'],
		[{tail: '2'}, 'third|fourth'],
		[{since: '1h30m'}, 'ERROR second|    at its.Trace|third|fourth'],
		[{until: '45m'}, 'red first|ERROR second|    at its.Trace'],
		[{until: '45m', tail: '1'}, '    at its.Trace'],
		[{only: 'r && !first'}, 'ERROR second|    at its.Trace|third|fourth'],
		[{only: 'r && !first', tail: '2'}, 'third|fourth'],
		[{level: 'warn'}, 'ERROR second|    at its.Trace'],
		[{only: 'nowhere'}, ''],
	])('with %j', async (options, lines) => {
		const {code, out, err} = await print(options);
		expect({code, out, err}).toEqual({code: 0, out: lines === '' ? '' : `${lines.replaceAll('|', '\n')}\n`, err: ''});
	});

	it('are merged by time where they are several, each line with its name and time', async () => {
		const {out} = await print({names: ['database', 'failed'], hasTimes: true}, ({machine}) => {
			machine.container('failed').written.length = 0;
			machine.container('failed').written.push(line('between', 45));
		});
		expect(out.split('\n').map(text => text.replace(/^\S+Z /, ''))).toEqual([
			...['database red first', 'database ERROR second', 'database     at its.Trace', 'failed between'],
			...['database third', 'database fourth', ''],
		]);
		expect(out).toMatch(/^\d{4}-\d\d-\d\dT\S+Z database/);
	});

	it.each<readonly [Partial<LogsOptions>, string]>([
		[{names: ['nobody']}, 'called nobody'],
		[{since: 'noon'}, '--since: noon is no time'],
		[{tail: 'some'}, '--tail takes a number of lines'],
		[{level: 'high'}, '--level takes one of'],
	])('are refused with %j', async (options, words) => {
		const {code, out, err} = await print(options);
		expect({code, out}).toEqual({code: 2, out: ''});
		expect(err).toContain(words);
	});

	it('that cannot be read say why', async () => {
		const {code, err} = await print({}, ({faults}) => {
			faults.refuse = {pattern: /\/logs$/, status: 500, message: 'the driver does not support reading'};
		});
		expect(code).toBe(1);
		expect(err).toContain('the driver does not support reading');
	});
});
