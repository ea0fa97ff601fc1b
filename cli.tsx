import process from 'node:process';
import meow from 'meow';
import {outputOf} from './source/app/once/once-output.ts';
import {cleanLines, cleanText} from './source/model/clean-text.ts';
import {ofAllKinds, type ResourceId} from './source/resources/registry.ts';
import {surveys} from './source/resources/surveys/surveys.ts';
import type {StatsTier} from './source/store/state.ts';

// Whoever reads our output may stop at any time, as head does: that is no fault. Who must know it looks by themselves.
const ignore = (): void => undefined;
process.stdout.on('error', ignore);
process.stderr.on('error', ignore);

/** Kinds of which there is something to print. */
const printable: readonly ResourceId[] = ofAllKinds(({table, isOfSession}) =>
	isOfSession === true ? [] : [table.id],
).flat();

const help = `
	Usage
	  $ tallyman [${printable.join('|')}] [flags]
	  $ tallyman ${surveys.map(({word}) => word).join('|')} [--json]
	  $ tallyman logs NAME… [--since 1h] [--until 14:30] [--tail 100] [--filter WORDS]
	  $ tallyman config

	  Without a word it opens the live monitor on the engine that the docker CLI
	  would use; with one it prints that table once and exits. config prints what
	  is set, and where each value comes from.

	Flags
	  --host, -H      engine's address: unix:///path, tcp://host:2375, https://host:2376,
	                  ssh://user@host (by your own ssh, which may ask first)
	  --context, -c   docker context; both may be repeated: engines are watched together
	  --all-contexts  all docker contexts together
	  --node-host     how a swarm's nodes are reached, as 'ssh://ops@{addr}': live
	                  usage of all tasks; {addr}, {hostname}, {id}, {label:NAME}
	  --tls, --tlsverify, --tlscacert, --tlscert, --tlskey   as docker's
	  --demo          a simulated engine with a small fleet; touches nothing real
	  --read-only     takes all acting keys away
	  --audit         append each request that may change something, and each program that
	                  is run, to this file as a line of JSON: time, who, engine, object, answer
	  --config        configuration file, in place of ~/.config/tallyman/config.yaml
	  --ascii         draw with nothing but ASCII, whatever the locale says
	  --json          print the list as JSON; --json-lines prints an object a line
	  --format        print by a template of docker's: '{{.Names}}', 'table {{.ID}}\t{{.Why}}'
	  --quiet, -q     print ids only
	  --filter        only rows that / would leave: 'state=exited !web', quoted as one word
	  --sort          by a column, or by urgency; -COLUMN the other way round
	  --columns       columns of the table, in their order: name,cpu,memory
	  --watch         with --json: a line of JSON for each row, and again whenever it
	                  changes, comes or goes
	  --check         say whether 'service web running>=3' or 'containers faults=0' holds;
	                  may be repeated; exits with 0 all hold, 1 one does not, 2 cannot tell
	  --since, --until, --tail   which part of logs is printed: 1h, 14:30, 2026-11-28
	  --level         only lines of logs of a level and worse: warn; --filter: only
	                  those that match: 'timeout && !healthz'
	  --timestamps, -t   logs with the time of each line
	  --no-usage      print without CPU, memory and I/O, and without waiting for them
	  --stats         how usage is read: files, polling or streams (chosen by trying)
	  --version, -v   version
	  --help, -h      this text
`;

/** Ends the program with a sentence on how it was called. */
const misuse = (message: string): never => {
	process.stderr.write(`tallyman: ${cleanLines(message)}\n  tallyman --help shows what there is\n`);
	process.exit(2);
};

/** `--sort -cpu` names a column, and no flag. */
const joinSort = (words: readonly string[]): readonly string[] =>
	words.flatMap((word, index) => {
		const isOrder = (at: number): boolean => words[at] === '--sort' && /^-[^-]/.test(words[at + 1] ?? '');
		if (isOrder(index)) return [`--sort=${words[index + 1]}`];
		return isOrder(index - 1) ? [] : [word];
	});

const readFlags = () =>
	meow(help, {
		importMeta: import.meta,
		// What meow says of a flag that there is not holds the flag as it was typed.
		argv: joinSort(process.argv.slice(2).map(cleanText)),
		// The bundle knows its version; there is no package.json beside it when it is installed alone.
		pkg: {
			name: 'tallyman',
			version: process.env.TALLYMAN_VERSION ?? '0.1.0',
			description: 'A live terminal monitor for Docker engines and Swarms.',
		},
		autoVersion: true,
		flags: {
			host: {type: 'string', shortFlag: 'H', isMultiple: true},
			tls: {type: 'boolean', default: false},
			tlsverify: {type: 'boolean', default: false},
			tlscacert: {type: 'string'},
			tlscert: {type: 'string'},
			tlskey: {type: 'string'},
			context: {type: 'string', shortFlag: 'c', isMultiple: true},
			nodeHost: {type: 'string'},
			allContexts: {type: 'boolean', default: false},
			demo: {type: 'boolean', default: false},
			readOnly: {type: 'boolean', default: false},
			config: {type: 'string'},
			audit: {type: 'string'},
			ascii: {type: 'boolean', default: false},
			json: {type: 'boolean', default: false},
			jsonLines: {type: 'boolean', default: false},
			format: {type: 'string'},
			filter: {type: 'string'},
			since: {type: 'string'},
			until: {type: 'string'},
			tail: {type: 'string'},
			level: {type: 'string'},
			timestamps: {type: 'boolean', shortFlag: 't', default: false},
			sort: {type: 'string'},
			columns: {type: 'string'},
			watch: {type: 'boolean', default: false},
			check: {type: 'string', isMultiple: true},
			quiet: {type: 'boolean', shortFlag: 'q', default: false},
			usage: {type: 'boolean', default: true},
			stats: {type: 'string'},
			help: {type: 'boolean', shortFlag: 'h'},
			version: {type: 'boolean', shortFlag: 'v'},
		},
		allowUnknownFlags: false,
	});

