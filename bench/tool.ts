import type {Session} from './session.ts';

/** What starts a tool on an engine. */
export type Launch = {
	readonly command: string;
	readonly args: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
};

/** A tool that can be measured. */
export type Tool = {
	readonly name: string;
	/** Where it is, or undefined when it is not installed. */
	readonly find: () => string | undefined;
	/** Arguments that print its version. */
	readonly version?: readonly string[];
	readonly launch: (program: string, url: string) => Launch;
	/** The smallest CPU figure that it shows, in percent: what is less shows as 0. */
	readonly step: number;
	/** Whether its table is live: it is of no use to compare the steady cost of one that is not. */
	readonly isLive: boolean;
	readonly quit: string;
	/** Keys that bring it from its start to the list of containers with the selection in it. */
	readonly toList?: readonly string[];
	/** Keys that move the selection in that list. */
	readonly move?: {readonly down: string; readonly up: string};
	/** Keys to a list in which nothing moves by itself. */
	readonly toIdle?: readonly string[];
	/** Opens the log of a container, from that list. */
	readonly openLog?: (session: Session, name: string) => Promise<void>;
	/** A key that shows and hides something while a log is open, and how to tell. */
	readonly toggle?: {readonly key: string; readonly isShown: (lines: readonly string[]) => boolean};
};
