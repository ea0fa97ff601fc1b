/** A row of `docker volume ls`. All text is cleaned. */
export type Volume = {
	/** Name of the engine that it belongs to. */
	readonly host: string;
	/** Its name, which no other volume of the engine has. */
	readonly id: string;
	readonly name: string;
	/** `local`, or a plugin's name. */
	readonly driver: string;
	/** `local`, or `global` where all nodes of a cluster see the same one. */
	readonly scope?: string;
	/** ms since the epoch; not all drivers tell. */
	readonly createdAt?: number;
	/** Where it is on the engine's machine; a driver may have it nowhere before it is used. */
	readonly mountpoint?: string;
	readonly labels: Readonly<Record<string, string>>;
	/** What its driver was told: `type`, `device`, `o`. */
	readonly options: Readonly<Record<string, string>>;
	/** Compose project, from its label. */
	readonly project?: string;
	/** Swarm stack, from its label. */
	readonly stack?: string;
	/** Whether nobody gave it a name: it was made for one container. */
	readonly isAnonymous: boolean;
};

/** What inspecting a volume adds to its row. */
export type VolumeDetails = {
	/** What its driver tells of it, as text. */
	readonly status: Readonly<Record<string, string>>;
	/** What the engine said beside the last list of volumes, such as a driver that did not answer. */
	readonly warnings: readonly string[];
	/** The engine's JSON with all text cleaned, for the raw view. */
	readonly raw: unknown;
};

/** A name as people can read it: 12 digits of what was made up by the engine. */
export const volumeName = ({name, isAnonymous}: Pick<Volume, 'name' | 'isAnonymous'>): string =>
	isAnonymous ? name.slice(0, 12) : name;
