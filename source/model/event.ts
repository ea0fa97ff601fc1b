/** One message of `/events`, normalised. All text is cleaned. */
export type EngineEvent = {
	/** container, service, node, image, volume, network, secret, config, daemon. */
	readonly type: string;
	/** Without suffix: `health_status: healthy` has the action `health_status`. */
	readonly action: string;
	/** What followed the colon in the action, such as `healthy`. */
	readonly detail?: string;
	readonly id: string;
	/** ms since the epoch. */
	readonly at: number;
	readonly attributes: Readonly<Record<string, string>>;
};
