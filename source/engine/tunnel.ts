import type {EngineError} from './engine-error.ts';

/** A narrow way to an engine: a socket of this machine that leads there, which few connections at a time may use. */
export type Tunnel = {
	socketPath(): string;
	/** Why a call failed, where the way itself tells more than its socket does. */
	explain(error: EngineError): Promise<EngineError>;
};
