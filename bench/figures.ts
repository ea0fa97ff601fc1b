/** A figure of the bench. */
export type Figure = {readonly title: string; readonly unit: string; readonly digits: number};

// biome-ignore format: one line a figure, as a table.
/** Every figure, by the group that is printed as one table. */
export const figureGroups = {
	start: {
		start: {title: 'containers on screen', unit: 'ms', digits: 0},
		firstCpu: {title: 'true CPU figures', unit: 'ms', digits: 0},
	},
	steady: {
		ownCpu: {title: 'own CPU', unit: '%', digits: 2},
		daemonCpu: {title: 'daemon CPU added', unit: '%', digits: 2},
		bytesPerSecond: {title: 'to the terminal', unit: 'B/s', digits: 0},
		wakeUps: {title: 'wake-ups', unit: '/s', digits: 0},
		memory: {title: 'RSS', unit: 'MB', digits: 1},
		peakMemory: {title: 'peak RSS', unit: 'MB', digits: 1},
	},
	keys: {
		keyP50: {title: 'key p50', unit: 'ms', digits: 1},
		keyP99: {title: 'key p99', unit: 'ms', digits: 1},
		keyMissed: {title: 'missed', unit: 'keys', digits: 0},
		keyNoise: {title: 'moved by itself', unit: 'times', digits: 0},
		keyCpu: {title: 'CPU per key', unit: 'ms', digits: 2},
		keyBytes: {title: 'bytes per key', unit: 'B', digits: 0},
		backlog: {title: 'backlog after repeat', unit: 'ms', digits: 1},
		idleKeyP50: {title: 'idle p50', unit: 'ms', digits: 1},
		idleKeyP99: {title: 'idle p99', unit: 'ms', digits: 1},
	},
	logs: {
		logCpu: {title: 'CPU at 5 lines/s', unit: '%', digits: 2},
		logBytes: {title: 'to the terminal', unit: 'B/s', digits: 0},
		floodCpu: {title: 'CPU at 10,000/s', unit: '%', digits: 1},
		floodBytes: {title: 'to the terminal', unit: 'B/s', digits: 0},
		floodMemory: {title: 'peak RSS', unit: 'MB', digits: 1},
		floodKeyP50: {title: 'key p50', unit: 'ms', digits: 1},
		floodKeyP99: {title: 'key p99', unit: 'ms', digits: 1},
		floodKeyMissed: {title: 'missed', unit: 'keys', digits: 0},
	},
	exit: {
		exit: {title: 'key to end', unit: 'ms', digits: 1},
	},
} as const satisfies Record<string, Record<string, Figure>>;

/** A part of the bench that can be asked for. */
export type Phase = keyof typeof figureGroups;

type NamesOf<Group> = Group extends unknown ? keyof Group : never;

/** Name of a figure, as the JSON has it. */
export type FigureName = NamesOf<(typeof figureGroups)[Phase]>;

/** What one run of one tool measured: what does not apply to it is absent. */
export type Measured = Partial<Record<FigureName, number>>;

/** The parts of the bench, in the order in which they are measured and printed. */
export const phases = Object.keys(figureGroups) as readonly Phase[];

/** The figures of a part, in order. */
export const figuresOf = (phase: Phase): ReadonlyArray<readonly [FigureName, Figure]> =>
	Object.entries(figureGroups[phase]) as ReadonlyArray<readonly [FigureName, Figure]>;
