/** A request that may write, as it is sent. Neither its body nor its headers: they may hold secrets. */
export type Writing = {
	/** ms, of this machine's clock, when it was sent. */
	readonly at: number;
	/** The engine's name, and its address. */
	readonly engine: string;
	readonly address: string;
	readonly method: string;
	/** With its query, without the version of the API. */
	readonly path: string;
};

/** What became of such a request: the engine's answer, or why there was none. */
export type WritingEnd = {readonly status: number} | {readonly error: string};

/** Told of the beginning of a request; what it returns is told of its end. */
export type WritingListener = (writing: Writing) => (end: WritingEnd) => void;

let listener: WritingListener | undefined;

/** Hands every request that may write, of any engine, to a listener from now on; to nobody without one. */
export const onWriting = (heard: WritingListener | undefined): void => {
	listener = heard;
};

/** Begins the account of a request; what it returns is called with its end, of which the first counts. */
export const beginWriting = (request: Omit<Writing, 'at'>): ((end: WritingEnd) => void) => {
	if (request.method === 'GET' || request.method === 'HEAD') return () => undefined;
	let told = listener?.({...request, path: request.path.replace(/^\/v\d+\.\d+(?=\/)/, ''), at: Date.now()});
	return end => {
		told?.(end);
		told = undefined;
	};
};
