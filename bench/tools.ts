import {accessSync, constants} from 'node:fs';
import {join} from 'node:path';
import {whereIs} from '../test/lab/availability.ts';
import {keys} from '../test/terminal/screen.ts';
import type {Options} from './options.ts';
import type {Session} from './session.ts';
import type {Tool} from './tool.ts';
import type {FoundTool} from './trial.ts';

/** Where peers are that are not installed as a person would. */
const peers = '/opt/peers/bin';
const root = join(import.meta.dirname, '..');

const find = (name: string) => (): string | undefined => {
	const beside = join(peers, name);
	try {
		accessSync(beside, constants.X_OK);
		return beside;
	} catch {
		return whereIs(name);
	}
};

const arrows = {down: keys.down, up: keys.up};
// Some ask the terminal for other arrow keys, which a pipe would have to translate.
const letters = {down: 'j', up: 'k'};

/** A build of tallyman, measured with the flags that it gets. */
export const tallyman = (name: string, program: string, flags: readonly string[] = []): Tool => ({
	name,
	find: () => {
		try {
			accessSync(program, constants.R_OK);
			return join(root, 'node_modules/.bin/node');
		} catch {
			return undefined;
		}
	},
	version: [program, '--version'],
	launch: node => ({command: node, args: [program, ...flags]}),
	step: 0.1,
	isLive: true,
	quit: 'q',
	toList: ['2'],
	move: arrows,
	toIdle: ['3'],
	openLog: (session, container) => session.type([':', ...`logs ${container}`, keys.enter]),
	toggle: {key: '?', isShown: lines => lines.some(line => line.includes('the keys that work here'))},
});

/** Moves the selection until the log of a container shows, in tools that show the selected one's by themselves. */
const walkToLog = async (session: Session, name: string): Promise<void> => {
	const isShown = (): boolean => session.screen.lines().some(line => line.includes(`${name} line `));
	for (let step = 0; step < 200 && !isShown(); step++) {
		session.press(keys.down);
		await session.until(isShown, 400);
	}
};

/** The tools that others made. */
export const peerTools: readonly Tool[] = [
	{
		name: 'docker stats',
		find: find('docker'),
		version: ['--version'],
		launch: command => ({command, args: ['stats']}),
		step: 0.01,
		isLive: true,
		quit: keys.control('c'),
	},
	{
		name: 'lazydocker',
		find: find('lazydocker'),
		version: ['--version'],
		launch: command => ({command, args: []}),
		step: 0.01,
		isLive: true,
		quit: 'q',
		move: arrows,
		openLog: walkToLog,
	},
	{
		name: 'ctop',
		find: find('ctop'),
		version: ['-v'],
		launch: command => ({command, args: []}),
		step: 1,
		isLive: true,
		quit: 'q',
		move: letters,
	},
	{
		name: 'oxker',
		find: find('oxker'),
		version: ['--version'],
		launch: (command, url) => ({command, args: ['--host', url]}),
		step: 0.01,
		isLive: true,
		quit: 'q',
		move: arrows,
	},
	{
		name: 'dry',
		find: find('dry'),
		version: ['--version'],
		// Its list of containers has no figures; its monitor has, each second.
		launch: (command, url) => ({command, args: ['-H', url, '--monitor=1000']}),
		step: 0.01,
		isLive: true,
		quit: 'Q',
		move: arrows,
	},
	{
		name: 'dockly',
		find: find('dockly'),
		version: ['--version'],
		launch: (command, url) => ({command, args: ['-s', url.replace(/^unix:\/\//, '')]}),
		step: 0.01,
		isLive: false,
		quit: 'q',
		move: arrows,
	},
];

/** The Node that runs tallyman: the one of this package, whatever a person has installed. */
export const ownNode = join(root, 'node_modules/.bin/node');

const ownTools = (): readonly Tool[] => {
	const program = join(root, 'dist/tallyman.js');
	return [
		tallyman('tallyman', program),
		...['files', 'polling', 'streams'].map(tier => tallyman(`tallyman ${tier}`, program, ['--stats', tier])),
	];
};

const isWanted = (name: string, wanted: readonly string[]): boolean =>
	wanted.some(pattern => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));

/** The tools that were asked for, and those of them that are not installed. */
export const chooseTools = ({
	tools,
	programs,
}: Pick<Options, 'tools' | 'programs'>): {
	readonly found: readonly FoundTool[];
	readonly missing: readonly string[];
} => {
	const builds = programs.map(({name, file, flags}) => tallyman(name, file, flags));
	const offered = [...ownTools(), ...peerTools].filter(({name}) => tools === undefined || isWanted(name, tools));
	// A build that was named is wanted.
	const places = [...builds, ...offered].map(tool => ({tool, program: tool.find()}));
	return {
		found: places.flatMap(({tool, program}) => (program === undefined ? [] : [{tool, program}])),
		missing: places.filter(({program}) => program === undefined).map(({tool}) => tool.name),
	};
};
