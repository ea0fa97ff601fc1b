import {type Binding, displayKey} from '../../keys.ts';
import {withArticle} from '../../model/article.ts';
import {resourceNamed} from '../../resources/registry.ts';
import type {Resource, View} from '../../resources/resource.ts';
import {rowsOf} from '../../resources/rows.ts';
import type {Verb} from '../../resources/verb.ts';
import {type AppState, type MenuItem, withRefusal} from '../app-state.ts';
import {generalCalled} from '../command/command-words.ts';
import {commandGeneral} from '../command/general-command.ts';
import {only} from '../effects.ts';
import {helpOf, verbOf} from '../keys/key-table.ts';
import {resourceOf} from '../list/panel.ts';
import {selectedRow, verbRows} from '../list/selection.ts';
import {lookItems} from '../text/readings.ts';
import {askAbout, verbOn} from './confirm.ts';
import {menuOf} from './menu.ts';
import {putQuestion} from './put-question.ts';

const keyOfVerb = <Row>(resource: Resource<Row>, verb: Verb<Row>, bindings: readonly Binding[]): string | undefined => {
	const [key] = bindings.find(binding => verbOf(resource, binding) === verb)?.keys ?? [];
	return key === undefined ? undefined : displayKey(key);
};

/** One verb on rows, which are found again by their ids when it is taken: lists move on under a menu. */
const itemOf = <Row>(
	resource: Resource<Row>,
	verb: Verb<Row>,
	rows: readonly Row[],
	state: AppState,
	view: View,
): MenuItem => {
	const ids = rows.map(resource.identity);
	const key = keyOfVerb(resource, verb, state.bindings);
	const asked = askAbout(resource, verb, rows, view, state.settings.asking);
	return {
		...(key === undefined ? {} : {key}),
		// As it stands before a name: `change environment of`.
		label: (verbOn(verb, rows, view) ?? verb.id).replace(/ of$/, ''),
		words: [verb.id, ...(verb.words ?? []).map(({word}) => word)],
		help: helpOf(verb, resource.singular),
		...(asked.kind === 'refused' ? {refusal: asked.why} : {}),
		take(before, now) {
			const there = new Map(rowsOf(resource, now.state).map(row => [resource.identity(row), row]));
			const found = ids.flatMap(id => there.get(id) ?? []);
			const say = (text: string) => only<AppState>(withRefusal(before, text, now.now));
			if (found.length === 0) return say(`${rows.map(resource.name).join(', ')} is gone`);
			return putQuestion(before, askAbout(resource, verb, found, now, before.settings.asking), now);
		},
	};
};

/** What a kind can do without any of its rows, such as making one. */
const generalItems = <Row>({general = [], table}: Resource<Row>): readonly MenuItem[] =>
	general.map(verb => ({
		label: verb.id,
		words: (verb.words ?? []).map(({word}) => word),
		help: verb.help,
		take(before, now) {
			// Several kinds may have a verb of this name.
			const several = generalCalled(verb.id).length > 1;
			const asked = commandGeneral(before, verb.id, several ? [table.id] : [], now);
			return 'kind' in asked
				? putQuestion(before, asked, now)
				: only<AppState>(withRefusal(before, asked.fault, now.now));
		},
	}));

/** Opens the menu of all that can be done to what is selected, or to all that is marked. */
export const openActions = (state: AppState, view: View, isReadOnly: boolean): AppState => {
	const say = (text: string): AppState => withRefusal(state, text, view.now);
	const off = 'acting keys are off: read-only';
	const kind = resourceOf(state);
	const general = isReadOnly || kind === undefined ? [] : resourceNamed(kind)(generalItems);
	return (
		selectedRow(state, view, (resource, row) => {
			const rows = verbRows(resource, state, view);
			const what =
				rows.length > 1
					? `${rows.length} ${resource.title.toLowerCase()}`
					: `${resource.singular} ${resource.name(rows[0] ?? row)}`;
			const [only, ...others] = rows;
			const items = [
				...resource.verbs
					.filter(({isReading}) => !isReadOnly || isReading === true)
					.map(verb => itemOf(resource, verb, rows, state, view)),
				// What is looked at is of one at a time.
				...(isReadOnly || only === undefined || others.length > 0 ? [] : lookItems(resource, only, view)),
				...general,
			];
			if (items.length === 0) return say(isReadOnly ? off : `nothing can be done to ${withArticle(resource.singular)}`);
			return {...state, overlay: menuOf(`What shall be done with ${what}?`, items, 'take it')};
		}) ??
		(general.length > 0
			? {...state, overlay: menuOf('What shall be done?', general, 'take it')}
			: say(isReadOnly ? off : 'nothing is selected'))
	);
};
