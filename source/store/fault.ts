import {EngineError} from '../engine/engine-error.ts';
import type {Fault} from './state.ts';

/** What an engine threw, as state. Anything but an EngineError is a bug and is thrown on. */
export const faultOf = (error: unknown, at: number): Fault => {
	if (!(error instanceof EngineError)) throw error;
	return {
		kind: error.kind,
		message: error.message,
		at,
		...(error.advice === undefined ? {} : {advice: error.advice}),
	};
};

/** Whether a fault makes it worth asking at once if the engine is still there. */
export const isConnectionFault = (fault: Fault): boolean => fault.kind === 'unreachable';
