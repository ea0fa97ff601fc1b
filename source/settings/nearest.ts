import leven from 'leven';

const inOrder = (word: string): string => [...word].sort().join('');

// Letters that changed places are one slip, and not two.
const distanceOf = (typed: string, word: string): number =>
	typed !== word && inOrder(typed) === inOrder(word) ? 1 : leven(typed, word);

/** Words that are written nearly so, at most three, the nearest first. */
export const nearest = (typed: string, words: readonly string[]): readonly string[] =>
	words
		.map(word => ({word, distance: distanceOf(typed, word)}))
		.filter(({word, distance}) => distance <= Math.max(1, Math.floor(word.length / 3)))
		.sort((a, b) => a.distance - b.distance)
		.map(({word}) => word)
		.slice(0, 3);

/** Several words as one choice: `a, b or c`. */
export const either = (words: readonly string[]): string =>
	words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
