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

/** Stops the whole job, as the shell's ^Z does to programs that do not have the keyboard to themselves; resolves when it goes on. */
export const suspend = (): Promise<void> =>
	new Promise(resolve => {
		process.once('SIGCONT', () => resolve());
		// The group, so that a launcher before us stops too.
		process.kill(0, 'SIGTSTP');
	});
