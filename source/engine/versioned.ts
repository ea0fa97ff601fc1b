import {EngineError} from './engine-error.ts';
import {number, type Wire, wire} from './wire.ts';

/** How often a change is tried when somebody else was faster. */
const attempts = 3;

/** Whether an engine says that what it was sent is a change of an older version. */
export const isOutOfSequence = (error: unknown): boolean =>
	error instanceof EngineError && /out of sequence/i.test(error.message);

/** The version of an object of the swarm (`the node`), with which a change of it is sent; fails where none is told. */
export const versionOf = (row: Wire, what: string): number => {
	const version = number(wire(row.Version).Index);
	if (version === undefined) throw new EngineError('rejected', `the engine did not tell the version of ${what}`);
	return version;
};

/** Reads an object and sends a change of it, all of that again where somebody else was faster: at most 3 times. */
export const inSequence = async <Result>(readAndSend: () => Promise<Result>): Promise<Result> => {
	for (let attempt = 1; ; attempt++) {
		try {
			return await readAndSend();
		} catch (error) {
			if (attempt === attempts || !isOutOfSequence(error)) throw error;
		}
	}
};
