/** A range of addresses that a network gives out of. */
export type Subnet = {
	/** Such as `172.17.0.0/16`. */
	readonly subnet: string;
	readonly gateway?: string;
	/** The part of it that addresses are taken from, where that is not all. */
	readonly range?: string;
};

/** A row of `docker network ls`. All text is cleaned. */
export type Network = {
	/** Name of the engine that it belongs to. */
	readonly host: string;
	/** 64 hexadecimal characters; of a swarm's network 25 letters and digits. */
	readonly id: string;
	/** Not always one's own: engines take the same name twice. */
	readonly name: string;
	/** `bridge`, `overlay`, `host`, `null`, `macvlan`, or a plugin's name. */
	readonly driver: string;
	/** `local`, or `swarm`. */
	readonly scope: string;
	/** ms since the epoch. */
	readonly createdAt?: number;
	readonly subnets: readonly Subnet[];
	/** Whether nothing leads out of it. */
	readonly isInternal: boolean;
	/** Whether containers may join a swarm's network by themselves. */
	readonly isAttachable: boolean;
	/** Whether it is the one over which services publish ports. */
	readonly isIngress: boolean;
	/** Whether an overlay encrypts what goes between nodes. */
	readonly isEncrypted: boolean;
	readonly hasIpv6: boolean;
	/** Whether it only holds the settings of other networks. */
	readonly isConfigOnly: boolean;
	/** What its driver was told. */
	readonly options: Readonly<Record<string, string>>;
	readonly labels: Readonly<Record<string, string>>;
	/** Compose project, from its label. */
	readonly project?: string;
	/** Swarm stack, from its label. */
	readonly stack?: string;
};

/** One end of a network on this engine: a running container, or what the swarm put there. */
export type NetworkEndpoint = {
	/** A container's id, or what the swarm calls it: `lb-web`. */
	readonly id: string;
	readonly name: string;
	/** With the length of the prefix behind it: `10.9.0.2/24`. */
	readonly addresses: readonly string[];
};

/** What inspecting a network adds to its row. */
export type NetworkDetails = {
	readonly endpoints: readonly NetworkEndpoint[];
	/** Addresses of the nodes that an overlay is on now. */
	readonly peers: readonly string[];
	/** The engine's JSON with all text cleaned, for the raw view. */
	readonly raw: unknown;
};

/** What is special about a network, in docker's words: `internal`, `encrypted`, `IPv6`. */
export const networkTraits = (network: Network): readonly string[] => [
	...(network.isInternal ? ['internal'] : []),
	...(network.isAttachable ? ['attachable'] : []),
	...(network.isIngress ? ['ingress'] : []),
	...(network.isEncrypted ? ['encrypted'] : []),
	...(network.hasIpv6 ? ['IPv6'] : []),
	...(network.isConfigOnly ? ['config only'] : []),
];
