import {describe, expect, it, test} from 'vitest';
import {readFlagWords} from '../../source/model/flag-words.ts';
import {planOf, runFlags} from '../../source/model/run-flags.ts';
import {planFor} from '../../source/model/run-plan.ts';
import {joinWords, splitWords} from '../../source/model/shell-words.ts';

describe('a line as words', () => {
	test.each<[string, readonly string[]]>([
		['', []],
		['  a  b ', ['a', 'b']],
		["a 'b c' d", ['a', 'b c', 'd']],
		['a "b \\"c\\" \\$d" e', ['a', 'b "c" $d', 'e']],
		['"a\\n"', ['a\\n']],
		['a\'b\'c"d"', ['abcd']],
		['a\\ b', ['a b']],
		['\'\' ""', ['', '']],
		['a \\\n  b', ['a', 'b']],
		// A paste has its line ends made blanks.
		['a \\   b', ['a', 'b']],
		["'$HOME' a*b", ['$HOME', 'a*b']],
		['A=b=c 東京', ['A=b=c', '東京']],
	])('%j', (line, words) => {
		expect(splitWords(line)).toEqual({words});
	});

	test.each<[string, string]>([
		['a "b', 'a quote " is not closed'],
		["a 'b", "a quote ' is not closed"],
		['a $HOME', '$HOME is for a shell'],
		['a "x$(id)y"', '$(id) is for a shell'],
		['a `id`', '`id` is for a shell'],
		['a | b', '| is for a shell'],
		['a; b', '; is for a shell'],
		['a > b', '> is for a shell'],
		['~/x:/y', '~ is for a shell'],
	])('%j is refused', (line, fault) => {
		const split = splitWords(line);
		expect('fault' in split && split.fault).toContain(fault);
	});

	it('is split into the same words that it was joined of', () => {
		const words = ['a', '', "it's", '$HOME', 'a b', '"', '\\', '東京', '-p', 'A=b c', '~', '|'];
		expect(splitWords(joinWords(words))).toEqual({words});
	});
});

const planned = (line: string) => {
	const split = splitWords(line);
	const told = 'fault' in split ? split : readFlagWords(runFlags, split.words);
	return 'fault' in told ? told : planOf(told);
};

const port = (containerPort: number, hostPort?: number, ip?: string, protocol: 'tcp' | 'udp' = 'tcp') => ({
	containerPort,
	protocol,
	...(hostPort === undefined ? {} : {hostPort}),
	...(ip === undefined ? {} : {ip}),
});

describe('the words of docker run', () => {
	test.each<[string, object]>([
		['nginx', {}],
		['nginx nginx -g "daemon off;"', {command: ['nginx', '-g', 'daemon off;']}],
		['-d --name web nginx', {name: 'web'}],
		['--name=web nginx', {name: 'web'}],
		['-dit nginx', {isInteractive: true, hasTty: true}],
		['-p4000:80 nginx', {ports: [port(80, 4000)]}],
		['-p 4000:80 -p 127.0.0.1:53:53/udp nginx', {ports: [port(80, 4000), port(53, 53, '127.0.0.1', 'udp')]}],
		['-p 80 nginx', {ports: [port(80)]}],
		['-p 127.0.0.1::80 nginx', {ports: [port(80, undefined, '127.0.0.1')]}],
		['-p [::1]:80:80 nginx', {ports: [port(80, 80, '::1')]}],
		['-p 8000-8001:80-81 nginx', {ports: [port(80, 8000), port(81, 8001)]}],
		['-e A=b -e "C=d e" --env=F= nginx', {environment: ['A=b', 'C=d e', 'F=']}],
		['-v data:/srv:ro -v /a:/b -v /only nginx', {binds: ['data:/srv:ro', '/a:/b', '/only']}],
		[
			'--mount type=bind,source=/a,target=/b,readonly nginx',
			{mounts: [{type: 'bind', source: '/a', target: '/b', isReadOnly: true}]},
		],
		['--restart on-failure:3 nginx', {limits: {restart: 'on-failure', retries: 3}}],
		['--cpus 1e1 nginx', {fault: '1e1 is no count of CPUs, such as 0.5'}],
		[
			'--cpus .5 -m 64m --memory-swap -1 --pids-limit 9 nginx',
			{limits: {restart: 'no', retries: 0, cpus: 0.5, memory: 64 * 1024 ** 2, memoryAndSwap: 'unlimited', pids: 9}},
		],
		[
			'-w /srv -u 1000:1000 -h box --entrypoint sh nginx',
			{directory: '/srv', user: '1000:1000', hostname: 'box', entrypoint: 'sh'},
		],
		['-- nginx -p', {command: ['-p']}],
		['nginx -p 80', {command: ['-p', '80']}],
		['--rm=false nginx', {}],
	])('%s', (line, expected) => {
		const plan = planned(line);
		expect(plan).toEqual('fault' in expected ? expected : {value: {...planFor('nginx'), ...expected}});
	});

	test.each<[string, string]>([
		['', 'it wants the name of an image'],
		['-d', 'it wants the name of an image'],
		['--gpus all nginx', '--gpus is not known here'],
		['-dq nginx', '-q is not known here'],
		['nginx:1 -p', ''],
		['-p', '-p wants a value after it'],
		['--name', '--name wants a value after it'],
		['-p eighty nginx', 'eighty is no port'],
		['-p 0:80 nginx', '0:80 is no port'],
		['-p 80:99999 nginx', '80:99999 is no port'],
		['-p 1-2:80 nginx', 'both ranges must be of one length'],
		['-e HOME nginx', "HOME would be taken from a shell's environment"],
		['-v ./x:/y nginx', './x is neither'],
		['-v data:y nginx', 'y is no whole path within a container'],
		['-v /a:/b:rx nginx', 'a mount is not rx'],
		['--mount type=npipe,target=/a nginx', '--mount knows no type npipe'],
		['--mount source=/a nginx', '--mount wants target='],
		['--mount target=/a,bind-propagation=shared nginx', 'bind-propagation of --mount is not known here'],
		['--restart sometimes nginx', 'sometimes is no restart policy'],
		['--restart always:3 nginx', 'always:3 is no restart policy'],
		['-m 5m nginx', '5m is less than an engine takes'],
		['-m 64m --memory-swap 32m nginx', 'memory and swap together are no less'],
		['--rm --restart always nginx', '--rm and --restart do not go together'],
		['--rm=maybe nginx', '--rm takes no value maybe'],
	])('%s is refused', (line, fault) => {
		const plan = planned(line);
		if (fault === '') expect(plan).toHaveProperty('value.command', ['-p']);
		else expect('fault' in plan && plan.fault).toContain(fault);
	});
});
