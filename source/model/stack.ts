/** What declared a group: `docker stack deploy`, or compose. */
export type StackKind = 'stack' | 'compose';

/** A service or container of a group. */
export type StackPart = {readonly id: string; readonly name: string};

/** How many there are of how many there should be, or of all. */
export type StackCount = {readonly running: number; readonly of: number};

/** Services and containers that were declared together, as their labels tell. All text is cleaned. */
export type Stack = {
	readonly host: string;
	/** Its name, which is all that docker knows it by. */
	readonly id: string;
	readonly name: string;
	/** Both, where a stack and a compose project have one name. */
	readonly kinds: readonly StackKind[];
	readonly services: readonly StackPart[];
	/** Those that are no task of one of its services; what runs comes first. */
	readonly containers: readonly StackPart[];
	/** Services that run as they should, of those that should. */
	readonly serviceCount: StackCount;
	/** Tasks of all its services, of those that should run. */
	readonly taskCount: StackCount;
	readonly containerCount: StackCount;
	/** Whether any of its own containers is up: it runs, starts again, or is paused. */
	readonly hasContainersUp: boolean;
	/** Ids of all its containers that run on this engine, of its tasks too. */
	readonly runningContainers: readonly string[];
	readonly images: readonly string[];
	/** Published ports as their kinds write them. */
	readonly ports: readonly string[];
	/** Names, as its containers on this engine tell them. */
	readonly networks: readonly string[];
	readonly volumes: readonly string[];
	/** Paths on the machine that compose was run on. */
	readonly configFiles: readonly string[];
	readonly workingDirectory?: string;
	/** Its oldest part, ms. */
	readonly createdAt?: number;
	/** When any part was made or updated last, ms. */
	readonly updatedAt?: number;
};
