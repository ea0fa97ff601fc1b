import type {LogFeed, LogSnapshot, Monitor} from '../store/monitor.ts';
import {type Place, recordOf} from './places.ts';

/** The open logs of all places on the way in: what is read stays as long as its place can be gone back to. */
export type LogShelf = {
	/** Opens what the places need and closes what none of them does any more. */
	follow(places: readonly Place[]): void;
	/** What the log of a place holds; undefined for places without one. */
	snapshot(place: Place): LogSnapshot | undefined;
	close(): void;
};

type Open = {readonly feed: LogFeed; readonly unsubscribe: () => void};

/** Starts with none; `changed` is called when any of them has news. */
export const createLogShelf = (monitor: Pick<Monitor, 'openLog'>, changed: () => void): LogShelf => {
	const open = new Map<string, Open>();
	const end = ({feed, unsubscribe}: Open): void => {
		unsubscribe();
		feed.close();
	};
	return {
		follow(places) {
			const wanted = new Set<string>();
			for (const place of places) {
				const log = recordOf(place).log?.(place);
				if (log === undefined) continue;
				const {key, targets, tail} = log;
				wanted.add(key);
				const known = open.get(key);
				if (known === undefined) {
					const feed = monitor.openLog(targets, {tail});
					open.set(key, {feed, unsubscribe: feed.subscribe(changed)});
				} else known.feed.follow(targets);
			}
			for (const [key, log] of open) {
				if (wanted.has(key)) continue;
				end(log);
				open.delete(key);
			}
		},
		snapshot(place) {
			const log = recordOf(place).log?.(place);
			return log === undefined ? undefined : open.get(log.key)?.feed.snapshot();
		},
		close() {
			for (const log of open.values()) end(log);
			open.clear();
		},
	};
};
