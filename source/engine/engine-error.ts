/** Why an engine did not do what was asked. */
export type EngineErrorKind =
	| 'unreachable'
	| 'forbidden'
	| 'missing'
	| 'conflict'
	| 'not-manager'
	| 'timeout'
	| 'rejected'
	| 'not-docker'
	| 'configuration';

/** The only error that leaves the engine room, for calls and for stream bodies alike. */
export class EngineError extends Error {
	override readonly name = 'EngineError';
	readonly kind: EngineErrorKind;
	/** HTTP status, where there was one. */
	readonly status: number | undefined;
	/** What to do next, for the person; absent where the message says it all. */
	readonly advice: string | undefined;

	constructor(
		kind: EngineErrorKind,
		/** In the daemon's words, cleaned, without its rpc prefix. */
		message: string,
		options: {readonly status?: number; readonly advice?: string; readonly cause?: unknown} = {},
	) {
		super(message, {cause: options.cause});
		this.kind = kind;
		this.status = options.status;
		this.advice = options.advice;
	}
}
