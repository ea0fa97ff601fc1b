/** Runs tasks, at most so many at once, in the order that they came. */
export type Pool = {run<Result>(task: () => Promise<Result>): Promise<Result>};

export const createPool = (size: number): Pool => {
	const waiting: Array<() => void> = [];
	let free = size;
	return {
		async run(task) {
			if (free > 0) free--;
			else await new Promise<void>(resolve => waiting.push(resolve));
			try {
				return await task();
			} finally {
				const next = waiting.shift();
				if (next === undefined) free++;
				else next();
			}
		},
	};
};
