/** What goes wrong, settable while the simulator runs. Patterns are matched against the path without version. */
export type Faults = {
	/** Requests that are never answered. */
	hang: RegExp | undefined;
	/** Answers that stop in the middle and stay open. */
	hangInBody: RegExp | undefined;
	/** Answers whose socket dies in the middle. */
	resetInBody: RegExp | undefined;
	/** Answers whose JSON ends too early. */
	truncate: RegExp | undefined;
	/** Answers whose JSON is this text instead. */
	replace: {readonly pattern: RegExp; readonly text: string} | undefined;
	/** Every answer comes this many ms late. */
	latency: number;
	/** Answers with a status and message instead. */
	refuse: {readonly pattern: RegExp; readonly status: number; readonly message: string} | undefined;
	/** Swarm calls and /info hang, all else answers: a manager without quorum. */
	hasLostQuorum: boolean;
	/** Swarm calls are refused as on a worker. */
	isWorker: boolean;
	/** Streams stay open and say nothing more. */
	isSilent: boolean;
	/** Bytes are sent in pieces of this size, to split whatever can be split. */
	pieceSize: number | undefined;
};

/** Nothing goes wrong. */
export const noFaults = (): Faults => ({
	hang: undefined,
	hangInBody: undefined,
	resetInBody: undefined,
	truncate: undefined,
	replace: undefined,
	latency: 0,
	refuse: undefined,
	hasLostQuorum: false,
	isWorker: false,
	isSilent: false,
	pieceSize: undefined,
});
