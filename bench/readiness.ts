/** What is known of a container beforehand: its name, and about how much CPU it uses, in percent of a core. */
export type Known = {readonly name: string; readonly cpu: number};

/** Containers by their names as a table may have cut them. */
export type KnownNames = ReadonlyMap<string, Known>;

const longest = 14;

/** Makes containers ready to be recognized in lines: there may be thousands. */
export const knownNames = (containers: readonly Known[]): KnownNames =>
	new Map(containers.map(known => [known.name.slice(0, longest), known]));

/** A container on a screen, with its CPU in percent if there is a figure. */
export type Shown = {readonly known: Known; readonly cpu: number | undefined};

/** Cells from a beginning up to an end. */
type Span = {readonly begin: number; readonly end: number};

/** Where the heading of the CPU column is, in a line of headings. */
const cpuHeading = (line: string): Span | undefined => {
	// A line that tells the engine's CPU has figures; one of headings has other headings.
	if (/\d ?%/.test(line) || !/\b(?:names?|containers?|status|state|image|pids)\b/i.test(line)) return undefined;
	// With the room up to the next heading: a bar may stand before the figure.
	const match = /\bcpu(?: ?%| load)? */i.exec(line);
	return match === null ? undefined : {begin: match.index, end: match.index + match[0].length};
};

const distance = (a: Span, b: Span): number => Math.max(0, a.begin - b.end, b.begin - a.end);

/** What stands in a column, or in the first one with percentages where a list has no headings: a dash is no figure. */
const cpuIn = (line: string, from: number, heading: Span | undefined): number | undefined => {
	const places = [...line.matchAll(/(\d+(?:\.\d+)?) ?%|(?<=\s)[-–]+(?=\s|$)/g)]
		.filter(match => match.index >= from)
		.map(match => ({text: match[1], begin: match.index, end: match.index + match[0].length}));
	const nearest =
		heading === undefined
			? places.find(({text}) => text !== undefined)
			: places.toSorted((a, b) => distance(a, heading) - distance(b, heading))[0];
	if (nearest?.text === undefined) return undefined;
	// A figure that is farther away is another column's.
	return heading !== undefined && distance(nearest, heading) > 4 ? undefined : Number(nearest.text);
};

/** Every container that a screen shows, once: of several lines about one, the first that has a CPU figure. */
export const containersIn = (lines: readonly string[], names: KnownNames): readonly Shown[] => {
	const shown = new Map<Known, Shown>();
	let heading: Span | undefined;
	for (const line of lines) {
		heading = cpuHeading(line) ?? heading;
		for (const word of line.matchAll(/[\w.-]+/g)) {
			const known = names.get(word[0].slice(0, longest));
			if (known === undefined) continue;
			if (shown.get(known)?.cpu === undefined) shown.set(known, {known, cpu: cpuIn(line, word.index, heading)});
			break;
		}
	}
	return [...shown.values()];
};

/** How many containers a screen must show to be a real one: oxker has room for five at 40 lines. */
const enough = 5;

/** Whether a screen shows real containers: five different ones, or all there are. */
export const showsNames = (lines: readonly string[], names: KnownNames): boolean =>
	containersIn(lines, names).length >= Math.min(enough, names.size);

/**
 * Whether the containers on a screen have CPU figures that are true: a percentage each, and 80 % of those that the tool
 * can tell from nothing (`step` is the smallest figure it shows) are at least a quarter of what is known. Before a first
 * sample there is none, or a 0; docker stats begins with averages since the machine booted.
 */
export const showsUsage = (lines: readonly string[], names: KnownNames, step: number): boolean => {
	const rows = containersIn(lines, names);
	if (rows.length < Math.min(enough, names.size) || rows.some(({cpu}) => cpu === undefined)) return false;
	const judged = rows.filter(({known}) => known.cpu >= 2 * step);
	return judged.filter(({cpu = 0, known}) => cpu > 0 && cpu >= known.cpu / 4).length >= 0.8 * judged.length;
};
