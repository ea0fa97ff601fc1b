import {EngineError} from './engine-error.ts';
import {text, type Wire, wire} from './wire.ts';

/** What somebody else's answer says for itself, where it says anything. */
const wordsOf = (answer: unknown): string => {
	const message = text(wire(answer).message);
	return message === undefined ? '' : `: ${message}`;
};

const wrong = (what: string, expected: string, answer: unknown): EngineError =>
	new EngineError('rejected', `the engine’s answer for ${what} is not ${expected}${wordsOf(answer)}`, {
		advice: 'is there a proxy before the engine that answers in its place?',
	});

/** An answer that must be a list; anything else is a fault and never an empty list. Throws an EngineError. */
export const listAnswer = (what: string, answer: unknown): readonly unknown[] => {
	if (Array.isArray(answer)) return answer;
	throw wrong(what, 'a list', answer);
};

/** An answer that must be an object with at least one of these members. Throws an EngineError. */
export const objectAnswer = (what: string, members: readonly string[], answer: unknown): Wire => {
	const body = wire(answer);
	if (members.some(member => body[member] !== undefined && body[member] !== null)) return body;
	throw wrong(what, 'what was asked for', answer);
};
