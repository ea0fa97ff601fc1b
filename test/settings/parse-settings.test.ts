import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {usualSettings} from '../../source/settings/settings.ts';
import {parsed} from './words.ts';

describe('what is wrong in a file', () => {
	it.each([
		['theme: lihgt', '1: theme takes auto, dark, light, 16-colours, high-contrast or colour-blind, not lihgt'],
		['# mine\n\ntehme: dark', '3: tehme is not known; did you mean theme?'],
		['colours: [red]', '1: colours is not known; there are theme, mouse, history, audit, read-only'],
		['mouse: left', '1: mouse takes on or off, not left'],
		['read-only: maybe', '1: read-only takes on or off, not maybe'],
		['audit: audit.jsonl', '1: audit takes a whole path: it begins with / or ~/'],
		['audit: on', '1: audit takes a whole path'],
		['audit: [a]', '1: audit takes the path of a file, or off, not ["a"]'],
		['confirm: never', '1: confirm takes usual or strict, not never'],
		['keys:\n  stpo: Z', '2: keys.stpo is not known; did you mean stop?'],
		['keys:\n  screen: Z', '2: keys.screen is not known; tallyman config prints what there is'],
		['keys: [a]', '1: keys takes keys with values, not ["a"]'],
		['keys:\n  sort: ctrl+c', '2: keys.sort cannot have the key ctrl+c: it is always for quit'],
		['keys:\n  sort: 1', '2: keys.sort cannot have the key 1: it is always for screen'],
		['keys:\n  sort: esc', '2: keys.sort cannot have the key esc: it is always for back'],
		['keys:\n  sort: ^i', '2: keys.sort cannot have the key ^i: it is tab to a terminal'],
		['keys:\n  sort: f13', '2: keys.sort cannot have the key f13: it is no key: a letter or sign, space'],
		['keys:\n  sort: "\\e"', '2: keys.sort cannot have the key : it is no key'],
		['keys:\n  sort: {a: b}', '2: keys.sort takes a key or a list of keys, not {"a":"b"}'],
		['keys:\n  stop: x', '2: keys.stop cannot have the key x: it is no capital letter: what acts is on capitals'],
		['keys:\n  mark: s', '2: keys.mark cannot have the key s: sort needs it in lists'],
		['keys:\n  stop: K', '2: keys.stop cannot have the key K: kill needs it at home'],
		['keys:\n  filter: E\n  logs: E', '3: keys.logs cannot have the key E: filter needs it at home'],
		['keys:\n  logs: E\n  filter: E', '3: keys.filter cannot have the key E: logs needs it at home'],
		['keys:\n  wrap: w\n  follow: w', '3: keys.follow cannot have the key w: wrap needs it in logs'],
		['columns:\n  containers: [name, sttus]', '2: columns.containers has no column sttus; did you mean status?'],
		['columns:\n  nodes: [why, nome, name]', '2: columns.nodes has no column nome; did you mean name?'],
		['columns:\n  nodes: []', '2: columns.nodes takes at least one column'],
		['columns:\n  containrs: [name]', '2: columns.containrs is not known; did you mean containers?'],
		['columns:\n  nodes:\n    - name\n    - {a: b}', '2: columns.nodes takes a list of columns'],
		['filters: {bad: [exited]}', '1: filters.bad takes a filter as it is typed'],
		['columns: {containers: ["label:"]}', '1: columns.containers has no column label:'],
		['sort: {tasks: upwards}', '1: sort.tasks has no order by upwards; there are urgency, name, state'],
		['sort: {tasks: name backwards}', '1: sort.tasks takes a column, and reverse after it'],
		['refresh: {publish: 2d}', '1: refresh.publish takes a time from 50ms to 1h, not 2d'],
		['refresh: {publish: 0}', '1: refresh.publish takes a time from 50ms to 1h, not 0'],
		['refresh: {swarmAside: 9s}', '1: refresh.swarmAside is not known; did you mean swarm-aside?'],
		['graphs: []', '1: graphs takes at least one time'],
		['graphs: [5m, 25h]', '1: graphs takes a time from 1m to 24h, not 25h'],
		['graphs: 5m', '1: graphs takes a list of times, not 5m'],
		['thresholds: {cpu: {warning: 95}}', '1: thresholds.cpu has its warning (95) above what is bad (90)'],
		['thresholds:\n  memory:\n    bad: 101', '3: thresholds.memory.bad takes 0 to 100, not 101'],
		['thresholds:\n  memory:\n    bad: much', '3: thresholds.memory.bad takes a percentage, not much'],
		['engines:\n  prod:\n    colour: red', '3: engines.prod.colour is not known; there are read-only, confirm'],
		['engines: [prod]', '1: engines takes keys with values, not ["prod"]'],
		['commands: [a]', '1: commands takes keys with values, not ["a"]'],
		['commands:\n  Trace: {run: a, kinds: nodes}', '2: commands.Trace is no name: small letters'],
		['commands:\n  stop: {run: a, kinds: nodes}', '2: commands.stop is a word of tallyman’s own'],
		['commands:\n  rm: {run: a, kinds: nodes}', '2: commands.rm is a word of tallyman’s own'],
		['commands:\n  svc: {run: a, kinds: nodes}', '2: commands.svc is a word of tallyman’s own'],
		['commands:\n  level: {run: a, kinds: nodes}', '2: commands.level is a word of tallyman’s own'],
		['commands:\n  trace: {kinds: nodes}', '2: commands.trace has no run, the line that is run'],
		['commands:\n  trace: {run: a}', '2: commands.trace has no kinds, the rows that it is for'],
		['commands:\n  trace: {run: [a], kinds: nodes}', '2: commands.trace.run takes a line for a shell, not ["a"]'],
		['commands:\n  trace: {run: "", kinds: nodes}', '2: commands.trace.run has no line to run'],
		['commands:\n  trace: {run: a, kinds: []}', '2: commands.trace.kinds takes at least one kind of rows'],
		[
			'commands:\n  trace: {run: a, kinds: [nodes, nods]}',
			'2: commands.trace.kinds has no kind nods; did you mean nodes?',
		],
		[
			'commands:\n  trace:\n    kinds: [containers]\n    run: a {nmae}',
			'4: commands.trace.run has {nmae}, which containers do not have; did you mean name?',
		],
		[
			'commands:\n  trace: {run: "a {image}", kinds: "containers, nodes"}',
			'2: commands.trace.run has {image}, which nodes do not have; they have id, name, label, state, node, engine',
		],
		['commands:\n  trace: {run: "a \'{name}\'", kinds: nodes}', '2: commands.trace.run has {name} in single quotes'],
		['commands:\n  trace: {run: a, kinds: nodes, ask: maybe}', '2: commands.trace.ask takes on or off, not maybe'],
		[
			'commands:\n  trace: {run: a, kinds: nodes, when: now}',
			'2: commands.trace.when is not known; there are key, kinds, run, ask, reads',
		],
		[
			'commands:\n  trace: {run: a, kinds: nodes, key: b}',
			'2: commands.trace.key cannot have the key b: it is no capital',
		],
		[
			'commands:\n  trace: {run: a, kinds: nodes, key: 1}',
			'2: commands.trace.key cannot have the key 1: it is always for screen',
		],
		[
			'commands:\n  trace: {run: a, kinds: containers, key: S}',
			'2: commands.trace.key cannot have the key S: stop needs it at home',
		],
		[
			'commands:\n  trace: {run: a, kinds: nodes, key: j, reads: on}',
			'2: commands.trace.key cannot have the key j: down needs it at home',
		],
		[
			'keys: {raw: F}\ncommands:\n  trace: {run: a, kinds: nodes, key: F}',
			'3: commands.trace.key cannot have the key F: raw needs it at home',
		],
		[
			'commands:\n  trace: {run: a, kinds: nodes, key: F}\n  strace: {run: a, kinds: [tasks, nodes], key: F}',
			'3: commands.strace.key cannot have the key F: trace needs it at home',
		],
		['- theme', '1: the file takes keys with values, not ["theme"]'],
		['theme: dark\ntheme: light', '2: this key stands there twice, and the last one holds'],
	])('%j is told', (text, expected) => {
		const {faults} = parsed(text);
		expect(faults).toHaveLength(1);
		expect(faults[0]).toContain(`file:${expected}`);
		expect(faults[0]).not.toMatch(/\p{Control}/u);
	});

	it.each([
		['a list without an end', 'theme: light\nkeys: [', 'file:2: '],
		['an alias of nothing', 'theme: light\na: *nowhere', 'file:1: Unresolved alias'],
		['aliases without measure', `a: &a [x]\nb: [${'*a,'.repeat(1000)}]`, 'file:1: Excessive alias count'],
	])('says that nothing holds of %s', (_, text, expected) => {
		const {settings, faults} = parsed(text);
		expect(faults).toHaveLength(1);
		expect(faults[0]).toContain(expected);
		expect(faults[0]).toMatch(/; nothing of it holds$/);
		expect(settings).toEqual(usualSettings);
	});

	it('leaves the rest to hold', () => {
		const {settings, faults, lines} = parsed(
			'theme: blue',
			'keys: {stop: x, filter: ctrl+f, kill: E}',
			'columns: {nodes: [nothing], tasks: [name, state]}',
			'thresholds: {cpu: {warning: 95}, memory: {warning: 50}}',
			'engines: {prod: {read-only: on, colour: red}}',
		);
		expect(faults.map(fault => fault.split(' ')[0])).toEqual(['file:1:', 'file:2:', 'file:3:', 'file:4:', 'file:5:']);
		expect(settings).toEqual({
			...usualSettings,
			keys: {filter: ['ctrl+f'], kill: ['E']},
			columns: {tasks: ['name', 'state']},
			thresholds: {...usualSettings.thresholds, memory: {warning: 50, bad: 90}},
			engines: {prod: {isReadOnly: true}},
		});
		expect([...lines]).toEqual([
			['keys.filter', 2],
			['keys.kill', 2],
			['columns.tasks', 3],
			['thresholds.memory.warning', 4],
			['engines.prod.read-only', 5],
		]);
	});
});

