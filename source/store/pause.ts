/** Resolves after the time, or as soon as the signal is aborted: who waits looks at the signal afterwards. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
	new Promise(resolve => {
		if (signal.aborted) {
			resolve();
			return;
		}
		const finish = () => {
			clearTimeout(timer);
			signal.removeEventListener('abort', finish);
			resolve();
		};
		const timer = setTimeout(finish, milliseconds);
		signal.addEventListener('abort', finish, {once: true});
	});

/** An AbortController that its parent's abort reaches; forgetting it when it is aborted, so that long lives gather no listeners. */
export const childController = (parent: AbortSignal): AbortController => {
	const child = new AbortController();
	const forward = () => child.abort(parent.reason);
	if (parent.aborted) forward();
	else {
		parent.addEventListener('abort', forward, {once: true});
		child.signal.addEventListener('abort', () => parent.removeEventListener('abort', forward), {once: true});
	}
	return child;
};
