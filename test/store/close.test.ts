import {expect, test} from 'vitest';
import {run} from '../lab/process.ts';
import {patience} from '../patience.ts';
import {program} from '../pty/program.ts';

test('a monitor of an engine that is not there ends with its process', async () => {
	const output = await run(program.command, ['test/store/run-and-close.ts', 'unix:///nonexistent.sock'], {
		timeout: patience,
	});
	expect(output).toBe('closed while lost\n');
});
