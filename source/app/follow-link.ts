import type {Link} from '../resources/link.ts';
import type {View} from '../resources/resource.ts';
import {type AppState, currentPlace, type MenuItem, pushPlace, withFault} from './app-state.ts';
import {only} from './effects.ts';
import {linksOf, objectOf} from './links.ts';
import {menuOf} from './menu.ts';
import {freshPage} from './places/page.tsx';
import {recordOf} from './places.ts';
import {selectedRow} from './selection.ts';

/** Follows a link to the page of what it leads to. */
const goTo = (state: AppState, link: Link, view: View): AppState =>
	pushPlace(state, freshPage(objectOf(link, view.state), false));

/** Opens the menu of all that the selected object leads to. */
export const openLinks = (state: AppState, view: View): AppState =>
	selectedRow(state, view, (resource, row): AppState => {
		const name = resource.name(row);
		const links = linksOf(resource, row, view);
		if (links.length === 0) return withFault(state, `${name} leads nowhere`, view.now);
		const items = links.map(
			(link): MenuItem => ({
				label: link.name,
				help: link.title.toLowerCase(),
				take: (before, now) => only(goTo(before, link, now)),
			}),
		);
		return {...state, overlay: menuOf(`${name} leads to`, items, 'go there')};
	}) ?? state;

/** Follows the link that is chosen in the place on screen; where none is, all are offered. */
export const followLink = (state: AppState, view: View): AppState => {
	const place = currentPlace(state);
	const link = recordOf(place).link?.(place, view);
	return link === undefined ? openLinks(state, view) : goTo(state, link, view);
};