const parse = (): ReturnType<typeof readFlags> => {
	try {
		return readFlags();
	} catch (error) {
		// A flag that is given twice, or without its value.
		return misuse(error instanceof Error ? error.message : String(error));
	}
};

const cli = parse();

const surveyWords = surveys.map(({word}) => word);

const resourceOf = (word: string | undefined): ResourceId | undefined => {
	if (word === undefined) return undefined;
	return (
		printable.find(id => id === word) ??
		misuse(
			`there is no command ${JSON.stringify(word)}: it prints ${[...printable, ...surveyWords].join(', ')}, config`,
		)
	);
};

const tierOf = (word: string | undefined): StatsTier | undefined => {
	switch (word) {
		case undefined:
			return undefined;
		case 'files':
		case 'polling':
		case 'streams':
			return word;
		default:
			return misuse(`--stats takes files, polling or streams, not ${JSON.stringify(word)}`);
	}
};

const isLogsAsked = cli.input[0] === 'logs';
if (isLogsAsked && cli.input.length === 1) misuse('logs takes names of containers, services or stacks');
const misplaced = (['since', 'until', 'tail', 'level'] as const).find(
	name => !isLogsAsked && cli.flags[name] !== undefined,
);
if (misplaced !== undefined) misuse(`--${misplaced} is for logs: tallyman logs NAME --${misplaced} …`);
if (!isLogsAsked && cli.input.length > 1) misuse(`one table at a time: ${cli.input.join(' ')}`);
const output = outputOf(cli.flags);
const {filter, sort, columns} = cli.flags;
const choice = {
	...(filter === undefined ? {} : {filter}),
	...(sort === undefined ? {} : {sort}),
	...(columns === undefined ? {} : {columns}),
};
const isChoosing = Object.keys(choice).length > 0;
const isPrinting = output.kind !== 'table' || !cli.flags.usage || isChoosing || cli.flags.watch;
const survey = surveyWords.find(word => word === cli.input[0]);
const checks = cli.flags.check ?? [];
if (checks.length > 0 && (cli.input.length > 0 || isChoosing || cli.flags.watch || output.kind !== 'table'))
	misuse('--check prints a line for each check, and nothing else');
const isConfigAsked = cli.input[0] === 'config';
const once =
	resourceOf(isConfigAsked || isLogsAsked || survey !== undefined ? undefined : cli.input[0]) ??
	(isPrinting ? printable[0] : undefined);
const tier = tierOf(cli.flags.stats);

const {main} = await import('./source/main.ts');
const {host, context, tls, tlsverify, tlscacert, tlscert, tlskey} = cli.flags;
const hasTls = tls || tlsverify || [tlscacert, tlscert, tlskey].some(path => path !== undefined);
const named = [...(host ?? []).map(name => ({host: name})), ...(context ?? []).map(name => ({context: name}))];

const engines = named.length > 1 ? {engines: named} : named[0];
const code = await main({
	...engines,
	...(cli.flags.nodeHost === undefined ? {} : {nodeHost: cli.flags.nodeHost}),
	hasAllContexts: cli.flags.allContexts,
	...(hasTls
		? {
				tls: {
					isOn: true,
					isVerified: tlsverify,
					...(tlscacert === undefined ? {} : {ca: tlscacert}),
					...(tlscert === undefined ? {} : {cert: tlscert}),
					...(tlskey === undefined ? {} : {key: tlskey}),
				},
			}
		: {}),
	isDemo: cli.flags.demo,
	isReadOnly: cli.flags.readOnly,
	isAscii: cli.flags.ascii,
	hasHistory: true,
	isConfigAsked,
	...(isLogsAsked
		? {
				logs: {
					names: cli.input.slice(1),
					since: cli.flags.since,
					until: cli.flags.until,
					tail: cli.flags.tail,
					only: cli.flags.filter,
					level: cli.flags.level,
					hasTimes: cli.flags.timestamps,
				},
			}
		: {}),
	...(cli.flags.audit === undefined ? {} : {audit: cli.flags.audit}),
	...(cli.flags.config === undefined ? {} : {config: cli.flags.config}),
	output,
	isUsageLess: !cli.flags.usage,
	...(isChoosing ? {choice} : {}),
	isWatching: cli.flags.watch,
	...(survey === undefined ? {} : {survey}),
	...(checks.length === 0 ? {} : {checks}),
	...(once === undefined ? {} : {once}),
	...(tier === undefined ? {} : {tier}),
});
process.exit(code);
