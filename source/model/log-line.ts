/** Which output of the process a line came from; a TTY has only one and counts as stdout. */
export type LogSource = 'stdout' | 'stderr';

/** One whole line of a log. */
export type LogLine = {
	/** Cleaned: only SGR colour sequences are left. */
	readonly text: string;
	readonly source: LogSource;
	/** RFC 3339 with nanoseconds, as the engine sent it: exact for resuming and sorting. */
	readonly timestamp?: string;
	/** Of service logs: which task wrote it. */
	readonly taskId?: string;
	readonly nodeId?: string;
	/** Where several logs are merged: the name of the container, service or task whose log it is of. */
	readonly origin?: string;
	/** What we say between the lines of a log, such as that a run began: it was not written there. */
	readonly isMark?: true;
};
