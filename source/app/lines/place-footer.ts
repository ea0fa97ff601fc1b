import {type Binding, displayKey, keyOf, type Mode} from '../../keys.ts';
import type {View} from '../../resources/resource.ts';
import type {FooterKeys, KeyHint} from '../../ui/footer.tsx';
import {type AppState, type Confirm, currentPlace} from '../app-state.ts';
import {verbOn} from '../asking/confirm.ts';
import {askedFields, loneChoice, styleOf, takesText} from '../asking/form.ts';
import {foldOf, isForObjectOnly} from '../command/group-commands.ts';
import {recalled} from '../command/prompt-history.ts';
import {verbOf} from '../keys/key-table.ts';
import {currentPanel, resourceOf} from '../list/panel.ts';
import {selectedRow, verbRows} from '../list/selection.ts';
import {recordOf} from '../places.ts';
import {goBack} from '../ways/ways.ts';
import {isReadingOn, suits} from './help-body.ts';

/** The keys that answer a question. */
const questionKeys = (confirm: Confirm): readonly KeyHint[] => {
	const style = styleOf(confirm);
	if (style === 'form')
		return [
			{key: 'Enter', label: 'yes'},
			{key: 'Esc', label: 'no'},
			...(askedFields(confirm).length > 1 ? [{key: 'Tab ↑ ↓', label: 'next field'}] : []),
			...(takesText(confirm) ? [] : [{key: '← →', label: 'change it'}]),
		];
	const isPlain = style === 'plain';
	return [
		...(isPlain ? [{key: 'y', label: 'yes'}] : []),
		{key: 'Enter', label: isPlain && !confirm.isYes ? 'no' : 'yes'},
		{key: isPlain ? 'n Esc' : 'Esc', label: 'no'},
		...((loneChoice(confirm)?.options.length ?? 0) > 1 ? [{key: '↑ ↓', label: 'choose'}] : []),
		...(isPlain ? [{key: '← →', label: 'change the answer'}] : []),
	];
};

const labelOf = (binding: Binding, state: AppState, view: View): string => {
	const fold = binding.command === 'enter' ? foldOf(state, view) : undefined;
	if (fold !== undefined) return fold === 'open' ? 'fold' : 'unfold';
	// Elsewhere it is one of two keys that go back.
	if (binding.command === 'leave') return 'quit';
	// It takes away first what narrows the list, or what is searched for.
	if (binding.command === 'back') return goBack(state).places.length < state.places.length ? 'back' : 'clear';
	if (binding.group !== 'act') return binding.label;
	const isMarked = (currentPanel(state)?.list.marked.size ?? 0) > 0;
	return (
		selectedRow(state, view, (resource, row) => {
			const verb = verbOf(resource, binding);
			return verb && verbOn(verb, isMarked ? verbRows(resource, state, view) : [row], view);
		}) ?? binding.label
	);
};

const hasRow = (state: AppState, view: View): boolean => selectedRow(state, view, () => true) ?? false;

// Where they lead is worked out when it is asked for.
const hasLinks = (state: AppState, view: View): boolean =>
	selectedRow(state, view, resource => resource.links !== undefined) ?? false;

/** Whether a key does anything on what is selected; those that would not are left out of the footer. */
const isUseful = (binding: Binding, state: AppState, view: View): boolean => {
	if (isForObjectOnly(binding.command) && foldOf(state, view) !== undefined) return false;
	const place = currentPlace(state);
	const record = recordOf(place);
	const isOfRow = isForObjectOnly(binding.command) || binding.command === 'enter';
	if (isOfRow && currentPanel(state) !== undefined && foldOf(state, view) === undefined && !hasRow(state, view))
		return false;
	switch (binding.command) {
		case 'back':
			return goBack(state) !== state;
		case 'leave':
			return state.places.length === 1;
		case 'next-match':
		case 'previous-match':
			return record.text?.of(place).search !== '';
		case 'stop-job':
			return (view.state.jobs ?? []).some(job => job.id === record.job?.(place, view) && job.ended === undefined);
		case 'shell':
			return (
				selectedRow(state, view, (resource, row) => {
					const found = resource.shell?.(row, view);
					return found !== undefined && 'id' in found;
				}) ?? false
			);
		case 'links':
			return hasLinks(state, view);
		case 'follow-link':
		case 'next-link':
			return record.link !== undefined && hasLinks(state, view);
		case 'logs':
			return (selectedRow(state, view, (resource, row) => resource.logs?.(row).length) ?? 0) > 0;
		default:
			return suits(binding, record.mode, resourceOf(state));
	}
};

/** The keys that work here and now: those of what stands over the place, else the place's own. */
export const footerOf = (state: AppState, view: View, isReadOnly: boolean): FooterKeys => {
	const mode: Mode = recordOf(currentPlace(state)).mode;
	if (state.overlay?.kind === 'prompt') {
		const {purpose} = state.overlay;
		const isCommand = purpose === 'command';
		const hasEarlier = recalled(state, state.overlay, 'earlier') !== undefined;
		return {
			over: [
				{key: 'Enter', label: isCommand ? 'run' : 'keep'},
				...(isCommand ? [{key: 'Tab', label: 'complete'}] : []),
				...(hasEarlier ? [{key: '↑', label: 'earlier ones'}] : []),
				{key: 'Esc', label: 'give up'},
			],
		};
	}
	if (state.overlay?.kind === 'sort')
		return {
			over: [
				{key: 'Enter', label: 'sort'},
				{key: '↑ ↓', label: 'choose'},
				{key: 'r', label: 'the other way'},
				{key: 'Esc', label: 'leave'},
			],
		};
	if (state.overlay?.kind === 'menu')
		return {
			over: [
				{key: 'Enter', label: state.overlay.verb},
				{key: '↑ ↓', label: 'choose'},
				{key: 'Esc', label: 'leave'},
			],
		};
	if (state.overlay?.kind === 'confirm') return {over: questionKeys(state.overlay)};
	const here = state.bindings.filter(binding => binding.modes.includes(mode));
	const looks = here
		.filter(
			binding =>
				binding.footer !== undefined && !(isReadOnly && binding.isWriting === true) && isUseful(binding, state, view),
		)
		.sort((a, b) => (a.footer ?? 0) - (b.footer ?? 0))
		.map(binding => ({key: displayKey(binding.keys[0] ?? ''), label: labelOf(binding, state, view)}));
	const kind = selectedRow(state, view, resource => resource.table.id);
	const acts = here
		.filter(
			binding =>
				binding.group === 'act' &&
				kind !== undefined &&
				suits(binding, mode, kind) &&
				(!isReadOnly || isReadingOn(binding, kind)),
		)
		.map(binding => ({key: displayKey(binding.keys[0] ?? ''), label: labelOf(binding, state, view)}));
	return {looks, acts, help: keyOf(state.bindings, 'help', mode)};
};
