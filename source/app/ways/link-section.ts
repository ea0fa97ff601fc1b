import type {Line} from '../../model/tone.ts';
import type {Section} from '../../resources/resource.ts';
import type {Lead} from './links.ts';

/** Title of the section of links on a page. */
export const linksTitle = 'Leads to';

/** Cells of the titles: with the blank before a name, in which the chosen one is marked, as wide as other labels. */
const titleWidth = 13;

/** Links of one title that are named before the rest is counted; the menu has all of them. */
const namedAtMost = 12;

/** The links of a row that its page names, in the order in which Tab goes through them. */
export const namedLinks = (links: readonly Lead[]): readonly Lead[] => {
	const counts = new Map<string, number>();
	return links.filter(({title}) => {
		const count = (counts.get(title) ?? 0) + 1;
		counts.set(title, count);
		return count <= namedAtMost;
	});
};

/** Where one can go from a page: a line for each title, the chosen link marked. */
export const linkSection = (links: readonly Lead[], chosen: number | undefined, key: string): Section | undefined => {
	if (links.length === 0) return undefined;
	const shown = namedLinks(links);
	const titles = [...new Set(shown.map(({title}) => title))];
	const lines = titles.map((title): Line => {
		const all = links.filter(link => link.title === title).length;
		return [
			{text: title.padEnd(titleWidth), tone: 'quiet'},
			...shown.flatMap((link, index): Line => {
				if (link.title !== title) return [];
				return index === chosen
					? [{text: '›', tone: 'accent'}, {text: link.name, tone: 'strong'}, {text: ' '}]
					: [{text: ` ${link.name} `, tone: 'accent'}];
			}),
			...(all > namedAtMost ? [{text: ` and ${all - namedAtMost} more: ${key} has all`, tone: 'quiet'} as const] : []),
		];
	});
	return {title: linksTitle, lines};
};
