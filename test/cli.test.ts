import {describe, expect, it} from 'vitest';
import {run} from './lab/process.ts';
import {program} from './pty/program.ts';

const called = (...args: readonly string[]): Promise<string> => run(program.command, [program.entry, ...args]);

describe('the front door', () => {
	it.each([
		[['--config', 'x', '--config', 'y'], 'The flag --config can only be set once'],
		[['--stats', 'files', '--stats', 'polling'], 'The flag --stats can only be set once'],
		[['--stats', 'guessing'], '--stats takes files, polling or streams'],
		[['containers', 'services'], 'one table at a time'],
		[['--sort', '-nmae', '--demo'], '--sort: no column nmae; did you mean name?'],
		[['--check', 'services faults=0', 'nodes'], '--check prints a line for each check, and nothing else'],
		[['harbours'], 'there is no command "harbours"'],
		[['-H', 'ftp://x', 'containers'], 'is not an engine’s address'],
		[['-H', `unix:///${'x'.repeat(200)}`, 'containers'], 'longer than 107 bytes'],
		[['--tlscacert', '/no/such', '-H', 'tcp://127.0.0.1:1', 'containers'], 'there is no CA at /no/such'],
	])('answers %j in a sentence, with exit code 2', async (args, words) => {
		const error: unknown = await called(...args).catch((caught: unknown) => caught);
		expect(error).toBeInstanceOf(Error);
		const told = error instanceof Error ? error.message : '';
		expect(told).toContain(words);
		expect(told).toContain('ended with 2');
		expect(told).not.toMatch(/\n\s+at /);
	});

	it('lets no escape sequence of an argument through', async () => {
		const hostile = '\u{1b}[31mred\u{1b}]0;owned\u{7}';
		for (const args of [[hostile], ['--stats', hostile], ['-H', `ftp://${hostile}`, 'containers'], [`--${hostile}`]]) {
			const error: unknown = await called(...args).catch((caught: unknown) => caught);
			expect(error instanceof Error ? error.message.split('ended with')[1] : '').not.toContain('\u{1b}');
		}
	});

	it('bounds what it says of an argument', async () => {
		const error: unknown = await called('x'.repeat(60_000)).catch((caught: unknown) => caught);
		expect(error instanceof Error ? error.message.split('ended with')[1]?.length : 0).toBeLessThan(6000);
	});
});
