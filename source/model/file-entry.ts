/** One thing in a directory. */
export type FileEntry = {
	readonly name: string;
	readonly kind: 'directory' | 'file' | 'link' | 'other';
	/** Bytes of a file; undefined where it has none. */
	readonly size?: number;
	/** ms since the epoch. */
	readonly changedAt?: number;
	/** Permissions as `ls` writes them: `rwxr-xr-x`. */
	readonly mode: string;
	/** Where a link leads, as far as that was told. */
	readonly target?: string;
};

/** A directory as it was read; not whole where too much had to be read for that. */
export type FileListing = {readonly entries: readonly FileEntry[]; readonly isWhole: boolean};

/** Permissions of a file as `ls` writes them. */
export const modeText = (mode: number): string =>
	[6, 3, 0]
		.map(shift => {
			const bits = (mode >> shift) & 7;
			return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${bits & 1 ? 'x' : '-'}`;
		})
		.join('');

/** A path within a container, whole and without `.` and `..`: `/etc/hosts`. */
export const insidePath = (path: string): string => {
	const parts: string[] = [];
	for (const part of path.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return `/${parts.join('/')}`;
};

/** The last part of a path; `/` for the root. */
export const lastPart = (path: string): string => insidePath(path).split('/').at(-1) || '/';

/** The directory that a path lies in. */
export const parentPath = (path: string): string => insidePath(`${path}/..`);
