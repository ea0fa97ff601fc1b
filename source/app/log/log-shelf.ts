import type {LogFeed, LogSnapshot, Monitor} from '../../store/monitor.ts';
import {type Place, recordOf} from '../places.ts';
import {createErrorTally, type ErrorTally} from './log-levels.ts';
import {createSift, type ShownLines, type Sift} from './log-sift.ts';

/** What an open log holds, which lines of it are shown, and what was counted of it. */
export type ShelvedLog = LogSnapshot & {readonly shown: ShownLines; readonly errors: ErrorTally};

/** The open logs of all places on the way in: what is read stays as long as its place can be gone back to. */
export type LogShelf = {
	/** Opens what the places need and closes what none of them does any more. */
	follow(places: readonly Place[]): void;
	/** What the log of a place holds; undefined for places without one. */
	snapshot(place: Place): ShelvedLog | undefined;
	/** Reads a page of older lines of the log of a place. */
	readOlder(place: Place): void;
	close(): void;
};

type Open = {
	readonly feed: LogFeed;
	readonly unsubscribe: () => void;
	readonly tally: ReturnType<typeof createErrorTally>;
	/** How its lines are picked, by the rule: one for each that a place on the way has. */
	readonly sifts: Map<string, Sift>;
};

/** Lines that are still to be looked at. */
type Looking = Pick<Open, 'tally'> & {readonly sift: Sift; readonly snapshot: LogSnapshot};

/** How often it is drawn how far a look at many lines is, ms. */
const progressInterval = 200;

const wantedBy = (place: Place) => {
	const log = recordOf(place).log?.(place);
	return log === undefined ? undefined : {...log, ruleKey: JSON.stringify(log.rule)};
};

/** Starts with none; `changed` is called when any of them has news, or lines of it are still to be looked at. */
export const createLogShelf = (monitor: Pick<Monitor, 'openLog'>, changed: () => void): LogShelf => {
	const open = new Map<string, Open>();
	const end = ({feed, unsubscribe}: Open): void => {
		unsubscribe();
		feed.close();
	};
	let turn: NodeJS.Immediate | undefined;
	/** Looks at what is left, with keys answered between, and has it drawn when it is through or some time has passed. */
	const lookOn = ({sift, tally, snapshot}: Looking, began = performance.now()): void => {
		turn ??= setImmediate(() => {
			turn = undefined;
			const isThrough = sift.look(snapshot).progress === 1 && tally.look(snapshot).isWhole;
			if (isThrough || performance.now() - began > progressInterval) changed();
			else lookOn({sift, tally, snapshot}, began);
		});
	};
	return {
		follow(places) {
			const wanted = new Map<string, Set<string>>();
			for (const [at, place] of places.entries()) {
				const log = wantedBy(place);
				if (log === undefined || (log.isLeft === true && at < places.length - 1)) continue;
				const {key, targets, span, rule, ruleKey} = log;
				wanted.set(key, new Set([...(wanted.get(key) ?? []), ruleKey]));
				let known = open.get(key);
				if (known === undefined) {
					const feed = monitor.openLog(targets, span);
					known = {feed, unsubscribe: feed.subscribe(changed), tally: createErrorTally(), sifts: new Map()};
					open.set(key, known);
				} else known.feed.follow(targets);
				if (!known.sifts.has(ruleKey)) known.sifts.set(ruleKey, createSift(rule));
			}
			for (const [key, log] of open) {
				const rules = wanted.get(key);
				if (rules === undefined) {
					end(log);
					open.delete(key);
					continue;
				}
				for (const rule of log.sifts.keys()) if (!rules.has(rule)) log.sifts.delete(rule);
			}
		},
		snapshot(place) {
			const wanted = wantedBy(place);
			const log = wanted === undefined ? undefined : open.get(wanted.key);
			if (wanted === undefined || log === undefined) return undefined;
			const snapshot = log.feed.snapshot();
			const sift = log.sifts.get(wanted.ruleKey) ?? createSift(wanted.rule);
			log.sifts.set(wanted.ruleKey, sift);
			const shown = sift.look(snapshot);
			const errors = log.tally.look(snapshot);
			if (shown.progress < 1 || !errors.isWhole) lookOn({sift, tally: log.tally, snapshot});
			return {...snapshot, shown, errors};
		},
		readOlder(place) {
			const key = wantedBy(place)?.key;
			if (key !== undefined) open.get(key)?.feed.readOlder();
		},
		close() {
			clearImmediate(turn);
			for (const log of open.values()) end(log);
			open.clear();
		},
	};
};
