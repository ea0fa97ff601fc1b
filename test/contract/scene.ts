import type {EngineAddress} from '../../source/engine/engine.ts';

/** What every engine that the contract is tried on has been made to hold. */
export type Scene = {
	readonly address: EngineAddress;
	readonly isSimulated: boolean;
	/**
	 * A running container that ends at once on TERM. Its log has `to stdout`, `to stderr` on stderr and one line of
	 * 20,000 `x`; then a `tick` about every half second.
	 */
	readonly running: string;
	/** A container like `running`, for acting on. */
	readonly victim: string;
	/** A container that ended with exit code 3. */
	readonly exited: string;
	/** A replicated service of 2 tasks. */
	readonly service: string;
	/** What each of its tasks has written. */
	readonly serviceLine: RegExp;
	/** An engine that is in no swarm. */
	readonly loner: EngineAddress;
	end(): Promise<void>;
};

/** Length of the long line in the log of `running`: more than the 16 KiB after which engines cut. */
export const longLine = 20_000;
