import {createErrorTally} from '../../source/app/log/log-levels.ts';
import type {LogPlace} from '../../source/app/log/log-place.ts';
import type {ShelvedLog} from '../../source/app/log/log-shelf.ts';
import {createSift} from '../../source/app/log/log-sift.ts';
import type {LogLine} from '../../source/model/log-line.ts';
import {demoFleet} from '../../source/simulator/fleets.ts';
import {linesOf} from '../../source/simulator/log-text.ts';
import type {LogSnapshot} from '../../source/store/monitor.ts';
import {watchedAt} from './watched-fleet.ts';

/** How far back the lines go that were read, ms: few enough that they are looked at in one turn. */
const readBack = 2_400_000;

const writtenBy = (name: string): readonly LogLine[] =>
	demoFleet(watchedAt)
		.containers.filter(container => container.name === name)
		.flatMap(container => linesOf(container, watchedAt - readBack, watchedAt))
		.map(({at, source, text}) => ({text, source, timestamp: new Date(at).toISOString(), origin: name}));

/** What an open log of containers of the demo's fleet holds at the moment of watching. */
export const watchedLog = ({read, rule}: LogPlace): ShelvedLog => {
	const lines = read.targets.flatMap(({name}) => writtenBy(name));
	const snapshot: LogSnapshot = {
		lines: lines.toSorted((a, b) => Date.parse(a.timestamp ?? '') - Date.parse(b.timestamp ?? '')),
		first: 0,
		skipped: 0,
		status: 'following',
		parts: read.targets.map(target => ({target, status: 'following'})),
		older: {state: 'maybe'},
		version: 1,
	};
	return {...snapshot, shown: createSift(rule).look(snapshot), errors: createErrorTally().look(snapshot)};
};
