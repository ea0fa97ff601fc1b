import type {Plant} from './plant.ts';

/** Faults in how several engines, and those beyond a slow line, are watched. */
export const fleetPlants: readonly Plant[] = [
	{
		fault: 'first rows of an engine of several wait for their turn',
		file: 'source/store/fleet.ts',
		from: 'else if (isFirstList(before, state)) listed();',
		to: '',
		tests: ['test/app/first-rows'],
	},
	{
		fault: 'the rows of an engine wait for those of all others',
		file: 'source/store/merge-tables.ts',
		from: 'rows: rowsOf(tables),',
		to: 'rows: times.length < tables.length ? new Map() : rowsOf(tables),',
		tests: ['test/app/first-rows'],
	},
	{
		fault: 'pings wait behind questions',
		file: 'source/engine/docker-engine.ts',
		from: "pool: 'pings',",
		to: "pool: 'containers',",
		tests: ['test/store/lanes'],
	},
	{
		fault: 'a slow line is taken for a slow collector',
		file: 'source/store/stats-lane.ts',
		from: 'promptAnswer + waysOfFirst * latency()',
		to: 'promptAnswer',
		tests: ['test/store/slow-line'],
	},
	{
		fault: 'samples are asked for without waiting for their answers',
		file: 'source/store/polling-source.ts',
		from: 'pool.run(() => (signal.aborted ? Promise.resolve() : sample(id)))',
		to: 'void sample(id)',
		tests: ['test/store/slow-line'],
	},
	{
		fault: 'no certificate is shown to an engine that wants one',
		file: 'source/engine/agents.ts',
		from: '...(tls?.cert === undefined ? {} : {cert: tls.cert}),',
		to: '',
		tests: ['test/engine/tls'],
	},
	{
		fault: 'the certificate of an engine is not looked at',
		file: 'source/engine/agents.ts',
		from: 'rejectUnauthorized: tls?.isVerified ?? true',
		to: 'rejectUnauthorized: false',
		tests: ['test/engine/tls'],
	},
	{
		fault: 'a container of Podman that has ended is in a state that nobody knows',
		file: 'source/engine/decode-container.ts',
		from: 'return podmanStates.get(state) ?? state;',
		to: 'return state;',
		tests: ['test/engine/decode-container'],
	},
];
