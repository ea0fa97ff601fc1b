import type {SwarmRole} from './swarm.ts';

/** What `/info` and `/version` tell of an engine. All text is cleaned; absent means not told. */
export type EngineInfo = {
	/** The daemon's own id. */
	readonly id?: string;
	readonly name: string;
	readonly version?: string;
	readonly apiVersion?: string;
	readonly operatingSystem?: string;
	readonly kernel?: string;
	readonly cpus?: number;
	/** Bytes. */
	readonly memory?: number;
	readonly containers?: number;
	readonly running?: number;
	readonly swarm: SwarmRole;
	readonly nodeId?: string;
	readonly nodes?: number;
	readonly managers?: number;
	readonly cgroupVersion?: string;
	readonly cgroupDriver?: string;
	readonly isSimulated: boolean;
};
