/** How long to wait before something that failed is tried again, ms. */
export type Backoff = {
	/** It failed once more; `wasWell` where it had worked for a while, so that this is no failure after others. */
	next(wasWell: boolean): number;
};

/** Doubles from `first` to `longest`. */
export const createBackoff = (first: number, longest: number): Backoff => {
	let failures = 0;
	return {
		next(wasWell) {
			if (wasWell) failures = 0;
			return Math.min(longest, first * 2 ** failures++);
		},
	};
};
