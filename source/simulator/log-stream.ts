import {encodeLine, linesOf, type SimulatedLine} from './log-text.ts';
import type {Visit} from './route.ts';
import type {SimulatedContainer} from './world.ts';

/** Whose lines a log is made of, and what names them. */
export type LogSourceOfTruth = {readonly container: SimulatedContainer; readonly details: string};

const momentOf = (value: string | null): number => {
	if (value === null || value === '' || value === '0') return 0;
	const seconds = Number(value);
	// Docker takes unix seconds with a fraction, or RFC 3339.
	return Number.isNaN(seconds) ? Date.parse(value) : Math.floor(seconds * 1000);
};

const isSet = (value: string | null): boolean => value === '1' || value === 'true';

/** Answers a logs request: what was written, then what is written as it comes. */
export const followLog = (visit: Visit, sources: readonly LogSourceOfTruth[], isRaw: boolean): void => {
	const {query} = visit;
	const hasTimestamps = isSet(query.get('timestamps'));
	const wanted = {stdout: isSet(query.get('stdout')), stderr: isSet(query.get('stderr'))};
	const tail = query.get('tail');
	const since = momentOf(query.get('since'));
	const last = momentOf(query.get('until')) || Number.POSITIVE_INFINITY;
	const options = (details: string) => ({hasTimestamps, details, isRaw});
	const passes = (line: SimulatedLine): boolean => wanted[line.source];
	visit.stream(
		isRaw ? 'application/vnd.docker.raw-stream' : 'application/vnd.docker.multiplexed-stream',
		(write, end) => {
			let until = visit.now();
			for (const {container, details} of sources) {
				// As the engine does it: the tail is counted first, and what is not of the time asked for is left out of it.
				const all = linesOf(container, 0, until).filter(passes);
				const tailed = tail === null || tail === 'all' ? all : all.slice(Math.max(0, all.length - Number(tail)));
				const shown = tailed.filter(line => line.at >= since && line.at <= last);
				const bytes = shown.map(line => encodeLine(line, options(details)));
				if (bytes.length > 0) write(Buffer.concat(bytes));
			}
			if (!isSet(query.get('follow'))) {
				end();
				return () => undefined;
			}
			return visit.everySecond(() => {
				const now = visit.now();
				for (const {container, details} of sources) {
					const bytes = linesOf(container, until, now)
						.filter(passes)
						.map(line => encodeLine(line, options(details)));
					if (bytes.length > 0) write(Buffer.concat(bytes));
				}
				until = now;
				if (sources.every(({container}) => container.state === 'exited')) end();
			});
		},
	);
};
