/** A request that may have written, and what became of it. Neither its body nor its headers: they may hold secrets. */
export type Writing = {
	/** ms, of this machine's clock, when it was sent. */
	readonly at: number;
	/** The engine's name, and its address. */
	readonly engine: string;
	readonly address: string;
	readonly method: string;
	/** With its query, without the version of the API. */
	readonly path: string;
	/** The engine's answer, or why there was none. */
	readonly answer: {readonly status: number} | {readonly error: string};
};

let listener: ((writing: Writing) => void) | undefined;

/** Hands every request that may write, of any engine, to a listener from now on; to nobody without one. */
export const onWriting = (heard: ((writing: Writing) => void) | undefined): void => {
	listener = heard;
};

/** Begins the account of a request; what it returns is called with its end, of which the first counts. */
export const beginWriting = (
	request: Pick<Writing, 'engine' | 'address' | 'method' | 'path'>,
): ((answer: Writing['answer']) => void) => {
	if (request.method === 'GET' || request.method === 'HEAD') return () => undefined;
	const at = Date.now();
	let isTold = false;
	return answer => {
		if (isTold) return;
		isTold = true;
		listener?.({...request, path: request.path.replace(/^\/v\d+\.\d+(?=\/)/, ''), at, answer});
	};
};
