import {ofAllKinds, type ResourceId} from '../resources/registry.ts';

/** A screen that a digit leads to, and a word on the command line. */
export type ScreenEntry = {
	/** Its digit; those that come after all digits were given have none. */
	readonly key?: string;
	readonly word: string;
	readonly title: string;
	/** Whose list it is; the home has none. */
	readonly resource?: ResourceId;
	/** Whether it has no tab while it is not on screen. */
	readonly isAside: boolean;
};

/** Digits in the order of the keyboard: 0 is the tenth. */
const digits = '1234567890';

const keyed = (key: string | undefined): Pick<ScreenEntry, 'key'> => (key === undefined ? {} : {key});

/**
 * The home and the list of each kind, in the order of the keyboard: kinds that have no digit of their own get what is left
 * in the order of the registry, and then none.
 */
export const allScreens = (): readonly ScreenEntry[] => {
	const kinds = ofAllKinds(({table, title, digit, isAside = false}) => ({
		entry: {word: table.id, title, resource: table.id, isAside},
		own: digit,
	}));
	const free = [...digits].filter(digit => kinds.every(({own}) => own !== digit));
	const home = {entry: {word: 'overview', title: 'Overview', isAside: false}};
	const others = [home, ...kinds.filter(({own, entry}) => own === undefined && !entry.isAside)];
	const screens: readonly ScreenEntry[] = [
		...others.map(({entry}, index) => ({...entry, ...keyed(free[index])})),
		...kinds.filter(({own}) => own !== undefined).map(({entry, own}) => ({...entry, ...keyed(own)})),
		...kinds.filter(({own, entry}) => own === undefined && entry.isAside).map(({entry}) => entry),
	];
	const placeOf = ({key}: ScreenEntry): number => (key === undefined ? digits.length : digits.indexOf(key));
	return screens.toSorted((a, b) => placeOf(a) - placeOf(b));
};