describe('a file that is as it should be', () => {
	it('sets all that it says', () => {
		const {settings, faults} = parsed(
			'theme: colour-blind',
			'mouse: on',
			'history: no',
			'read-only: yes',
			'confirm: strict',
			'keys: {stop: Z, mark: space, next-panel: [l, Tab], logs: ^o, kill: []}',
			'columns: {containers: "name cpu, memory, service, label:com.example/Team"}',
			'filters: {bad: "state=exited !web"}',
			'sort: {containers: cpu, tasks: name reverse, nodes: cpu reverse}',
			'refresh: {publish: 1, ping: 2m, swarm-aside: 500ms}',
			'graphs: [10m, 30 min]',
			'audit: ~/audit.jsonl',
			'commands:',
			'  trace: {run: "strace {name}", kinds: "containers, nodes", key: F}',
			'  seen: {run: a, kinds: [nodes], key: b, ask: off, reads: on}',
			'  same: {run: a, kinds: [services], key: F}',
			'thresholds: {cpu: {warning: 1, bad: 2.5}}',
			'engines: {"tcp://10.0.0.1:2375": {read-only: off, confirm: usual}}',
		);
		expect(faults).toEqual([]);
		expect(settings).toEqual({
			theme: 'colour-blind',
			hasMouse: true,
			hasHistory: false,
			isReadOnly: true,
			asking: 'strict',
			keys: {stop: ['Z'], 'next-panel': ['l', 'tab'], logs: ['ctrl+o'], kill: []},
			columns: {containers: ['name', 'cpu', 'memory', 'service', 'label:com.example/Team']},
			filters: {bad: 'state=exited !web'},
			sorts: {
				containers: {column: 'cpu', isDescending: true},
				tasks: {column: 'name', isDescending: true},
				nodes: {column: 'cpu', isDescending: false},
			},
			refresh: {publish: 1000, ping: 120_000, swarmAside: 500},
			graphSpans: [600_000, 1_800_000],
			audit: '~/audit.jsonl',
			commands: [
				{
					name: 'trace',
					run: 'strace {name}',
					kinds: ['containers', 'nodes'],
					key: 'F',
					isAsked: true,
					isReading: false,
				},
				{name: 'seen', run: 'a', kinds: ['nodes'], key: 'b', isAsked: false, isReading: true},
				{name: 'same', run: 'a', kinds: ['services'], key: 'F', isAsked: true, isReading: false},
			],
			thresholds: {cpu: {warning: 1, bad: 2.5}, memory: usualSettings.thresholds.memory},
			engines: {'tcp://10.0.0.1:2375': {isReadOnly: false, asking: 'usual'}},
		});
	});

	it.each(['', '# nothing\n', '---\n', 'keys: {}\ncolumns: {}\n', 'audit: off'])('%j sets nothing', text => {
		const {settings, faults} = parsed(text);
		expect(faults).toEqual([]);
		expect(settings).toEqual(usualSettings);
	});

	it('has no command of which a part is at fault, and one without its key where that is taken', () => {
		const {settings, lines} = parsed(
			'commands:',
			'  half: {run: a, kinds: nodes, ask: maybe}',
			'  trace: {run: a, kinds: containers, key: S}',
		);
		expect(settings.commands).toEqual([
			{name: 'trace', run: 'a', kinds: ['containers'], isAsked: true, isReading: false},
		]);
		expect([...lines]).toEqual([
			['commands.trace.run', 3],
			['commands.trace.kinds', 3],
		]);
	});

	it('may give a command the key that was taken from a verb', () => {
		const {settings, faults} = parsed('keys: {stop: Z}', 'commands: {trace: {run: a, kinds: containers, key: S}}');
		expect(faults).toEqual([]);
		expect(settings.commands[0]?.key).toBe('S');
	});

	it('is the one in the README', () => {
		const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
		const example = /```yaml\n(.*?)```/s.exec(readme)?.[1] ?? 'there: is none';
		const {settings, faults} = parsed(example);
		expect(faults).toEqual([]);
		expect(settings.keys).toEqual({stop: ['Z'], filter: ['ctrl+f']});
	});

	it('may change two keys with each other', () => {
		const {settings, faults} = parsed('keys: {sort: r, reverse: s}');
		expect(faults).toEqual([]);
		expect(settings.keys).toEqual({sort: ['r'], reverse: ['s']});
	});
});
