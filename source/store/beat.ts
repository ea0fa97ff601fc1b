/** ms between two beats. */
const beat = 1000;

/**
 * ms until the first beat that is at least `least` ms away. The beats are the same for all that asks, of one engine or of
 * many: what comes in at one time is one change of the screen.
 */
export const untilBeat = (least: number, at = performance.now()): number => Math.ceil((at + least) / beat) * beat - at;
