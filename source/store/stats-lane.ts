import type {Container} from '../model/container.ts';
import {childController} from './pause.ts';
import {startFilesSource, startPollingSource} from './polling-source.ts';
import type {Session} from './session.ts';
import type {StatsTier} from './state.ts';
import {startStreamsSource} from './streams-source.ts';
import type {UsageLedger} from './usage-ledger.ts';
import {hasUsage} from './usage-ledger.ts';
import type {StartUsageSource, UsageSource, Wanted} from './usage-source.ts';

/** Reads usage for one session. */
export type StatsLane = {
	/** The rows or what is visible of them changed. */
	follow(containers: ReadonlyMap<string, Container>): void;
};

/** An answer later than this is that of a collector that one has to wait for (20.10): beside the way there and back. */
const promptAnswer = 300;
/** A new connection, and TLS on it, go there and back once each before the question does. */
const waysOfFirst = 3;
/** Visible rows before the screen has said which they are. */
const assumedVisible = 25;

const sources: Partial<Record<StatsTier, StartUsageSource>> = {
	files: startFilesSource,
	polling: startPollingSource,
	streams: startStreamsSource,
};

/** Samples come in bursts, which shall be one change of the screen: within so many ms, those of files in one turn. */
const burstOf = (tier: StatsTier): number => (tier === 'files' ? 0 : 150);
/** So many slow answers in a row, and polling was the wrong choice: the first answer met the collector's beat by luck. */
const slowAnswers = 4;

const createDoubt = (prompt: () => number, wrong: () => void) => {
	let slow = 0;
	return (milliseconds: number) => {
		slow = milliseconds < prompt() ? 0 : slow + 1;
		if (slow === slowAnswers) wrong();
	};
};

/** Times one answer, but not longer than it takes to know: the tier, or undefined when nothing was there to ask. */
const chooseTier = async (
	session: Session,
	id: string,
	{ledger, prompt}: {readonly ledger: UsageLedger; readonly prompt: number},
	signal: AbortSignal,
): Promise<StatsTier | undefined> => {
	try {
		const sample = await session.engine.containers.localSample(id, signal);
		if (signal.aborted || sample === undefined) return undefined;
		if (ledger.add(id, sample)) session.publisher.touch();
		return 'files';
	} catch {
		// The files are not here or not ours to read, which is no fault: the engine is asked instead.
	}
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<StatsTier>(resolve => {
		timer = setTimeout(() => resolve('streams'), prompt);
	});
	const answer = session.engine.containers.sample(id, signal).then(
		(sample): StatsTier | undefined => {
			if (sample !== undefined && !signal.aborted && ledger.add(id, sample)) session.publisher.touch();
			return sample === undefined ? undefined : 'polling';
		},
		(error): undefined => {
			if (!signal.aborted) session.fault(error);
		},
	);
	try {
		return await Promise.race([answer, late]);
	} finally {
		clearTimeout(timer);
	}
};

/** What the lane works with. */
export type StatsLaneOptions = {
	readonly ledger: UsageLedger;
	/** The way, where it is not chosen by what the engine is like. */
	readonly forced: StatsTier | undefined;
	/** ms that a question and its answer are under way, the engine's own time apart. */
	latency(): number;
};

export const startStatsLane = (
	session: Session,
	{ledger, forced, latency}: StatsLaneOptions,
	signal: AbortSignal,
): StatsLane => {
	let source: UsageSource | undefined;
	let running: AbortController | undefined;
	let wanted: Wanted = {visible: [], others: []};
	let isChoosing = false;
	const prompt = (): number => promptAnswer + waysOfFirst * latency();

	const start = (tier: StatsTier) => {
		const startSource = sources[tier];
		if (startSource === undefined) return;
		running?.abort();
		running = childController(signal);
		session.publisher.update(state => (state.tier === tier ? state : {...state, tier}));
		const burst = burstOf(tier);
		const isDoubtful = tier === 'polling' && forced === undefined;
		source = startSource(
			{
				engine: session.engine,
				now: session.now,
				slowdown: session.publisher.slowdown,
				onFault: session.fault,
				onSample(id, sample) {
					if (ledger.add(id, sample)) session.publisher.touch(burst);
				},
				...(isDoubtful ? {onAnswer: createDoubt(prompt, () => start('streams'))} : {}),
			},
			running.signal,
		);
		source.setWanted(wanted);
	};
	const choose = async () => {
		const first = wanted.visible[0] ?? wanted.others[0];
		if (isChoosing || first === undefined || signal.aborted) return;
		isChoosing = true;
		const tier = await chooseTier(session, first, {ledger, prompt: prompt()}, signal);
		isChoosing = false;
		if (tier !== undefined && !signal.aborted) start(tier);
	};

	if (forced !== undefined) start(forced);
	const totals = setInterval(() => {
		ledger.addTotals();
		if (source === undefined) void choose();
	}, 1000);
	signal.addEventListener('abort', () => clearInterval(totals), {once: true});

	return {
		follow(containers) {
			const running = [...containers.values()].filter(hasUsage).map(({id}) => id);
			const {containers: visible = running.slice(0, assumedVisible), share} = session.interest() ?? {};
			const shown = new Set(visible);
			wanted = {
				visible: running.filter(id => shown.has(id)),
				others: running.filter(id => !shown.has(id)),
				...(share === undefined ? {} : {share}),
			};
			if (source === undefined) void choose();
			else source.setWanted(wanted);
		},
	};
};
