/** Calls `work` once in a turn, however often it was asked for: keys that come in one burst make one frame. */
export const createTurn = (work: () => void) => {
	let scheduled: NodeJS.Immediate | undefined;
	return {
		soon() {
			scheduled ??= setImmediate(() => {
				scheduled = undefined;
				work();
			});
		},
		stop: () => clearImmediate(scheduled),
	};
};
