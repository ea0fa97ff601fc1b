import {setTimeout as sleep} from 'node:timers/promises';
import type {Session} from './session.ts';
import {percentileOf} from './spread.ts';

/** ms after which a key counts as missed. */
const limit = 1000;

/** How long answers took, and how many keys had none. */
export type KeyLatencies = {readonly answered: readonly number[]; readonly missed: number; readonly seconds: number};

/** Half and the slowest of a hundred; undefined when no key was answered. */
export const keyPercentiles = ({answered}: KeyLatencies): {readonly p50: number; readonly p99: number} | undefined =>
	answered.length === 0 ? undefined : {p50: percentileOf(answered, 0.5), p99: percentileOf(answered, 0.99)};

/** Presses a key; resolves with ms to the first chunk after which what is looked at is another, or undefined. */
export const answerTime = (session: Session, key: string, look: () => string): Promise<number | undefined> =>
	new Promise(resolve => {
		let before = look();
		const finish = (time: number | undefined): void => {
			clearTimeout(timer);
			stop();
			resolve(time);
		};
		const timer = setTimeout(() => finish(undefined), limit);
		const stop = session.watch(at => {
			// What came before the key and was parsed only now is no answer.
			if (at < pressedAt) before = look();
			else if (look() !== before) finish(at - pressedAt);
		});
		const pressedAt = session.press(key);
	});

/** Presses keys at a person's pace, each after the answer to the one before. */
export const measureKeys = async (
	session: Session,
	count: number,
	keyAt: (index: number) => string,
	look: () => string,
): Promise<KeyLatencies> => {
	const answered: number[] = [];
	let missed = 0;
	const began = performance.now();
	for (let index = 0; index < count; index++) {
		const due = performance.now() + 60 + Math.random() * 80;
		const time = await answerTime(session, keyAt(index), look);
		if (time === undefined) missed++;
		else answered.push(time);
		await sleep(Math.max(0, due - performance.now()));
	}
	return {answered, missed, seconds: (performance.now() - began) / 1000};
};
