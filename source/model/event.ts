/** One message of `/events`, normalised. All text is cleaned. */
export type EngineEvent = {
	/** container, service, node, image, volume, network, secret, config, daemon. */
	readonly type: string;
	/** Without suffix: `health_status: healthy` has the action `health_status`. */
	readonly action: string;
	/** What followed the colon in the action, such as `healthy`. */
	readonly detail?: string;
	/** Of the object; a name where it has no id. Empty where the event is about many, as `prune` is. */
	readonly id: string;
	/** ms since the epoch. */
	readonly at: number;
	/** ns since the epoch, as near as a number can tell it (256 ns); absent where the engine tells seconds only. */
	readonly nanoseconds?: number;
	readonly attributes: Readonly<Record<string, string>>;
};

/** An event that is kept: a row of the list of events. */
export type KeptEvent = Omit<EngineEvent, 'id' | 'nanoseconds'> & {
	/** 24 hexadecimal characters, the same however often the engine tells of it. */
	readonly id: string;
	/** ns since the epoch: what is told at one ms has an order too. */
	readonly nanoseconds: number;
	/** Of the object; empty where the event is about many. */
	readonly objectId: string;
	/** What the engine calls the object, where it does. */
	readonly objectName?: string;
	/** Of a container's end: its exit code, whether memory ran out, and the signal that was sent through the engine before. */
	readonly exitCode?: number;
	readonly isOutOfMemory?: boolean;
	readonly signal?: number;
};
