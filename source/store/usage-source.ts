import type {Engine} from '../engine/engine.ts';
import type {UsageSample} from '../model/usage.ts';
import type {AskingShare} from './monitor.ts';
import type {Fault} from './state.ts';

/** Where usage samples come from: the engine's API by one way or another, or cgroup files. */
export type UsageSource = {
	/** What to sample: visible rows often, the others in turn. */
	setWanted(wanted: Wanted): void;
};

/** Ids of running containers. */
export type Wanted = {
	readonly visible: readonly string[];
	readonly others: readonly string[];
	readonly share?: AskingShare;
};

/** What a source is given. */
export type UsageSourceOptions = {
	readonly engine: Engine;
	now(): number;
	/** How many times longer than usual to wait between questions: more than 1 on a starved machine. */
	slowdown(): number;
	readonly onSample: (id: string, sample: UsageSample) => void;
	/** How long one answer took, ms: the way may have been chosen wrongly. */
	readonly onAnswer?: (milliseconds: number) => void;
	/** A read failed, though the container may well be gone: the caller decides what that means. */
	readonly onFault: (error: unknown) => Fault;
};

/** Starts a source; it ends with the signal. */
export type StartUsageSource = (options: UsageSourceOptions, signal: AbortSignal) => UsageSource;
