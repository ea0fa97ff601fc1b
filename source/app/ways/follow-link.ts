import type {View} from '../../resources/resource.ts';
import {type AppState, currentPlace, type MenuItem, pushPlace, withFault} from '../app-state.ts';
import {menuOf} from '../asking/menu.ts';
import {type Outcome, only} from '../effects.ts';
import {selectedRow} from '../list/selection.ts';
import {freshPage} from '../places/page.tsx';
import {recordOf} from '../places.ts';
import {copyText} from '../text/readings.ts';
import {type Lead, leadsOf, objectOf} from './links.ts';

/** Follows a lead: to the page of what it leads to, or by handing out a port's address, for a browser is elsewhere. */
const goTo = (state: AppState, lead: Lead, view: View): Outcome<AppState> =>
	'url' in lead
		? copyText(state, lead.url, view)
		: only(pushPlace(state, freshPage(objectOf(lead, view.state), false)));

/** Opens the menu of all that the selected object leads to. */
export const openLinks = (state: AppState, view: View): AppState =>
	selectedRow(state, view, (resource, row): AppState => {
		const name = resource.name(row);
		const leads = leadsOf(resource, row, view);
		if (leads.length === 0) return withFault(state, `${name} leads nowhere`, view.now);
		const items = leads.map(
			(lead): MenuItem => ({
				label: lead.name,
				help: 'url' in lead ? `${lead.help}: copies the address` : lead.title.toLowerCase(),
				take: (before, now) => goTo(before, lead, now),
			}),
		);
		return {...state, overlay: menuOf(`${name} leads to`, items, 'go there')};
	}) ?? state;

/** Follows the lead that is chosen in the place on screen; where none is, all are offered. */
export const followLink = (state: AppState, view: View): Outcome<AppState> => {
	const place = currentPlace(state);
	const lead = recordOf(place).link?.(place, view);
	return lead === undefined ? only(openLinks(state, view)) : goTo(state, lead, view);
};
