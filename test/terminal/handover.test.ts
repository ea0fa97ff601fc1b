import {Duplex, PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {type BareTerminal, handOver} from '../../source/terminal/handover.ts';

/** A terminal as far as a guest sees it. */
const bare = (): BareTerminal => {
	const stdin = Object.assign(new PassThrough(), {setRawMode: () => stdin});
	const stdout = Object.assign(new PassThrough(), {columns: 80, rows: 24});
	stdout.resume();
	// Safe: these are the members that a guest's terminal is asked for.
	return {stdin, stdout} as unknown as BareTerminal;
};

const typedInto = async (isLeftByKeys: boolean, ...typed: readonly string[]) => {
	const terminal = bare();
	let given = '';
	const stream = new Duplex({
		read: () => undefined,
		write(chunk: Buffer, _encoding, done) {
			given += chunk.toString('latin1');
			done();
			if (given.endsWith('!')) stream.push(null);
		},
	});
	const over = handOver(terminal, {stream, isLeftByKeys, resize: () => undefined});
	for (const keys of typed) {
		terminal.stdin.emit('data', Buffer.from(keys, 'latin1'));
		await new Promise(resolve => setImmediate(resolve));
	}
	await over;
	return {given, isDestroyed: stream.destroyed};
};

test.each<[readonly string[], string]>([
	[['a', '\u{10}\u{11}', 'b'], 'a'],
	[['a', '\u{10}', '\u{11}'], 'a'],
	[['a\u{10}\u{11}b'], 'a'],
	[['\u{10}', '\u{10}\u{11}'], '\u{10}'],
])('what is read here leaves: %j', async (typed, given) => {
	expect(await typedInto(true, ...typed)).toEqual({given, isDestroyed: true});
});

test.each<[boolean, readonly string[], string]>([
	[true, ['\u{10}', 'x', '\u{11}!'], '\u{10}x\u{11}!'],
	[true, ['\u{c3}\u{a9}', '\u{3}!'], '\u{c3}\u{a9}\u{3}!'],
	[false, ['\u{10}\u{11}', '!'], '\u{10}\u{11}!'],
])('all else is handed on as it is (%s): %j', async (isLeftByKeys, typed, given) => {
	expect((await typedInto(isLeftByKeys, ...typed)).given).toBe(given);
});
