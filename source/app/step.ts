import type {Command} from '../keys.ts';

/** How far a move goes; undefined for what is no move. */
export const stepOf = (command: Command, page: number): number | undefined => {
	switch (command) {
		case 'down':
			return 1;
		case 'up':
			return -1;
		case 'half-down':
			return Math.max(1, Math.floor(page / 2));
		case 'half-up':
			return -Math.max(1, Math.floor(page / 2));
		case 'page-down':
			return page;
		case 'page-up':
			return -page;
		case 'top':
			return Number.NEGATIVE_INFINITY;
		case 'bottom':
			return Number.POSITIVE_INFINITY;
		default:
			return undefined;
	}
};
