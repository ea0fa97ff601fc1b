/** What the mouse did at a cell, which is counted from 0 at the top left. */
export type MouseReport = {
	readonly did: 'click' | 'wheel-up' | 'wheel-down';
	readonly column: number;
	readonly row: number;
};

/** The mouse of a terminal: it is told of only while it is on. */
export type Mouse = {
	readonly isOn: () => boolean;
	/** Only who has the terminal may: its modes are to be the same. */
	readonly turn: (isOn: boolean) => void;
	readonly tell: (report: MouseReport) => void;
	readonly subscribe: (listener: (report: MouseReport) => void) => () => void;
};

/** Asks a terminal to tell of buttons and the wheel, as SGR reports: the only ones that can be told from keys. */
export const mouseModes = '\u{1b}[?1000h\u{1b}[?1006h';

/** What is told by the first figure of a report: the left button and the wheel, without keys held and not while moved. */
const doings: Readonly<Record<string, MouseReport['did']>> = {0: 'click', 64: 'wheel-up', 65: 'wheel-down'};

/**
 * Understands a report by what stands between `ESC [` and its last letter, `<0;12;3` of `ESC [<0;12;3M`; undefined for
 * what is none, and for what nobody wants to know, such as buttons let go.
 */
export const mouseReport = (parameters: string, final: string): MouseReport | undefined => {
	const [, button = '', column = '', row = ''] = /^<(\d{1,3});(\d{1,5});(\d{1,5})$/.exec(parameters) ?? [];
	const did = doings[button];
	if (final !== 'M' || did === undefined || Number(column) === 0 || Number(row) === 0) return undefined;
	return {did, column: Number(column) - 1, row: Number(row) - 1};
};

/** A mouse that is on or off at first. */
export const createMouse = (isOnAtFirst: boolean): Mouse => {
	let isOn = isOnAtFirst;
	const listeners = new Set<(report: MouseReport) => void>();
	return {
		isOn: () => isOn,
		turn(next) {
			isOn = next;
		},
		tell(report) {
			if (isOn) for (const listener of listeners) listener(report);
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};
