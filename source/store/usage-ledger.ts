import type {Container} from '../model/container.ts';
import type {Usage, UsageSample} from '../model/usage.ts';
import {isComparable, totalUsage, usageBetween, withoutNetwork} from '../model/usage.ts';
import type {UsageHistory, UsageRing} from './usage-history.ts';
import {createUsageRing} from './usage-history.ts';

/** Usage of all containers of an engine, from raw samples. */
export type UsageLedger = {
	/** Whether the sample was news. */
	add(id: string, sample: UsageSample): boolean;
	/** Keeps to the containers that there are: what does not run has no usage, what is gone has no history. */
	follow(containers: ReadonlyMap<string, Container>): void;
	/** Another life of the container begins: nothing is compared across it. */
	restart(id: string): void;
	/** Adds up what runs; call it once a second. */
	addTotals(): void;
	usage(): ReadonlyMap<string, UsageHistory>;
	totals(): UsageHistory | undefined;
	/** How many samples were news. */
	samples(): number;
};

type Entry = {readonly ring: UsageRing; previous: UsageSample | undefined; isLive: boolean};

/** Whether its usage is read: a paused container still holds memory. */
export const hasUsage = (container: Container): boolean =>
	container.state === 'running' || container.state === 'paused';

/** Shorter spans than this measure the clock's tick rather than the container. */
const shortestSpan = 200;
/** A figure is of so long a span, ms, as soon as it can be: what works once a second idles for most of a shorter one. */
const wantedSpan = 700;
/** A clock that was set back by more than this starts anew. */
const clockJump = 10_000;
/** How long the sum waits for the first figures of all containers. */
const patience = 30_000;

const isNews = (previous: UsageSample | undefined, next: UsageSample): boolean =>
	previous === undefined ||
	next.cpuTotal < previous.cpuTotal ||
	next.at - previous.at >= shortestSpan ||
	next.at < previous.at - clockJump;

export const createUsageLedger = (now: () => number): UsageLedger => {
	const entries = new Map<string, Entry>();
	let running: ReadonlySet<string> = new Set();
	/** Those that joined another's network. */
	let joined: ReadonlySet<string> = new Set();
	let shared: ReadonlyMap<string, UsageHistory> | undefined;
	const totals = createUsageRing();
	let isTotalKnown = false;
	let firstSampleAt: number | undefined;
	let isTotalDue = false;
	let samples = 0;

	const liveUsages = function* (): Generator<Usage> {
		for (const [id, entry] of entries) {
			const history = entry.isLive ? entry.ring.history() : undefined;
			if (history !== undefined) yield joined.has(id) ? withoutNetwork(history.latest) : history.latest;
		}
	};
	const knowsAll = () => {
		for (const id of running) if (entries.get(id)?.ring.history()?.latest.cpu === undefined) return false;
		return true;
	};

	return {
		add(id, sample) {
			if (!running.has(id)) return false;
			const entry = entries.get(id) ?? {ring: createUsageRing(), previous: undefined, isLive: false};
			if (!isNews(entry.previous, sample)) return false;
			firstSampleAt ??= now();
			// The time of the screen, not the engine's: their clocks may differ.
			entry.ring.add({...usageBetween(entry.previous, sample), at: now()});
			const span = sample.at - (entry.previous?.at ?? 0);
			if (entry.previous === undefined || !isComparable(entry.previous, sample) || span >= wantedSpan)
				entry.previous = sample;
			entry.isLive = true;
			entries.set(id, entry);
			shared = undefined;
			isTotalDue = true;
			samples++;
			return true;
		},
		follow(containers) {
			const live = [...containers.values()].filter(hasUsage);
			running = new Set(live.map(({id}) => id));
			joined = new Set(live.filter(({joinedNetworkOf}) => joinedNetworkOf !== undefined).map(({id}) => id));
			for (const [id, entry] of entries) {
				if (!containers.has(id)) entries.delete(id);
				else if (running.has(id) || !entry.isLive) continue;
				entry.isLive = false;
				entry.previous = undefined;
				shared = undefined;
				isTotalDue = true;
			}
		},
		restart(id) {
			const entry = entries.get(id);
			if (entry !== undefined) entry.previous = undefined;
		},
		addTotals() {
			if (!isTotalDue) return;
			isTotalDue = false;
			isTotalKnown ||= knowsAll() || now() - (firstSampleAt ?? now()) > patience;
			const sum = isTotalKnown ? totalUsage(liveUsages()) : undefined;
			// While nothing runs, or the engine is lost, there is a gap: what was before it stays.
			if (isTotalKnown) totals.add({...sum, at: now()});
		},
		usage() {
			if (shared === undefined) {
				const live = new Map<string, UsageHistory>();
				for (const [id, entry] of entries) {
					const history = entry.isLive ? entry.ring.history() : undefined;
					if (history !== undefined) live.set(id, history);
				}
				shared = live;
			}
			return shared;
		},
		totals: () => totals.history(),
		samples: () => samples,
	};
};
