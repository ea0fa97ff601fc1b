/** What is known of a container beforehand: its name, and about how much CPU it uses, in percent of a core. */
export type Known = {readonly name: string; readonly cpu: number};

/** Containers by their names as a table may have cut them. */
export type KnownNames = ReadonlyMap<string, Known>;

const longest = 14;

/** Makes containers ready to be recognized in lines: there may be thousands. */
export const knownNames = (containers: readonly Known[]): KnownNames =>
	new Map(containers.map(known => [known.name.slice(0, longest), known]));

/** A container on a screen, with the percentage that follows its name if one does. */
export type Shown = {readonly known: Known; readonly cpu: number | undefined};

/** How a tool shows CPU figures. */
export type CpuColumn = {
	/** The smallest figure that it shows, in percent: what is less shows as 0. */
	readonly step: number;
	/** Which of the percentages after a container's name it is. */
	readonly place: 'first' | 'last';
};

/** Every container that a screen shows, once; of several lines about one, the line that has a percentage. */
const containersIn = (
	lines: readonly string[],
	names: KnownNames,
	place: CpuColumn['place'] = 'first',
): readonly Shown[] => {
	const shown = new Map<Known, Shown>();
	for (const line of lines) {
		for (const word of line.matchAll(/[\w.-]+/g)) {
			const known = names.get(word[0].slice(0, longest));
			if (known === undefined) continue;
			const percentages = [...line.slice(word.index).matchAll(/(\d+(?:\.\d+)?) ?%/g)];
			const text = percentages.at(place === 'first' ? 0 : -1)?.[1];
			if (text !== undefined || !shown.has(known)) {
				shown.set(known, {known, cpu: text === undefined ? undefined : Number(text)});
			}
			break;
		}
	}
	return [...shown.values()];
};

/** Whether a screen shows real containers: ten different ones, or all there are. */
export const showsNames = (lines: readonly string[], names: KnownNames): boolean =>
	containersIn(lines, names).length >= Math.min(10, names.size);

/**
 * Whether the containers on a screen have CPU figures that are true: a percentage each, and 80 % of those that the tool
 * can tell from nothing are not 0. Before a first sample there is none, or a 0.
 */
export const showsUsage = (lines: readonly string[], names: KnownNames, {step, place}: CpuColumn): boolean => {
	const rows = containersIn(lines, names, place);
	if (rows.length < Math.min(10, names.size) || rows.some(({cpu}) => cpu === undefined)) return false;
	const judged = rows.filter(({known}) => known.cpu >= 2 * step);
	return judged.filter(({cpu}) => cpu !== 0).length >= 0.8 * judged.length;
};
