import {parseArgs} from 'node:util';
import {type Phase, phases} from './figures.ts';
import {parseSize, type Size} from './size.ts';

/** What `--help` prints. */
export const usage = `
Usage
  $ npm run bench -- [options]

  Measures tallyman beside the tools that are installed, each in a terminal of
  its own: PATH and /opt/peers/bin are looked through for docker, lazydocker,
  ctop, oxker, dry and dockly.

Options
  --engine KIND       lab: a private dockerd (root); simulator; host: what
                      DOCKER_HOST names, only read. Default: lab where it can run
  --containers N      how many containers it has (40)
  --tools A,B         only these, such as tallyman,"docker stats"; * as in tallyman*
  --program NAME=FILE another build of tallyman, beside or instead of the own one;
                      may be repeated. FILE may be followed by flags
  --phases A,B        of ${phases.join(',')} (all)
  --runs N            runs of each tool, taken in turns (3)
  --seconds N         length of windows (20)
  --keys N            keys of a phase (150)
  --size CxR          of the terminal (140x40)
  --json FILE         writes every value, and the conditions
  --screens FOLDER    keeps what the tools showed, to look at
  --help
`;

/** What was asked for. */
export type Options = {
	readonly engine: 'lab' | 'simulator' | 'host' | undefined;
	readonly containers: number;
	readonly tools: readonly string[] | undefined;
	readonly programs: readonly Program[];
	readonly phases: ReadonlySet<Phase>;
	readonly runs: number;
	readonly seconds: number;
	readonly keys: number;
	readonly size: Size;
	readonly json: string | undefined;
	readonly screens: string | undefined;
	readonly isHelp: boolean;
};

/** A build of tallyman, and the flags that it gets. */
export type Program = {readonly name: string; readonly file: string; readonly flags: readonly string[]};

const parseProgram = (text: string): Program => {
	const [, name, rest] = /^([^=]+)=(.+)$/.exec(text) ?? [];
	const [file, ...flags] = rest?.split(' ') ?? [];
	if (name === undefined || file === undefined)
		throw new Error(`--program takes NAME=FILE, not ${JSON.stringify(text)}`);
	return {name, file, flags};
};

const parseNumber = (name: string, text: string): number => {
	const value = Number(text);
	if (!(value > 0)) throw new Error(`--${name} takes a number above 0, not ${JSON.stringify(text)}`);
	return value;
};

const parseCount = (name: string, text: string): number => {
	const value = parseNumber(name, text);
	if (!Number.isInteger(value)) throw new Error(`--${name} takes a whole number, not ${text}`);
	return value;
};

const parsePhases = (text: string): ReadonlySet<Phase> => {
	const chosen = text.split(',').map(word => {
		const phase = phases.find(name => name === word);
		if (phase === undefined) throw new Error(`there is no phase ${JSON.stringify(word)}, but ${phases.join(', ')}`);
		return phase;
	});
	return new Set(chosen);
};

const parseEngine = (text: string | undefined): Options['engine'] => {
	if (text === undefined || text === 'lab' || text === 'simulator' || text === 'host') return text;
	throw new Error(`--engine takes lab, simulator or host, not ${JSON.stringify(text)}`);
};

/** Reads the command line; throws what is wrong with it. */
export const parseOptions = (args: readonly string[]): Options => {
	const {values} = parseArgs({
		args: [...args],
		options: {
			engine: {type: 'string'},
			containers: {type: 'string', default: '40'},
			tools: {type: 'string'},
			program: {type: 'string', multiple: true, default: []},
			phases: {type: 'string', default: phases.join(',')},
			runs: {type: 'string', default: '3'},
			seconds: {type: 'string', default: '20'},
			keys: {type: 'string', default: '150'},
			size: {type: 'string', default: '140x40'},
			json: {type: 'string'},
			screens: {type: 'string'},
			help: {type: 'boolean', default: false},
		},
	});
	return {
		engine: parseEngine(values.engine),
		containers: parseCount('containers', values.containers),
		tools: values.tools?.split(','),
		programs: values.program.map(parseProgram),
		phases: parsePhases(values.phases),
		runs: parseCount('runs', values.runs),
		seconds: parseNumber('seconds', values.seconds),
		keys: parseCount('keys', values.keys),
		size: parseSize(values.size),
		json: values.json,
		screens: values.screens,
		isHelp: values.help,
	};
};
