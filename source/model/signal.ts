const names: Readonly<Record<number, string>> = {
	1: 'SIGHUP',
	2: 'SIGINT',
	3: 'SIGQUIT',
	6: 'SIGABRT',
	9: 'SIGKILL',
	10: 'SIGUSR1',
	12: 'SIGUSR2',
	15: 'SIGTERM',
};

/** What a signal is called, by its number on Linux: `SIGTERM`, `signal 34`. */
export const signalName = (number: number): string => names[number] ?? `signal ${number}`;
