/** A seeded source of chance: the same seed throws the same numbers on every machine. */
export type Dice = {
	/** From 0 (in) to 1 (out). */
	roll(): number;
	/** A whole number from 0 (in) to `end` (out). */
	below(end: number): number;
	pick<T>(from: readonly T[]): T;
	/** True once in `times`. */
	oneIn(times: number): boolean;
};

/** Mulberry32, which is small and good enough to choose by. */
export const createDice = (seed: number): Dice => {
	let state = (seed * 0x9e3779b1) >>> 0;
	const roll = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (end: number): number => Math.floor(roll() * end);
	return {
		roll,
		below,
		pick: from => {
			const picked = from[below(from.length)];
			if (picked === undefined) throw new RangeError('nothing to pick from');
			return picked;
		},
		oneIn: times => below(times) === 0,
	};
};
