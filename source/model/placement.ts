/** What a task holds of its node by its spec, however little it uses. */
export type Reservation = {
	/** 1e-9 CPUs, as the engine counts: sums of them are exact. */
	readonly nanoCpus?: number;
	/** Bytes. */
	readonly memory?: number;
	/** By kind, how many of what nodes offer beside those, such as GPUs. */
	readonly generic?: Readonly<Record<string, number>>;
};

/** An operating system and architecture; what is absent may be any. */
export type Platform = {readonly os?: string; readonly architecture?: string};

/** A plugin that a node must have: `Volume/rexray`, `Log/gelf`, `Network/weave`. */
export type PluginName = string;

/** What a task asks of the node that it is placed on, beside room. */
export type PlacementWishes = {
	/** As they were written: `node.labels.disk==ssd`. */
	readonly constraints: readonly string[];
	/** One of them is enough; none asks for nothing. */
	readonly platforms: readonly Platform[];
	readonly plugins: readonly PluginName[];
	/** Tasks of its service that one node may have. */
	readonly mostPerNode?: number;
};
