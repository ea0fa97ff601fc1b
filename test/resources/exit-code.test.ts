import {expect, it} from 'vitest';
import {exitText} from '../../source/resources/containers/explain.ts';

it.each([
	[0, 'exit 0'],
	[1, 'exit 1'],
	[125, 'exit 125, docker could not run it'],
	[126, 'exit 126, command cannot be executed'],
	[127, 'exit 127, command not found'],
	[130, 'exit 130, SIGINT'],
	[134, 'exit 134, SIGABRT'],
	[137, 'exit 137, SIGKILL'],
	[139, 'exit 139, SIGSEGV'],
	[143, 'exit 143, SIGTERM'],
	[undefined, 'exit code unknown'],
])('exit code %s means: %s', (code, text) => expect(exitText(code)).toBe(text));
