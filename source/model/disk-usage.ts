/** A thing that takes room on an engine's disk. All text is cleaned; absent means not told. */
export type DiskEntry = {
	/** As the engine lists it: an id, or a volume's name. */
	readonly id: string;
	readonly name: string;
	/** Bytes that are its own: what it shares with others of its sort is not among them. */
	readonly size?: number;
	/** Bytes that removing it frees; 0 while it is in use. */
	readonly freeable?: number;
	/** ms since the epoch, where the engine keeps that. */
	readonly usedAt?: number;
	/** Whether it is in use just now. */
	readonly isUsed: boolean;
	/** By whom, or what it is, in a phrase. */
	readonly note: string;
};

/** All of one sort on an engine's disk. */
export type DiskPart = {
	/** Bytes, what is shared counted once. */
	readonly size?: number;
	readonly freeable?: number;
	/** What frees most stands first. */
	readonly entries: readonly DiskEntry[];
};

/** `docker system df -v`, with the logs where these can be read; a part that an engine does not tell is absent. */
export type DiskUsage = {
	readonly images?: DiskPart;
	readonly containers?: DiskPart;
	readonly volumes?: DiskPart;
	readonly buildCache?: DiskPart;
	/** Files in which the engine keeps what containers write. */
	readonly logs?: DiskPart;
};

/** What of all that can be freed, bytes; undefined where no part tells it. */
export const freeableOf = (usage: DiskUsage): number | undefined => {
	const told = Object.values(usage).flatMap(part => part?.freeable ?? []);
	return told.length === 0 ? undefined : told.reduce((sum, bytes) => sum + bytes, 0);
};
