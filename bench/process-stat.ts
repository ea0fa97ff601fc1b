/** What `/proc/PID/stat` tells of a process. Ticks are hundredths of a second on every Linux that Node runs on. */
export type ProcessStat = {
	readonly pid: number;
	readonly name: string;
	readonly state: string;
	readonly parent: number;
	readonly session: number;
	/** CPU of its own threads. */
	readonly ticks: number;
	/** CPU of children that ended and were waited for. */
	readonly childTicks: number;
};

/** ms of CPU in a tick. */
export const tickLength = 10;

/** Reads a line of `/proc/PID/stat`; the name may hold blanks and brackets. */
export const parseProcessStat = (line: string): ProcessStat => {
	const open = line.indexOf('(');
	const close = line.lastIndexOf(')');
	const fields = line.slice(close + 2).split(' ');
	const number = (index: number): number => Number(fields[index]);
	return {
		pid: Number(line.slice(0, open)),
		name: line.slice(open + 1, close),
		state: fields[0] ?? '?',
		parent: number(1),
		session: number(3),
		ticks: number(11) + number(12),
		childTicks: number(13) + number(14),
	};
};

/** A number of a status file such as `VmRSS: 1234 kB`; 0 where the line is missing, as for a process that just ended. */
export const statusNumber = (status: string, name: string): number =>
	Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);

/** The process with this id, everything below it, and everything in the session that it leads. */
export const treeOf = (root: number, processes: readonly ProcessStat[]): readonly ProcessStat[] => {
	const members = new Set([root]);
	let size = 0;
	while (members.size > size) {
		size = members.size;
		for (const {pid, parent, session} of processes) if (members.has(parent) || session === root) members.add(pid);
	}
	return processes.filter(({pid}) => members.has(pid));
};
