import {ofAllKinds, type ResourceId} from '../resources/registry.ts';

/** A screen that a digit leads to, and a word on the command line. */
export type ScreenEntry = {
	/** Its digit; the eleventh and those after it have none. */
	readonly key?: string;
	readonly word: string;
	readonly title: string;
	/** Whose list it is; the home has none. */
	readonly resource?: ResourceId;
};

/** Digits in the order of the keyboard: 0 is the tenth. */
const digits = '1234567890';

/** The home and the list of each kind, in the order of the registry. */
export const allScreens = (): readonly ScreenEntry[] =>
	[
		{word: 'overview', title: 'Overview'},
		...ofAllKinds(({table, title}) => ({word: table.id, title, resource: table.id})),
	].map((entry, index) => ({...entry, ...(index < digits.length ? {key: digits.charAt(index)} : {})}));
