import process from 'node:process';

/** Signals that end a program on a terminal, with the exit code that shells expect of each. */
const codes = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129} as const;

/**
 * Calls `leave` with an exit code when a signal asks to end, so that the terminal is restored and nothing is left
 * behind; returns the way to stop listening. A second signal ends the process at once.
 */
export const onEndingSignal = (leave: (exitCode: number) => void): (() => void) => {
	let count = 0;
	const listeners = Object.entries(codes).map(([signal, code]) => {
		const listener = (): void => {
			if (++count > 1) process.exit(code);
			leave(code);
		};
		process.on(signal, listener);
		return () => process.off(signal, listener);
	});
	return () => {
		for (const stop of listeners) stop();
	};
};

/** What is not stopped by then, ms, never will be: nobody is there to bring it back, as where it is a session's only program. */
const stoppingTime = 200;

/** Stops the whole job, as the shell's ^Z does to programs that leave the keyboard to it; resolves when it goes on. */
export const suspend = (): Promise<void> =>
	new Promise(resolve => {
		const resume = (): void => {
			clearTimeout(timer);
			process.off('SIGCONT', resume);
			resolve();
		};
		// It stands still with the process.
		const timer = setTimeout(resume, stoppingTime);
		process.on('SIGCONT', resume);
		// The group, so that a launcher before us stops too.
		process.kill(0, 'SIGTSTP');
	});
