import type {ProcessTable} from '../engine/containers.ts';
import type {EngineErrorKind} from '../engine/engine-error.ts';
import type {Container, ContainerDetails} from '../model/container.ts';
import type {EngineInfo} from '../model/engine-info.ts';
import type {LogLine} from '../model/log-line.ts';
import type {Service, SwarmNode, SwarmRole, Task} from '../model/swarm.ts';
import type {Undo} from './monitor.ts';
import type {Identified} from './table.ts';
import type {UsageHistory} from './usage-history.ts';

/** A fault of the engine as state: shown, and tried again. */
export type Fault = {
	readonly kind: EngineErrorKind;
	readonly message: string;
	readonly advice?: string;
	readonly at: number;
};

/** Where the connection to an engine stands. Times in ms. */
export type Connection =
	| {readonly status: 'connecting'; readonly attempt: number}
	| {readonly status: 'live'; readonly since: number}
	| {
			readonly status: 'lost';
			readonly since: number;
			readonly reason: string;
			readonly attempt: number;
			readonly retryAt: number;
	  };

/** Rows of one kind: the last good list, when it was read, and what went wrong since. */
export type Table<Row> = {
	readonly rows: ReadonlyMap<string, Row>;
	/** ms; undefined until the first good list. */
	readonly at?: number;
	/** Why the last read failed; gone after the next good one. */
	readonly fault?: Fault;
	/** Rows that are not among them, as only the newest so many are kept. */
	readonly dropped?: number;
};

/** A verb under way on an object; the row says so until the engine answers. */
export type PendingAction = {readonly label: string; readonly since: number};

/** A part of what is under way, such as a layer of an image: what happens to it, and how much of it is done. */
export type JobPart = {
	readonly name: string;
	readonly label: string;
	/** Bytes. */
	readonly done?: number;
	readonly total?: number;
};

/** A verb under way on one object, or one that ended lately. */
export type Job = {
	/** Its own: a verb may be asked for twice on an object. */
	readonly id: string;
	/** What it is done to: `web`. */
	readonly name: string;
	/** What happens now, and how far it is: `pulling nginx:1.27 42%`. */
	readonly label: string;
	/** ms. */
	readonly since: number;
	readonly parts: readonly JobPart[];
	/** When it ended, ms, and what came of it; absent while it is under way. */
	readonly ended?: {readonly at: number; readonly result: VerbResult};
	/** Names of what it removed that can be made again; absent where it removed nothing that is kept. */
	readonly removed?: readonly string[];
	/** How it is taken back, where it can be, and the job that it takes back itself. */
	readonly undo?: Undo;
	readonly takesBack?: string;
};

/** What came of a verb on one object, in words. */
export type VerbResult = {readonly tone: 'good' | 'bad' | 'plain'; readonly text: string};

/** The engine's answer to a verb, for the message line. */
export type Notice = VerbResult & {
	/** ms. */
	readonly at: number;
	/** Where it is a sum: what came of each object, failures first. */
	readonly results?: readonly VerbResult[];
};

/** A container's end as an event told it. */
export type Death = {
	readonly at: number;
	readonly exitCode?: number;
	readonly isOutOfMemory: boolean;
	/** How long it had run, ms; absent where its start was not told. */
	readonly life?: number;
	/** Number of the signal that was sent to it through the engine shortly before. */
	readonly signal?: number;
};

/** The last lines of a log, oldest first, or why they could not be read. */
export type LogEnding = {readonly lines: readonly LogLine[]; readonly fault?: Fault};

/** The one object whose page is open. */
export type Inspected = {
	/** Name of its table. */
	readonly table: string;
	readonly id: string;
	readonly at?: number;
	/** What its kind makes of the answer, where it makes anything. */
	readonly details?: unknown;
	/** Where its kind tells processes, when asked for. */
	readonly processes?: ProcessTable;
	readonly raw?: unknown;
	/** The end of its log, where that was asked for. */
	readonly ending?: LogEnding;
	readonly fault?: Fault;
};

/** Which way usage is read just now. */
export type StatsTier = 'unknown' | 'polling' | 'streams' | 'files';

/** The tables of all kinds by their names; of those that others are worked out from the rows are known here. */
export type Tables = Readonly<Record<string, Table<Identified>>> & {
	readonly containers: Table<Container>;
	readonly services: Table<Service>;
	readonly tasks: Table<Task>;
	readonly nodes: Table<SwarmNode>;
};

/** How the engine of a swarm's node is seen, and the containers that it has. */
export type NodeReach = {readonly connection: Connection; readonly containers: ReadonlyMap<string, Container>};

/** One of several engines that are looked at together. */
export type EnginePart = {
	/** The engine's, as in keys. */
	readonly id: string;
	/** What it is called, as none of the others is. */
	readonly name: string;
	/** Whether nothing may be done to it. */
	readonly isReadOnly: boolean;
	/** Whether a word is to be typed before anything that interrupts or destroys there. */
	readonly isStrict: boolean;
	/** What it tells: these rows are listed. */
	readonly own: EngineState;
	/** The same, with what other engines of its swarm tell of their containers: its rows are looked at with it. */
	readonly seen: EngineState;
	/** What tables are worked out from that no engine lists: what is a swarm's stands there with its manager alone. */
	readonly origin: EngineState;
};

/**
 * What we currently believe of one engine, or of several together. A new object at each publication; maps are never changed
 * in place. Of several engines all ids are keys with the engine's own id in them (see `engineKey`), and what its rows mean is
 * told by its part alone.
 */
export type EngineState = {
	/** The engine's own id as long as the program runs: where it is reached. Its daemon's is in `info`. */
	readonly id: string;
	/** The engines that are looked at together; absent where it is one. */
	readonly parts?: readonly EnginePart[];
	readonly host: string;
	readonly address: string;
	/** Variables by which programs of this machine reach the engine; absent where it is several. */
	readonly environment?: Readonly<Record<string, string | undefined>>;
	/** Of a single engine, what holds for it: as in `EnginePart`. */
	readonly isReadOnly?: boolean;
	readonly isStrict?: boolean;
	readonly apiVersion?: string;
	readonly isSimulated: boolean;
	readonly connection: Connection;
	/** When anything was last heard of the engine, ms. */
	readonly heardAt?: number;
	readonly info?: EngineInfo;
	readonly infoFault?: Fault;
	/** Why the engine's events are not heard; rows are asked for more often then. */
	readonly eventsFault?: Fault;
	/** How far the engine's clock is ahead of ours, ms; 0 where they agree within 2 s. All times here are the engine's. */
	readonly clockOffset: number;
	readonly role: SwarmRole;
	/** By node id, the engines of swarms that are looked at; absent where one engine is. */
	readonly reach?: ReadonlyMap<string, NodeReach>;
	readonly tables: Tables;
	/** By container id; containers that never gave a sample are absent. */
	readonly usage: ReadonlyMap<string, UsageHistory>;
	/** Sum over all running containers of this engine. */
	readonly totals?: UsageHistory;
	readonly tier: StatsTier;
	/** By object id. */
	readonly pending: ReadonlyMap<string, PendingAction>;
	/** By container id, the last 10 minutes. */
	readonly deaths: ReadonlyMap<string, readonly Death[]>;
	/** By container id: what inspecting tells of those whose row leaves a question open. */
	readonly details: ReadonlyMap<string, ContainerDetails>;
	/** Verbs under way and those that ended lately, in the order in which they began; absent until there was one. */
	readonly jobs?: readonly Job[];
	/** Latest last; at most 50. */
	readonly notices: readonly Notice[];
	readonly inspected?: Inspected;
};
