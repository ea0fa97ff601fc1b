/** ms of the units that people write spans of time in. */
const units: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000};

const spanOf = (text: string): number | undefined => {
	if (!/^(?:\d+(?:\.\d+)?[smhdw])+$/.test(text)) return undefined;
	let sum = 0;
	for (const [, figure, unit = 's'] of text.matchAll(/(\d+(?:\.\d+)?)([smhdw])/g))
		sum += Number(figure) * (units[unit] ?? 0);
	return sum;
};

/** A day of the calendar where all its parts are what they say; Date would make the 30th of February one in March. */
const dayOf = (year: number, month: number, day: number): Date | undefined => {
	const date = new Date(year, month - 1, day);
	return date.getMonth() === month - 1 && date.getDate() === day ? date : undefined;
};

/**
 * The moment (ms since the epoch) that a person means: so long ago (`90s`, `10m`, `1h30m`, `2d`), a time of day of the last
 * 24 hours (`14:30`, `14:30:05`), a day (`2026-11-28`) or a time of it, in the reader's zone, or RFC 3339 with a zone.
 * Undefined for all else.
 */
export const momentOf = (typed: string, now: number): number | undefined => {
	const text = typed.trim();
	const ago = spanOf(text.replace(/^-/, '').replace(/ ?ago$/, ''));
	if (ago !== undefined) return now - ago;
	if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(text)) {
		const at = Date.parse(text);
		return Number.isNaN(at) ? undefined : at;
	}
	const [, date, time] = /^(?:(\d{4}-\d\d-\d\d)(?:[T ]|$))?(\d{1,2}:\d\d(?::\d\d(?:\.\d{1,3})?)?)?$/.exec(text) ?? [];
	if (date === undefined && time === undefined) return undefined;
	const [hours = 0, minutes = 0, seconds = 0] = (time ?? '0:00').split(':').map(Number);
	if (hours > 23 || minutes > 59 || seconds >= 60) return undefined;
	const [year = 0, month = 0, day = 0] = (date ?? '').split('-').map(Number);
	const today = new Date(now);
	const base =
		date === undefined ? new Date(today.getFullYear(), today.getMonth(), today.getDate()) : dayOf(year, month, day);
	if (base === undefined) return undefined;
	base.setHours(hours, minutes, Math.floor(seconds), Math.round((seconds % 1) * 1000));
	// A time of day that is still to come is that of yesterday.
	if (date === undefined && base.getTime() > now) base.setDate(base.getDate() - 1);
	return base.getTime();
};

const two = (part: number): string => String(part).padStart(2, '0');

/** A day in the reader's zone: `2026-11-28`. */
export const dayText = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** A time of day in the reader's zone: `14:03:11`. */
export const clockText = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;

/** A moment in the reader's zone: the time of day, and the day where that is not today's. */
export const momentText = (moment: number | string, now: number): string => {
	const at = new Date(moment);
	const day = dayText(at);
	return day === dayText(new Date(now)) ? clockText(at) : `${day} ${clockText(at)}`;
};
